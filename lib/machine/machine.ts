/**
 * The machine: one CPU, memory, a disk with one file, a NIC, and what each instruction does to them.
 *
 * Every byte that arrives has been moved by these few methods, and each of them writes down what
 * happened; nobody else does. A method that breaks a rule throws before it moves anything.
 * Model, not Linux: one process, one file, one socket; a device is done before the next instruction.
 *
 * @module
 */
import type { Happening, Place } from "../trace/event.ts";
import { Cpu } from "./cpu.ts";
import { Fault } from "./fault.ts";
import { type Job, pagesFor, type Range, wholeFile } from "./job.ts";
import { Memory, type Span, spanBytes } from "./memory.ts";
import { Nic } from "./nic.ts";
import { PageCache } from "./page_cache.ts";
import { PageTable } from "./page_table.ts";
import { Pipe } from "./pipe.ts";
import { SocketBuffer } from "./socket_buffer.ts";
import { UserBuffer } from "./user_buffer.ts";

/**
 * Pages that one fault maps, where it can: the faulting one and its aligned neighbours. [pages]
 *
 * @see Linux mm/memory.c do_fault_around(); measured on Linux 6.18: 64 KiB for each fault
 */
export const faultAroundPages = 16;

/** A machine with one job on it. */
export class Machine {
  readonly cpu: Cpu = new Cpu();
  readonly pageTable: PageTable;
  readonly pageCache: PageCache;
  readonly nic: Nic;
  readonly #file: Uint8Array;
  readonly #memory: Memory;
  readonly #userBuffer: UserBuffer;
  readonly #socketBuffer: SocketBuffer;
  readonly #pipe = new Pipe();
  readonly #emit: (happening: Happening) => void;

  /**
   * @param job What it is set up for.
   * @param file The bytes on its disk, as many as the job says.
   * @param emit Takes what happens, in order.
   */
  constructor(
    job: Job,
    file: Uint8Array,
    emit: (happening: Happening) => void,
  ) {
    this.#file = file;
    this.#emit = emit;
    this.#memory = new Memory(framesFor(job), job.pageBytes);
    this.pageTable = new PageTable(this.#memory);
    this.pageCache = new PageCache(this.#memory, job.fileBytes);
    this.#userBuffer = new UserBuffer(this.#memory, this.pageTable);
    this.#socketBuffer = new SocketBuffer(this.#memory);
    this.nic = new Nic(job.nic, job.fileBytes);
    if (job.cache === "warm") {
      this.#fill(this.#room("page cache", wholeFile(job)), wholeFile(job));
    }
  }

  /** Enters the kernel. */
  enterKernel(call: string): void {
    this.cpu.enterKernel(call);
    this.#emit({ kind: "mode switch", to: "kernel", call });
  }

  /** Returns to user mode. */
  leaveKernel(call: string): void {
    this.cpu.leaveKernel(call);
    this.#emit({ kind: "mode switch", to: "user", call });
  }

  /** Moves bytes between a device and memory by DMA. */
  dmaCopy(from: Place, to: Place, range: Range): void {
    this.cpu.requireKernelMode();
    if (from === "disk" && (to === "page cache" || to === "user buffer")) {
      this.#fromDisk(to, range);
    } else if (from === "socket buffer" && to === "nic") {
      this.transmit();
    } else {
      throw new Fault(
        "a DMA engine must move bytes from the disk to the page cache or the user buffer, or from the socket buffer to the nic",
        `the way asked for is ${from} → ${to}`,
      );
    }
  }

  /** Moves bytes from memory to memory by the CPU. */
  cpuCopy(from: Place, to: Place, range: Range): void {
    this.cpu.requireKernelMode();
    const source = this.#take(from, range);
    const bytes = spanBytes(source);
    if (bytes === 0) return;
    const target = this.#room(to, { ...range, bytes });
    this.#memory.copySpans(source, target);
    this.#emitCopy("CPU", { named: from, source, to });
  }

  /** Shows the page cache's pages at the user buffer's addresses. */
  mapPages(from: Place, to: Place, range: Range): void {
    this.cpu.requireKernelMode();
    if (from !== "page cache" || to !== "user buffer") {
      throw new Fault(
        "a mapping must show the page cache in the user buffer",
        `it is asked to show the ${from} in the ${to}`,
      );
    }
    if (range.bytes === 0) return;
    this.#userBuffer.stretch(range);
    const pages = this.#pagesOf(range);
    for (const page of pages) this.#userBuffer.show(page, this.pageCache);
    this.#emit({ kind: "map", from, to, pages: pages.length });
  }

  /** Hands on descriptors of pages; the bytes stay where they are. */
  passPages(from: Place, to: Place, range: Range): void {
    this.cpu.requireKernelMode();
    if (to !== "pipe" && to !== "socket buffer" || from === to) {
      throw new Fault(
        "descriptors must go into a pipe or the socket buffer",
        `the way asked for is ${from} → ${to}`,
      );
    }
    if (this.cpu.call === "splice" && from !== "pipe" && to !== "pipe") {
      throw new Fault(
        "one end of splice must be a pipe",
        `the ends are ${from} and ${to}`,
      );
    }
    const spans = this.#take(from, range);
    const bytes = spanBytes(spans);
    if (bytes === 0) return;
    const descriptors = this.#pagesOf({ ...range, bytes }).length;
    if (to === "pipe") this.#pipe.put(spans, descriptors);
    else this.#socketBuffer.refer(spans);
    this.#emit({ kind: "pass", from, to, descriptors, bytes });
  }

  /** Sets addresses of the user buffer aside for the file. */
  reserveAddresses(range: Range): void {
    this.cpu.requireKernelMode();
    if (range.bytes === 0) return;
    this.#userBuffer.stretch(range);
    this.#emit({
      kind: "map",
      from: "page cache",
      to: "user buffer",
      pages: this.#pagesOf(range).length,
    });
  }

