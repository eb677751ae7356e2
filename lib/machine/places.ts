/**
 * The places of memory: where bytes are found, and where there is room for them.
 *
 * Whoever moves bytes asks here for physical memory on both sides. Memory that a place takes or
 * gives back is written down here, so that the peak can be counted.
 * Model, not Linux: one user buffer, one socket, one pipe; no limit but memory itself.
 *
 * @module
 */
import type { Happening, Place } from "../trace/event.ts";
import { Fault } from "./fault.ts";
import { type Job, pagesFor, pagesOf, type Range } from "./job.ts";
import { Memory, type Span } from "./memory.ts";
import { PageCache } from "./page_cache.ts";
import { PageTable } from "./page_table.ts";
import { Pipe } from "./pipe.ts";
import { SocketBuffer } from "./socket_buffer.ts";
import { UserBuffer } from "./user_buffer.ts";

/** Takes what happens, in order. */
export type Emit = (happening: Happening) => void;

/** All memory of one machine, by place. */
export class Places {
  readonly memory: Memory;
  readonly pageTable: PageTable;
  readonly pageCache: PageCache;
  readonly userBuffer: UserBuffer;
  readonly socketBuffer: SocketBuffer;
  readonly pipe: Pipe = new Pipe();
  readonly #emit: Emit;

  /** @param job What there must be room for. */
  constructor(job: Job, emit: Emit) {
    this.#emit = emit;
    this.memory = new Memory(framesFor(job), job.pageBytes);
    this.pageTable = new PageTable(this.memory);
    this.pageCache = new PageCache(this.memory, job.fileBytes);
    this.userBuffer = new UserBuffer(this.memory, this.pageTable);
    this.socketBuffer = new SocketBuffer(this.memory);
  }

  /**
   * Finds the bytes to move. What a pipe gives out is gone from it.
   *
   * @throws {Fault} If the place has not these bytes, or is not one that the CPU can read.
   */
  take(from: Place, range: Range): readonly Span[] {
    switch (from) {
      case "page cache":
        return this.pageCache.spans(range);
      case "user buffer":
        return this.userBuffer.spans(range);
      case "pipe":
        return this.pipe.drain();
      default:
        throw new Fault(
          "the bytes must come from the page cache, the user buffer or the pipe",
          `they are to come from the ${from}, which only a DMA engine reads`,
        );
    }
  }

  /**
   * Finds the memory to move bytes into, and takes more where a place needs it.
   *
   * @throws {Fault} If bytes cannot be copied into the place.
   */
  room(to: Place, range: Range): readonly Span[] {
    const { pageBytes } = this.memory;
    switch (to) {
      case "page cache": {
        const missing = this.pageCache.missing(range);
        this.pageCache.admit(missing);
        this.hold("allocate", to, missing.length * pageBytes);
        return this.pageCache.spans(range);
      }
      case "user buffer":
        this.hold("allocate", to, this.userBuffer.reserve(range));
        return this.userBuffer.spans(range);
      case "socket buffer": {
        const spans = this.socketBuffer.reserve(range.bytes);
        const pages = pagesFor(range.bytes, pageBytes);
        this.hold("allocate", to, pages * pageBytes);
        return spans;
      }
      default:
        throw new Fault(
          "the CPU must copy into the page cache, the user buffer or the socket buffer",
          `the way asked for leads to the ${to}`,
        );
    }
  }

  /** Writes down that a place took memory, or gave it back. */
  hold(kind: "allocate" | "free", place: Place, bytes: number): void {
    if (bytes > 0) this.#emit({ kind, place, bytes });
  }

  /** The numbers of the pages that a range of the file touches. [pages, from 0] */
  pagesOf(range: Range): number[] {
    return pagesOf(range, this.memory.pageBytes);
  }
}

/** How much memory is enough for any program that does a job and does not waste it. [frames] */
function framesFor(job: Job): number {
  const pieceBytes = Math.min(job.bufferBytes, job.fileBytes);
  const piecePages = pagesFor(pieceBytes, job.pageBytes) + 1;
  return pagesFor(job.fileBytes, job.pageBytes) + 4 * piecePages;
}
