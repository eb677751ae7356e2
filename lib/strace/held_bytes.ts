/**
 * What a process has read from files and not yet been seen to send.
 *
 * Invariant: no byte is given out twice, and none that no call returned. What is held is bounded: by
 * the descriptors that are open, and a fixed number of files that are closed.
 *
 * @module
 */
import type { OpenFile } from "./open_file.ts";
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
  readonly idleCalls: CallTimes = new Map();

  constructor(readonly file: OpenFile) {}

  add(piece: Piece): void {
    if (this.pieces.length === mostPieces) this.#joinNeighbours();
    this.pieces.push(piece);
    this.rest += piece.bytes;
  }

  /** Bytes of it went out: pieces of which nothing is left are dropped. */
  sent(bytes: number): void {
    this.rest -= bytes;
    const { pieces } = this;
    if (pieces.length === 1) {
      if (pieces[0]!.rest === 0) pieces.pop();
      return;
    }
    let kept = 0;
    for (const piece of pieces) if (piece.rest > 0) pieces[kept++] = piece;
    pieces.length = kept;
  }

  /** All will be read again: what is held was only looked at. */
  forgo(): void {
    for (const { name, calls } of this.pieces) {
      countCall(this.idleCalls, name, calls);
    }
    this.pieces.length = 0;
    this.rest = 0;
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
  readonly #byFile = new Map<OpenFile, HeldFile>();
  /** Those of which something is left, the one that was read last at the end. */
  readonly #recent: HeldFile[] = [];

  get isEmpty(): boolean {
    return this.#recent.length === 0;
  }

  /** How many files it knows. */
  get size(): number {
    return this.#byFile.size;
  }

  /** Bytes were read. */
  add(file: OpenFile, piece: Piece): void {
    let held = this.#byFile.get(file);
    if (held === undefined) {
      held = new HeldFile(file);
      this.#byFile.set(file, held);
      this.#recent.push(held);
      if (this.#byFile.size > mostClosed) this.#forgetClosed();
    } else this.#moveToEnd(held);
    held.add(piece);
  }

  /** Takes over what another memory holds: the two are one. */
  adopt(other: HeldBytes): void {
    for (const held of other.#recent) {
      if (this.#byFile.has(held.file)) continue;
      this.#byFile.set(held.file, held);
      this.#recent.push(held);
    }
  }

  /** A read found the end of the file: it belongs to what is sent of it. */
  foundEnd(file: OpenFile, name: string): void {
    file.foundEnd = true;
    const held = this.#byFile.get(file);
    if (file.feeds?.isOver === false) file.feeds.count(name);
    else if (held !== undefined && held.rest > 0) {
      countCall(held.idleCalls, name);
    }
  }

  /** Its position was set back to the begin. */
  rewound(file: OpenFile): void {
    this.#byFile.get(file)?.forgo();
  }

  /** The files of which something is held, the one that was read last first. */
  *recent(): Generator<HeldFile> {
    const least = Math.max(0, this.#recent.length - mostAsked);
    for (let at = this.#recent.length - 1; at >= least; at--) {
      yield this.#recent[at]!;
    }
  }

  /** Whether bytes of this file are held here. */
  holds(held: HeldFile): boolean {
    return held.rest > 0 && this.#byFile.get(held.file) === held;
  }

  /** Forgets what is held of a file. */
  forget(file: OpenFile): void {
    const held = this.#byFile.get(file);
    if (held === undefined) return;
    this.#byFile.delete(file);
    this.#recent.splice(this.#recent.lastIndexOf(held), 1);
  }

  #moveToEnd(held: HeldFile): void {
    if (this.#recent.at(-1) === held) return;
    this.#recent.splice(this.#recent.lastIndexOf(held), 1);
    this.#recent.push(held);
  }

  /** Of files that were closed before their bytes went anywhere, the latest are kept. */
  #forgetClosed(): void {
    const closed = this.#recent.filter(({ file }) => file.descriptors === 0);
    for (const { file } of closed.slice(0, -mostClosed)) this.forget(file);
  }
}
