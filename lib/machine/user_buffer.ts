/**
 * The user buffer: a range of the process's own addresses that it hands to read and write.
 *
 * Behind these addresses are either frames of the process, or, after mmap, the page cache's.
 * Model, not Linux: one buffer; frames of its own appear at first use, without a fault in the trace.
 *
 * @module
 */
import { Fault } from "./fault.ts";
import { pagesFor, pagesOf, type Range } from "./job.ts";
import type { Memory, Span } from "./memory.ts";
import type { PageCache } from "./page_cache.ts";
import type { PageTable } from "./page_table.ts";

/** Where the user buffer begins: a page boundary of every page size. [bytes] */
export const userBufferAddress: number = 2 ** 32;

/** The buffer of one process. */
export class UserBuffer {
  readonly #memory: Memory;
  readonly #pageTable: PageTable;
  #ownPages = 0;
  #content: Range | undefined;
  #mapped: Range | undefined;

  constructor(memory: Memory, pageTable: PageTable) {
    this.#memory = memory;
    this.#pageTable = pageTable;
  }

  /**
   * Makes room for a piece of the file, in frames of the process.
   *
   * @returns The memory it took for this. [bytes]
   * @throws {Fault} If the addresses are mapped to the page cache.
   */
  reserve(range: Range): number {
    if (this.#mapped !== undefined) {
      throw new Fault(
        "the user buffer must have frames of its own",
        "its addresses are mapped to the page cache",
      );
    }
    const pages = pagesFor(range.bytes, this.#memory.pageBytes);
    const more = Math.max(0, pages - this.#ownPages);
    for (const frame of this.#memory.allocate(more)) {
      const entry = { frame, place: "user buffer" } as const;
      this.#pageTable.map(this.#page(this.#ownPages), entry);
      this.#ownPages += 1;
    }
    this.#content = range;
    return more * this.#memory.pageBytes;
  }

  /**
   * Lets addresses of the buffer stand for a range of the file, with no page behind them yet.
   *
   * @throws {Fault} If the process keeps bytes of its own there.
   */
  stretch(range: Range): void {
    if (this.#ownPages > 0) {
      throw new Fault(
        "the addresses of the user buffer must be unused",
        "the process keeps bytes of its own there",
      );
    }
    const mapped = this.#mapped ?? range;
    const position = Math.min(mapped.position, range.position);
    const end = Math.max(
      mapped.position + mapped.bytes,
      range.position + range.bytes,
    );
    this.#mapped = { position, bytes: end - position };
  }

  /**
   * Shows a page of the page cache at its address in the buffer.
   *
   * @param page The page of the file. [pages, from 0]
   */
  show(page: number, pageCache: PageCache): void {
    const entry = {
      frame: pageCache.frame(page),
      place: "page cache",
    } as const;
    this.#pageTable.map(this.#page(page), entry);
  }

  /** Whether a page of the mapped file has a frame behind its address. */
  shows(page: number): boolean {
    return this.#pageTable.entry(this.#page(page)) !== undefined;
  }

  /**
   * Ends the mapping.
   *
   * @returns How many pages had been shown. [pages]
   * @throws {Fault} If nothing is mapped.
   */
  unmap(): number {
    const shown = pagesOf(this.mapping, this.#memory.pageBytes)
      .filter((page) => this.shows(page));
    for (const page of shown) this.#pageTable.unmap(this.#page(page));
    this.#mapped = undefined;
    return shown.length;
  }

  /**
   * The range of the file that is mapped.
   *
   * @throws {Fault} If none is.
   */
  get mapping(): Range {
    if (this.#mapped === undefined) {
      throw new Fault("a file must be mapped", "no file is");
    }
    return this.#mapped;
  }

  /** Whether the addresses stand for the file itself. */
  get isMapped(): boolean {
    return this.#mapped !== undefined;
  }

  /**
   * Finds a piece of the file at the buffer's addresses, through the page table.
   * In a buffer of its own that is the piece that was put there last.
   *
   * @throws {Fault} If an address has no frame.
   */
  spans(range: Range): Span[] {
    const position = this.#mapped === undefined ? 0 : range.position;
    const bytes = this.#mapped === undefined
      ? this.#content?.bytes ?? range.bytes
      : range.bytes;
    this.#requirePages({ position, bytes });
    return this.#pageTable.spans(userBufferAddress + position, bytes);
  }

  #requirePages(range: Range): void {
    for (const page of pagesOf(range, this.#memory.pageBytes)) {
      if (this.shows(page)) continue;
      throw new Fault(
        "the user buffer must be filled or mapped",
        `page ${page} of it has no frame`,
      );
    }
  }

  #page(page: number): number {
    return userBufferAddress / this.#memory.pageBytes + page;
  }
}
