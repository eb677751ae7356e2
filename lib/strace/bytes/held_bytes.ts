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
  /** Something of it is left, and its memory knows it. */
  isHeld = false;
  /** What was read before it and after it, of what is held. */
  older: HeldFile | undefined;
  newer: HeldFile | undefined;

  /** What was read later was sent before. */
  isSkipped = false;

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
      this.owner?.forget(this);
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
    this.idleCalls ??= {};
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
  /**
   * Those that were read and are open, or were until lately. None is taken out each time that all of
   * it is sent: a Map is slow where one key comes and goes among many.
   */
  readonly #files = new Map<OpenFile, HeldFile>();
  #size = 0;
  /** Of those of which something is left the one that was read last: it leads to the others. */
  #newest: HeldFile | undefined;
  /** The one that was read last, if something is left of it. */
  #latest: HeldFile | undefined;
  #begun = 0;
  /** What was asked for since the last change. */
  #recent: readonly HeldFile[] | undefined;

  /** Of how many files something is left. */
  get size(): number {
    return this.#size;
  }

  get latest(): HeldFile | undefined {
    return this.#latest;
  }

  /** What is held of a file; nothing if nothing is left of it. */
  of(file: OpenFile): HeldFile | undefined {
    const held = this.#files.get(file);
    return held?.isHeld ? held : undefined;
  }

  /** Bytes were read. */
  add(file: OpenFile, piece: Piece): void {
    let held = this.#files.get(file);
    if (held === undefined) {
      held = new HeldFile(file, this);
      this.#files.set(file, held);
    }
    if (held !== this.#newest) {
      const isNew = !held.isHeld;
      this.forget(held);
      this.#link(held);
      if (isNew) this.#begin();
    }
    this.#latest = held;
    held.add(piece);
  }

  /** A read found the end of the file: it belongs to what is sent of it. */
  foundEnd(file: OpenFile, name: string): void {
    file.foundEnd = true;
    if (file.feeds?.isOver === false) file.feeds.count(name);
    else this.of(file)?.idle(name);
  }

  /** Its position was set back to the begin. */
  rewound(file: OpenFile): void {
    this.of(file)?.forgo();
  }

  /** The files of which something is held, the one that was read last first. */
  recent(): readonly HeldFile[] {
    return this.#recent ??= this.#findRecent();
  }

  #findRecent(): HeldFile[] {
    const recent: HeldFile[] = [];
    let next = this.#newest;
    while (next !== undefined && recent.length < mostAsked) {
      recent.push(next);
      next = next.older;
    }
    return recent;
  }

  /** Whether bytes of this file are held here. */
  holds(held: HeldFile): boolean {
    return held.isHeld && held.owner === this;
  }

  #link(held: HeldFile): void {
    held.older = this.#newest;
    if (held.older !== undefined) held.older.newer = held;
    this.#newest = held;
    this.#recent = undefined;
    held.isHeld = true;
    this.#size++;
  }

  /** Forgets what is held of a file. */
  forget(held: HeldFile | undefined): void {
    if (!held?.isHeld) return;
    if (this.#latest === held) this.#latest = undefined;
    const { older, newer } = held;
    if (older !== undefined) older.newer = newer;
    if (newer !== undefined) newer.older = older;
    else this.#newest = older;
    held.older = held.newer = undefined;
    this.#recent = undefined;
    held.isHeld = false;
    this.#size--;
  }

  /** Something is left of one more. Now and then, those that are closed are looked at. */
  #begin(): void {
    if (++this.#begun < Math.max(mostClosed, this.#files.size / 2)) return;
    this.#begun = 0;
    let closed = 0;
    for (let held = this.#newest; held !== undefined;) {
      const { file, older } = held;
      const isOld = file.descriptors === 0 && ++closed > mostClosed;
      if (isOld) this.forget(held);
      held = older;
    }
    for (const [file, { isHeld }] of this.#files) {
      if (file.descriptors === 0 && !isHeld) this.#files.delete(file);
    }
  }
}
