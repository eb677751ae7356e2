/**
 * Bytes of one file on their way to an end: which calls took them, and what must be said of them.
 *
 * @module
 */
import type { HeldFile } from "./held_bytes.ts";
import type { OpenFile } from "../open_file.ts";
import type { Confidence, Way } from "../transfer.ts";
import type { CallTimes, TransferAccount } from "./transfer_account.ts";
import { countCall } from "./transfer_account.ts";

/** How bytes came out of the file. */
export type Origin = "read" | "read(O_DIRECT)" | "mmap" | "kernel";

/** How they go on. */
export type Onward = "write" | "send(MSG_ZEROCOPY)" | "vmsplice + splice";

/** Calls that took bytes. */
export interface Take {
  readonly name: string;
  readonly calls: number;
  /** [bytes] */
  readonly bytes: number;
}

/** A call that was refused. */
export type Refusal = readonly [name: string, errno: string];

/**
 * Bytes of one file that one call moves. There is one for each write of a log, so what few have is
 * made only where it is needed.
 */
export class Parcel {
  /** [bytes] */
  bytes = 0;
  confidence: Confidence = "likely";
  /** Pieces that were begun by it without a reason, less those that it finished. */
  begun = 0;
  /** How much was mapped of which this is the first that is written. [bytes] */
  mappedBytes = 0;
  /** Where it was held. */
  held: HeldFile | undefined;
  hasTls = false;
  /** It has grown as by a header, or as by a header and a record of TLS. */
  mayBeTls = false;
  /** It is exactly as long as what was read. */
  isPlain = false;
  hasOtherThread = false;
  /** What took it has been credited. */
  isCredited = false;
  takes: Take[] = [];
  #calls: CallTimes | undefined;
  #refusals: readonly Refusal[] | undefined;

  constructor(readonly file: OpenFile, readonly origin: Origin) {}

  /** A call was made for it that moved nothing. */
  count(name: string, times = 1): void {
    this.#calls ??= {};
    countCall(this.#calls, name, times);
  }

  /** Calls for it were refused before. */
  refused(refusals: readonly Refusal[]): void {
    this.#refusals = [...this.#refusals ?? [], ...refusals];
  }

  /** By which way it goes that goes on so. */
  wayOf(onward: Onward): Way {
    if (this.origin === "kernel") return "splice";
    if (this.origin === "mmap") return `mmap + ${onward}`;
    return onward === "write" ? `${this.origin} + write` : `read + ${onward}`;
  }

  /** Credits all but the bytes, and that only once: what took them, and what is to be said. */
  credit(account: TransferAccount, way: Way): void {
    this.file.feeds = account;
    account.held = this.held ?? account.held;
    if (this.origin !== "kernel") account.doubt(this.confidence);
    if (this.isCredited) return;
    this.isCredited = true;
    for (const [name, errno] of this.#refusals ?? []) {
      account.refuse(name, errno, way);
    }
    for (const take of this.takes) account.take(way, take.name, take);
    for (const name in this.#calls) {
      account.count(name, this.#calls[name], way);
    }
    if (this.hasTls) account.note("TLS in the program");
    account.mayBeTls ||= this.mayBeTls;
    account.isPlain ||= this.isPlain;
    if (this.hasOtherThread) account.note("other thread");
    account.begun += this.begun;
    if (this.origin === "mmap" && this.confidence !== "certain") {
      account.mappedBytes += this.mappedBytes;
      account.writtenMappedBytes += this.bytes;
    }
  }
}

/** Finds the parcel of one file and origin in a write, or begins it. */
export function parcelIn(
  parcels: Parcel[],
  file: OpenFile,
  origin: Origin,
): Parcel {
  for (const parcel of parcels) {
    if (parcel.file === file && parcel.origin === origin) return parcel;
  }
  const parcel = new Parcel(file, origin);
  parcels.push(parcel);
  return parcel;
}
