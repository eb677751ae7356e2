/**
 * What is in a pipe: bytes of files, and others, in their order.
 *
 * Bytes that are spliced on go from their file to where they are spliced to; those that a process
 * reads, or that are never seen to leave, have gone from their file to the pipe. It leaves out what
 * becomes of bytes that a process has read out of a pipe.
 *
 * @module
 */
import type { Parcel, Refusal } from "./parcel.ts";
import { Target } from "../target.ts";
import type { Way } from "../transfer.ts";
import type { CallTimes, TransferAccount } from "./transfer_account.ts";

/** Bytes that came into a pipe by one call. */
interface Segment {
  /** Nothing where they are of no file. */
  parcel: Parcel | undefined;
  readonly put: PipePut;
  /** What of them is still in it. [bytes] */
  rest: number;
}

/** The call by which bytes came into a pipe. */
export interface PipePut {
  readonly name: string;
  /** By which way they have gone to the pipe, if it is their end. */
  readonly way: Way;
}

/** The most segments that are told apart: no pipe has more pages. @see pipe(7) */
const mostSegments = 1024;

/** A pipe. */
export class Pipe {
  readonly target = new Target("pipe", "");
  /** The calls that made it: they belong to what is spliced through it first. */
  calls: CallTimes = {};
  /** How many of its two ends the log knows to be open. */
  ends = 0;
  /** Bytes of it were spliced on. */
  #leadsOn = false;
  #refusals: Refusal[] = [];
  readonly #queue: Segment[] = [];

  /** Bytes come in. */
  add(bytes: number, put: PipePut, parcel?: Parcel): void {
    const last = this.#queue.at(-1);
    if (parcel === undefined && last !== undefined && !last.parcel) {
      last.rest += bytes;
      return;
    }
    if (parcel !== undefined && this.#refusals.length > 0) {
      parcel.refused(this.#refusals);
      this.#refusals = [];
    }
    this.#queue.push({ parcel, put, rest: bytes });
    if (this.#queue.length > mostSegments) {
      this.#keep(this.#queue[0]!);
      this.#queue.shift();
    }
  }

  /** A call that was to bring bytes was refused: it belongs to those that come next. */
  refuse(name: string, errno: string): void {
    if (this.#refusals.length < mostSegments) {
      this.#refusals.push([name, errno]);
    }
  }

  /** A call found the end of the file: it belongs to its bytes that are in the pipe. */
  foundEnd(file: Parcel["file"], name: string): boolean {
    const last = this.#queue.findLast(({ parcel }) => parcel?.file === file);
    last?.parcel?.count(name);
    return last !== undefined;
  }

  /** The file whose bytes are next to leave. */
  get next(): Parcel | undefined {
    return this.#queue[0]?.parcel;
  }

  /** A process reads bytes out: for those of files, the pipe was the end. */
  read(bytes: number): void {
    this.#leave(bytes, (segment) => this.#keep(segment));
  }

  /** Bytes are spliced on to an end. */
  spliceTo(target: Target, bytes: number, name: string): TransferAccount[] {
    this.#leadsOn = true;
    const sent = new Map<TransferAccount, Map<Way, number>>();
    this.#leave(bytes, ({ parcel, put }, part) => {
      if (parcel === undefined) return;
      const account = target.accountOf(parcel.file.name);
      const way = parcel.wayOf("vmsplice + splice");
      this.#creditOnward(parcel, put, { account, way });
      const ways = sent.get(account) ?? new Map<Way, number>();
      sent.set(account, ways.set(way, (ways.get(way) ?? 0) + part));
    });
    for (const [account, ways] of sent) {
      for (const [way, part] of ways) account.put(way, name, part);
    }
    return [...sent.keys()];
  }

  /** Bytes are spliced on to another pipe. */
  spliceOn(pipe: Pipe, bytes: number, name: string): void {
    this.#leadsOn = true;
    this.#leave(bytes, (segment, part) => {
      const { parcel, put } = segment;
      parcel?.count(name);
      pipe.add(part, put, parcel);
    });
  }

  /** Lists what is first in it, without taking it out. */
  *first(
    bytes: number,
  ): Generator<{ parcel: Parcel | undefined; part: number }> {
    let left = bytes;
    for (const { parcel, rest } of this.#queue) {
      if (left <= 0) return;
      yield { parcel, part: Math.min(left, rest) };
      left -= rest;
    }
  }

  /** Nobody will take out what is still in it: if it led further, that never arrived. */
  close(): void {
    if (!this.#leadsOn) this.read(Infinity);
  }

  #leave(
    bytes: number,
    take: (segment: Segment, part: number) => void,
  ): void {
    let left = bytes;
    let done = 0;
    for (const segment of this.#queue) {
      if (left <= 0) break;
      const part = Math.min(left, segment.rest);
      take(segment, part);
      segment.rest -= part;
      left -= part;
      if (segment.rest === 0) done++;
    }
    this.#queue.splice(0, done);
  }

  /** The pipe is their end: the call that brought them has put them there. */
  #keep(segment: Segment): void {
    const { parcel, put, rest } = segment;
    if (parcel === undefined) return;
    const account = this.target.accountOf(parcel.file.name);
    if (parcel.origin === "kernel") parcel.takes = [];
    parcel.credit(account, put.way);
    account.put(put.way, put.name, rest);
    segment.parcel = undefined;
  }

  #creditOnward(
    parcel: Parcel,
    put: PipePut,
    { account, way }: { account: TransferAccount; way: Way },
  ): void {
    for (const name in this.calls) account.count(name, this.calls[name], way);
    this.calls = {};
    const { isCredited } = parcel;
    parcel.credit(account, way);
    if (!isCredited && parcel.origin !== "kernel") {
      account.count(put.name, 1, way);
    }
  }
}
