/**
 * What a process has read from files and not yet been seen to send.
 *
 * Invariant: no byte is given out twice, and none that no call returned. What is held is bounded: by
 * the descriptors that are open, and a fixed number of files that are closed.
 *
 * @module
 */
import type { OpenFile } from "../open_file.ts";
import type { CallTimes } from "./transfer_account.ts";
import { countCall } from "./transfer_account.ts";

/** What one call has read, or several where there are many. */
export interface Piece {
  /** The thread that read it. */
  readonly thread: number;
  /** The call that read it, and how often it was made. */
  readonly name: string;
  /** It went past the page cache: O_DIRECT was set. */
  readonly isDirect: boolean;
  calls: number;
  /** [bytes] */
  bytes: number;
  /** What of it has not been sent. [bytes] */
  rest: number;
  /** A part of it was sent alone, as if that were all. */
  isBegun: boolean;
}

/** The most pieces of one file that are told apart. */
const mostPieces = 256;

/** The most files that are still held after they were closed. */
const mostClosed = 64;

/** The most files that are asked whether they fit. */
const mostAsked = 64;

/** The bytes of one open file that a process holds, in the order in which they were read. */
export class HeldFile {
  readonly pieces: Piece[] = [];
  /** All that has not been sent. [bytes] */
  rest = 0;
  /** Calls that belong to what is sent next: they found the end, or looked at the begin. */
  idleCalls: CallTimes | undefined;

  constructor(readonly file: OpenFile, readonly owner?: HeldBytes) {}

  add(piece: Piece): void {
    if (this.pieces.length === mostPieces) this.#joinNeighbours();
    this.pieces.push(piece);
    this.rest += piece.bytes;
  }

  /** Bytes of it went out: pieces of which nothing is left are dropped. */
  sent(bytes: number): void {
    this.rest -= bytes;
    const { pieces } = this;
    if (this.rest === 0) {
      pieces.length = 0;
      this.owner?.forget(this.file);
      return;
    }
    let kept = 0;
    for (const piece of pieces) if (piece.rest > 0) pieces[kept++] = piece;
    pieces.length = kept;
  }

  /** All will be read again: what is held was only looked at. */
  forgo(): void {
    for (const { name, calls } of this.pieces) this.idle(name, calls);
    this.sent(this.rest);
  }

  /** A call was made that belongs to what is sent next. */
  idle(name: string, times = 1): void {
    this.idleCalls ??= new Map();
    countCall(this.idleCalls, name, times);
  }

  /** Reads of one and the same call that lie side by side become one. */
  #joinNeighbours(): void {
    const joined: Piece[] = [];
    for (const piece of this.pieces) {
      const last = joined.at(-1);
      if (
        last !== undefined && last.calls <= piece.calls &&
        last.name === piece.name && last.thread === piece.thread &&
        last.isDirect === piece.isDirect
      ) {
        last.calls += piece.calls;
        last.bytes += piece.bytes;
        last.rest += piece.rest;
      } else joined.push(piece);
    }
    const tooMany = joined.length - mostPieces / 2;
    for (const piece of tooMany > 0 ? joined.splice(0, tooMany) : []) {
      this.rest -= piece.rest;
    }
    this.pieces.splice(0, this.pieces.length, ...joined);
  }
}

/** The bytes that a process holds. */
export class HeldBytes {
  /** Those of which something is left, the one that was read last at the end. */
  readonly #held = new Map<OpenFile, HeldFile>();
  /** The one that was read last, if something is left of it. */
  #latest: HeldFile | undefined;
  #begun = 0;

  /** How many files it knows. */
  get size(): number {
    return this.#held.size;
  }

  get latest(): HeldFile | undefined {
    return this.#latest;
  }

  /** Bytes were read. */
  add(file: OpenFile, piece: Piece): void {
    let held = this.#held.get(file);
    if (held === undefined) {
      held = file.held?.owner === this ? file.held : new HeldFile(file, this);
      file.held = held;
      this.#held.set(file, held);
      if (++this.#begun % mostClosed === 0) this.#forgetClosed();
    } else if (held !== this.#latest) {
      this.#held.delete(file);
      this.#held.set(file, held);
    }
    this.#latest = held;
    held.add(piece);
  }

  /** A read found the end of the file: it belongs to what is sent of it. */
  foundEnd(file: OpenFile, name: string): void {
    file.foundEnd = true;
    if (file.feeds?.isOver === false) file.feeds.count(name);
    else this.#held.get(file)?.idle(name);
  }

  /** Its position was set back to the begin. */
  rewound(file: OpenFile): void {
    this.#held.get(file)?.forgo();
  }

  /** The files of which something is held, the one that was read last first. */
  recent(): HeldFile[] {
    const all = [...this.#held.values()].reverse();
    return all.length > mostAsked ? all.slice(0, mostAsked) : all;
  }

  /** Whether bytes of this file are held here. */
  holds(held: HeldFile): boolean {
    return this.#held.get(held.file) === held;
  }

  /** Forgets what is held of a file. */
  forget(file: OpenFile): void {
    if (this.#latest?.file === file) this.#latest = undefined;
    this.#held.delete(file);
  }

  /** Of files that were closed before their bytes went anywhere, the latest are kept. */
  #forgetClosed(): void {
    const closed = [...this.#held.keys()]
      .filter(({ descriptors }) => descriptors === 0);
    for (const file of closed.slice(0, -mostClosed)) {
      this.forget(file);
      file.held = undefined;
    }
  }
}
