/**
 * The page cache: the pages of the file that are in memory, each in a frame of the kernel's.
 *
 * A page that is here is never read from the disk again.
 * Model, not Linux: no readahead, so each piece that lacks a page asks the disk; no eviction, no
 * dirty pages, one file.
 *
 * @module
 */
import { Fault } from "./fault.ts";
import { pagesFor, pagesOf, type Range } from "./job.ts";
import type { Memory, Span } from "./memory.ts";

/** The cached pages of one file. */
export class PageCache {
  readonly #memory: Memory;
  readonly #fileBytes: number;
  readonly #frames: (number | undefined)[];

  /**
   * @param memory Where its frames come from.
   * @param fileBytes Size of the file. [bytes]
   */
  constructor(memory: Memory, fileBytes: number) {
    this.#memory = memory;
    this.#fileBytes = fileBytes;
    this.#frames = new Array(pagesFor(fileBytes, memory.pageBytes));
  }

  /** The pages of a range that are not in memory. [pages, from 0] */
  missing(range: Range): number[] {
    return pagesOf(range, this.#memory.pageBytes)
      .filter((page) => !this.has(page));
  }

  /** Gives frames to pages, so that they can be filled. */
  admit(pages: readonly number[]): void {
    const frames = this.#memory.allocate(pages.length);
    pages.forEach((page, i) => this.#frames[page] = frames[i]);
  }

  /** Whether a page of the file is in memory. */
  has(page: number): boolean {
    return this.#frames[page] !== undefined;
  }

  /**
   * The frame of a page.
   *
   * @throws {Fault} If the page is not in memory.
   */
  frame(page: number): number {
    const frame = this.#frames[page];
    if (frame === undefined) {
      throw new Fault(
        "the pages must be in the page cache",
        `page ${page} of the file is not in it`,
      );
    }
    return frame;
  }

  /**
   * Finds a range of the file in physical memory.
   *
   * @throws {Fault} If one of its pages is not in memory.
   */
  spans(range: Range): Span[] {
    const { pageBytes } = this.#memory;
    const pages = pagesOf(range, pageBytes);
    return this.#memory.spans(pages.map((page) => this.frame(page)), {
      offset: range.position % pageBytes,
      bytes: range.bytes,
      place: "page cache",
    });
  }

  /** The parts of the file that some pages hold: neighbours are joined, the last is cut short. */
  rangesOf(pages: readonly number[]): Range[] {
    const { pageBytes } = this.#memory;
    const ranges: Range[] = [];
    for (const page of pages) {
      const position = page * pageBytes;
      const bytes = Math.min(pageBytes, this.#fileBytes - position);
      const last = ranges.at(-1);
      if (last !== undefined && last.position + last.bytes === position) {
        ranges[ranges.length - 1] = { ...last, bytes: last.bytes + bytes };
      } else {
        ranges.push({ position, bytes });
      }
    }
    return ranges;
  }
}