  /** Faults in the pages of a range that have no frame yet, each with its neighbours. */
  touchPages(range: Range): void {
    for (const page of this.#pagesOf(range)) {
      if (this.#userBuffer.shows(page)) continue;
      const window = this.#windowOf(page);
      const pages = this.#pagesOf(window);
      const isMajor = !this.pageCache.has(page);
      this.#emit({
        kind: "page fault",
        mode: this.cpu.mode,
        page,
        pages: pages.length,
        isMajor,
      });
      if (isMajor) this.#fromDisk("page cache", window);
      for (const near of pages) this.#userBuffer.show(near, this.pageCache);
    }
  }

  /** Ends the mapping of the user buffer. */
  unmapPages(range: Range): void {
    this.cpu.requireKernelMode();
    if (range.bytes === 0) return;
    const pages = this.#userBuffer.unmap();
    this.#emit({ kind: "unmap", place: "user buffer", pages });
  }

  /** Makes the pipe as large as Linux makes it. */
  openPipe(slots: number): void {
    this.cpu.requireKernelMode();
    this.#pipe.open(slots);
  }

  /** Sends what waits in the socket buffer. The driver asks, in whatever mode the CPU is. */
  transmit(): void {
    if (this.#socketBuffer.holdsReferences) this.#prepareReferences();
    const source = this.#socketBuffer.spans;
    const bytes = spanBytes(source);
    if (bytes === 0) return;
    this.#emit({
      kind: "dma request",
      from: "socket buffer",
      to: "nic",
      bytes,
    });
    for (const span of source) this.nic.send(this.#memory.view(span));
    this.#emitCopy("DMA", { named: "socket buffer", source, to: "nic" });
    this.#emit({ kind: "interrupt", device: "nic" });
    this.#hold("free", "socket buffer", this.#socketBuffer.release());
  }

  /**
   * Makes sure that the NIC can send pages it is only told of. To add a checksum the CPU must read
   * the bytes, and copies shared pages first, lest they change between the reading and the sending.
   *
   * @see Linux commit cef401de7be8 "net: fix possible wrong checksum generation"
   */
  #prepareReferences(): void {
    this.nic.requireGather();
    if (this.nic.addsChecksums) return;
    const source = this.#socketBuffer.spans;
    this.#hold("allocate", "socket buffer", this.#socketBuffer.makeOwn());
    this.#emitCopy("CPU", {
      named: "socket buffer",
      source,
      to: "socket buffer",
    });
  }

  /** Reads from the disk what is not there yet. */
  #fromDisk(to: "page cache" | "user buffer", range: Range): void {
    const pieces = to === "user buffer"
      ? [range]
      : this.#joined(this.pageCache.missing(range));
    const bytes = pieces.reduce((sum, piece) => sum + piece.bytes, 0);
    if (bytes === 0) return;
    this.#emit({ kind: "dma request", from: "disk", to, bytes });
    this.#emit({ kind: "device request", device: "disk", bytes });
    this.#emit({ kind: "device ready", device: "disk", bytes });
    for (const piece of pieces) this.#fill(this.#room(to, piece), piece);
    this.#emit({ kind: "copy", by: "DMA", from: "disk", to, bytes });
    this.#emit({ kind: "interrupt", device: "disk" });
  }

  /** Writes a piece of the file into memory: the device does this, by bus mastering. */
  #fill(target: readonly Span[], piece: Range): void {
    let position = piece.position;
    for (const span of target) {
      const bytes = this.#file.subarray(position, position + span.bytes);
      this.#memory.view(span).set(bytes);
      position += span.bytes;
    }
  }

  /** Finds the bytes to move. What a queue gives out is gone from it. */
  #take(from: Place, range: Range): readonly Span[] {
    switch (from) {
      case "page cache":
        return this.pageCache.spans(range);
      case "user buffer":
        return this.#userBuffer.spans(range);
      case "pipe":
        return this.#pipe.drain();
      default:
        throw new Fault(
          "the bytes must come from the page cache, the user buffer or the pipe",
          `they are to come from the ${from}, which only a DMA engine reads`,
        );
    }
  }

  /** Finds the memory to move bytes into, and takes more where a place needs it. */
  #room(to: Place, range: Range): readonly Span[] {
    const { pageBytes } = this.#memory;
    switch (to) {
      case "page cache": {
        const missing = this.pageCache.missing(range);
        this.pageCache.admit(missing);
        this.#hold("allocate", to, missing.length * pageBytes);
        return this.pageCache.spans(range);
      }
      case "user buffer":
        this.#hold("allocate", to, this.#userBuffer.reserve(range));
        return this.#userBuffer.spans(range);
      case "socket buffer":
        this.#hold(
          "allocate",
          to,
          pagesFor(range.bytes, pageBytes) * pageBytes,
        );
        return this.#socketBuffer.reserve(range.bytes);
      default:
        throw new Fault(
          "the CPU must copy into the page cache, the user buffer or the socket buffer",
          `the way asked for leads to the ${to}`,
        );
    }
  }

  #emitCopy(
    by: "CPU" | "DMA",
    { named, source, to }: {
      named: Place;
      source: readonly Span[];
      to: Place;
    },
  ): void {
    const from = source[0]!.place;
    const bytes = spanBytes(source);
    const through = from === named ? {} : { through: named };
    this.#emit({ kind: "copy", by, from, to, bytes, ...through });
  }

  #hold(kind: "allocate" | "free", place: Place, bytes: number): void {
    if (bytes > 0) this.#emit({ kind, place, bytes });
  }

  /** The numbers of the pages that a range of the file touches. */
  #pagesOf({ position, bytes }: Range): number[] {
    const first = Math.floor(position / this.#memory.pageBytes);
    const end = pagesFor(position + bytes, this.#memory.pageBytes);
    return Array.from({ length: end - first }, (_, i) => first + i);
  }

  /** The mapped part of the aligned group of pages around one page. */
  #windowOf(page: number): Range {
    const mapping = this.#userBuffer.mapping;
    const groupBytes = faultAroundPages * this.#memory.pageBytes;
    const group = Math.floor(page / faultAroundPages) * groupBytes;
    const position = Math.max(group, mapping.position);
    const end = Math.min(
      group + groupBytes,
      mapping.position + mapping.bytes,
    );
    return { position, bytes: end - position };
  }

  /** Joins neighbouring pages of the file into ranges. */
  #joined(pages: readonly number[]): Range[] {
    const ranges: Range[] = [];
    for (const page of pages) {
      const { position, bytes } = this.pageCache.rangeOf(page);
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

/** How much memory is enough for any way of doing a job that does not waste it. [frames] */
function framesFor(job: Job): number {
  const pieceBytes = Math.min(job.bufferBytes, job.fileBytes);
  const piecePages = pagesFor(pieceBytes, job.pageBytes) + 1;
  return pagesFor(job.fileBytes, job.pageBytes) + 4 * piecePages;
}
