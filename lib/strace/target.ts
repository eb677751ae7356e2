/**
 * What bytes are put into, a connection, a pipe or a file: the transfers that end there, and what
 * was said to it since it was last listened to.
 *
 * @module
 */
import type { Fit } from "./bytes/fitting.ts";
import type { HeldFile } from "./bytes/held_bytes.ts";
import type { End } from "./transfer.ts";
import type { Turns } from "./bytes/turns.ts";
import { TransferAccount } from "./bytes/transfer_account.ts";

/** What the rest of a write that was cut short would be made of. */
export interface Unsent {
  /** How much the rest of it asks for. [bytes] */
  readonly asked: number;
  readonly held: HeldFile;
  /** The piece that it goes on with. [index] */
  readonly from: number;
  /** What of it stands before the file's bytes, and how many of these follow. [bytes] */
  readonly before: number;
  readonly bytes: number;
}

/** What is known of all connections that come in at one port. */
export interface Service {
  /** Programs encrypt what they write there. */
  hasTls: boolean;
}

/** What is known of an end when it is first put into. */
export interface TargetOrigin {
  readonly service?: Service | undefined;
  /** Files that were opened before it have less. */
  readonly order?: number;
  /** It was there before the log. */
  readonly isOld?: boolean;
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
  readonly service: Service;
  readonly order: number;
  /** How long the part of a piece was that was last written. [bytes] */
  partBytes: number | undefined;
  /** A part of a piece has begun the answer: a header may be in it. */
  isHeaderDue = false;
  /** It was read from. */
  hasAsked = false;
  /** Before any file it was read from, answered and read from again, as TLS begins. */
  hasSpoken = false;
  readonly #isOld: boolean;
  /** What was written of no file, since it was last read from or fed. [bytes] */
  #headerBytes = 0;
  /** That header was to wait for more. */
  #waitsForMore = false;
  /** Those among which it waits for an answer. */
  #turns: Turns | undefined;

  constructor(to: End, name: string, origin: TargetOrigin = {}) {
    this.to = to;
    this.name = name;
    this.service = origin.service ?? { hasTls: false };
    this.order = origin.order ?? 0;
    this.#isOld = origin.isOld ?? false;
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
    this.hasSpoken ||= this.#headerBytes > 0 && this.accounts.size === 0;
    this.hasAsked = true;
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

  /** Bytes of a file were found: what follows is rather alike. */
  fitted({ rule, bytes }: Fit): void {
    const isPart = rule === "part";
    this.isHeaderDue = isPart && (this.isHeaderDue || !this.hasAnswered);
    if (isPart) this.partBytes = bytes;
  }

  /** Something was written that is of no file: it may go on with what was begun before the log. */
  said(bytes: number, waitsForMore: boolean): void {
    this.isAsking = false;
    if (this.#isOld && !this.hasAsked) return;
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
    if (isJoined) {
      account.note("header joined");
      account.note("header in one call");
    } else if (this.#headerBytes > 0 && !this.service.hasTls) {
      account.note(this.#waitsForMore ? "header joined" : "header apart");
    }
    this.#headerBytes = 0;
  }
}
