/**
 * Physical memory: frames of one page each, and the bytes in them.
 *
 * A frame belongs to at most one place at a time. Spans are physical: whoever holds one has passed
 * the page table already, as a DMA engine has.
 * Model, not Linux: no zones, no NUMA, no huge pages; freed frames are used again last in, first out.
 *
 * @module
 */
import type { Place } from "../trace/event.ts";
import { Fault } from "./fault.ts";

/** A run of adjacent bytes in physical memory. */
export interface Span {
  /** Where it begins. [bytes, from 0] */
  readonly address: number;
  /** How long it is. [bytes] */
  readonly bytes: number;
  /** The place that its frames belong to. */
  readonly place: Place;
}

/** The rule of memory that a program breaks which takes too much. */
export const enoughFrames = "memory must have enough free frames";

/** The frames of one machine. */
export class Memory {
  /** Size of a page and of a frame. [bytes] */
  readonly pageBytes: number;
  readonly #frames: number;
  readonly #freed: number[] = [];
  #untouched = 0;
  /** Made when they are first used: who asks only where a page is needs none. */
  #contents: Uint8Array | undefined;

  /**
   * @param frames How many frames there are.
   * @param pageBytes Size of a frame. [bytes]
   */
  constructor(frames: number, pageBytes: number) {
    this.pageBytes = pageBytes;
    this.#frames = frames;
  }

  get #bytes(): Uint8Array {
    return this.#contents ??= new Uint8Array(this.#frames * this.pageBytes);
  }

  /** How many frames belong to no place. */
  get freeFrames(): number {
    return this.#frames - this.#untouched + this.#freed.length;
  }

  /**
   * Takes frames for a place, adjacent ones where it can.
   *
   * @param frames How many.
   * @returns Their numbers. [frames, from 0]
   * @throws {Fault} If fewer are free.
   */
  allocate(frames: number): number[] {
    if (frames > this.freeFrames) {
      throw new Fault(
        enoughFrames,
        `it has ${this.freeFrames}, and ${frames} are wanted`,
      );
    }
    const used = Math.min(frames, this.#freed.length);
    const taken = used === 0 ? [] : this.#freed.splice(-used).reverse();
    while (taken.length < frames) taken.push(this.#untouched++);
    return taken;
  }

  /** Gives frames back. */
  free(frames: readonly number[]): void {
    for (let i = frames.length - 1; i >= 0; i--) {
      this.#freed.push(frames[i]!);
    }
  }

  /**
   * Finds the bytes of some frames in physical memory, joining frames that are neighbours.
   *
   * @param frames The frames in the order of their contents.
   * @param offset Where to begin in the first frame. [bytes]
   * @param bytes How many bytes. [bytes]
   * @param place The place that the frames belong to.
   */
  spans(
    frames: readonly number[],
    { offset, bytes, place }: { offset: number; bytes: number; place: Place },
  ): Span[] {
    const spans: Span[] = [];
    let left = bytes;
    for (let i = 0; left > 0; i++) {
      const begin = i === 0 ? offset : 0;
      const address = frames[i]! * this.pageBytes + begin;
      let length = Math.min(left, this.pageBytes - begin);
      left -= length;
      while (left > 0 && frames[i + 1] === frames[i]! + 1) {
        const more = Math.min(left, this.pageBytes);
        length += more;
        left -= more;
        i += 1;
      }
      spans.push({ address, bytes: length, place });
    }
    return spans;
  }

  /** Copies bytes between spans of any lengths, as far as both reach. */
  copySpans(source: readonly Span[], target: readonly Span[]): void {
    const memory = this.#bytes;
    let from = 0, to = 0, fromOffset = 0, toOffset = 0;
    while (from < source.length && to < target.length) {
      const a = source[from]!, b = target[to]!;
      const bytes = Math.min(a.bytes - fromOffset, b.bytes - toOffset);
      const begin = a.address + fromOffset;
      memory.copyWithin(b.address + toOffset, begin, begin + bytes);
      fromOffset += bytes;
      toOffset += bytes;
      if (fromOffset === a.bytes) from += 1, fromOffset = 0;
      if (toOffset === b.bytes) to += 1, toOffset = 0;
    }
  }

  /** The bytes of a span: not a copy, the memory itself. */
  view(span: Span): Uint8Array {
    return this.#bytes.subarray(span.address, span.address + span.bytes);
  }
}

/** The sum of the lengths of spans. [bytes] */
export function spanBytes(spans: readonly Span[]): number {
  let bytes = 0;
  for (const span of spans) bytes += span.bytes;
  return bytes;
}
