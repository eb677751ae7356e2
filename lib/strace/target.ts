/**
 * What bytes are put into, a connection, a pipe or a file: the transfers that end there, and what
 * was said to it since it was last listened to.
 *
 * @module
 */
import type { HeldFile } from "./bytes/held_bytes.ts";
import type { End } from "./transfer.ts";
import type { Turns } from "./bytes/turns.ts";
import { TransferAccount } from "./bytes/transfer_account.ts";

/** What the rest of a write that was cut short would be made of. */
export interface Unsent {
  /** How much the rest of it asks for. [bytes] */
  readonly asked: number;
  readonly held: HeldFile;
  /** What of it stands before the file's bytes, and how many of these follow. [bytes] */
  readonly before: number;
  readonly bytes: number;
}

/** An end of transfers. */
export class Target {
  readonly to: End;
  readonly name: string;
  /** By the path of the file that they come from. */
  readonly accounts = new Map<string, TransferAccount>();
  /** Where the file's bytes lay that were last written here. */
  fedBy: HeldFile | undefined;
  unsent: Unsent | undefined;
  /** Bytes of a file have gone out since it was last read from. */
  hasAnswered = false;
  /** It was read from, and nothing was written to it since. */
  isAsking = false;
  /** Nothing leads there any more. */
  isClosed = false;
  /** TCP_CORK is set. */
  isCorked = false;
  /** setsockopt(TCP_ULP, "tls") was called. */
  hasKernelTls = false;
  /** Whole records of TLS were written to it. */
  hasTls = false;
  /** What was written of no file, since it was last read from or fed. [bytes] */
  #headerBytes = 0;
  /** That header was to wait for more. */
  #waitsForMore = false;
  /** Those among which it waits for an answer. */
  #turns: Turns | undefined;

  constructor(to: End, name: string) {
    this.to = to;
    this.name = name;
  }

  /** Finds the account of what comes from one file, or opens it. */
  accountOf(path: string): TransferAccount {
    const known = this.accounts.get(path);
    if (known !== undefined) return known;
    const account = new TransferAccount(path, this.to, this.name);
    if (this.hasKernelTls) account.note("kTLS");
    this.accounts.set(path, account);
    return account;
  }

  /** It was read from: what is written next answers that, in turn with others that wait. */
  listened(turns: Turns): void {
    this.#headerBytes = 0;
    this.#waitsForMore = false;
    this.hasAnswered = false;
    this.isAsking = true;
    this.#turns = turns;
    turns.listened(this);
  }

  /** Nothing leads here any more, or the answer has begun. */
  leaveTurn(): void {
    this.#turns?.leave(this);
    this.#turns = undefined;
  }

  /** Something was written that is of no file. */
  said(bytes: number, waitsForMore: boolean): void {
    this.isAsking = false;
    this.#headerBytes += bytes;
    this.#waitsForMore = waitsForMore || this.isCorked;
  }

  /**
   * Bytes of a file go out. Notes how they stand to the header, if they are the first since it was
   * read from, or the first of this file: a log may lack what was read.
   */
  answer(account: TransferAccount, isJoined = false): void {
    if (this.hasAnswered && account.hasAnswered) return;
    account.hasAnswered = true;
    this.hasAnswered = true;
    this.isAsking = false;
    this.leaveTurn();
    if (this.to !== "socket") return;
    if (isJoined) account.note("header joined");
    else if (this.#headerBytes > 0) {
      account.note(this.#waitsForMore ? "header joined" : "header apart");
    }
    this.#headerBytes = 0;
  }
}
