/**
 * The machine: one CPU, memory, a disk with one file, a NIC, and what each instruction does to them.
 *
 * Every byte that arrives has been moved by these few methods, and each of them writes down what
 * happened; nobody else does. A method that breaks a rule throws before it moves anything.
 * Model, not Linux: one process, one file, one socket; a device is done before the next instruction.
 *
 * @module
 */
import type { Place } from "../trace/event.ts";
import { Cpu } from "./cpu.ts";
import { DmaEngine, emitCopy } from "./dma_engine.ts";
import { Fault } from "./fault.ts";
import { type Job, type Range, wholeFile } from "./job.ts";
import { spanBytes } from "./memory.ts";
import { Nic } from "./nic.ts";
import { type Emit, Places } from "./places.ts";

/**
 * Pages that one fault maps, where it can: the faulting one and its aligned neighbours. [pages]
 *
 * Model, not Linux since 6.18: there a fault can map a whole folio, and lesson 12 shows how far that
 * is from this.
 *
 * @see Linux mm/memory.c do_fault_around(), commits 357b92761d94 and 19773df031bc
 */
export const faultAroundPages = 16;

/** A machine with one job on it. */
export class Machine {
  readonly cpu: Cpu = new Cpu();
  readonly nic: Nic;
  readonly #places: Places;
  readonly #dma: DmaEngine;
  readonly #emit: Emit;

  /**
   * @param job What it is set up for.
   * @param file The bytes on its disk, as many as the job says.
   * @param emit Takes what happens, in order.
   */
  constructor(job: Job, file: Uint8Array, emit: Emit) {
    this.#emit = emit;
    this.nic = new Nic(job.nic, job.fileBytes);
    this.#places = new Places(job, emit);
    this.#dma = new DmaEngine(file, this.#places, { nic: this.nic, emit });
    if (job.cache === "warm") this.#dma.fill("page cache", wholeFile(job));
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
      this.#dma.read(to, range);
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
    const source = this.#places.take(from, range);
    const bytes = spanBytes(source);
    if (bytes === 0) return;
    const target = this.#places.room(to, { ...range, bytes });
    this.#places.memory.copySpans(source, target);
    emitCopy(this.#emit, "CPU", { named: from, source, to });
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
    this.#places.userBuffer.stretch(range);
    const pages = this.#places.pagesOf(range);
    for (const page of pages) {
      this.#places.userBuffer.show(page, this.#places.pageCache);
    }
    this.#emit({
      kind: "map",
      from,
      to,
      pages: pages.length,
      isPresent: true,
    });
  }

  /** Hands on descriptors of pages; the bytes stay where they are. */
  passPages(from: Place, to: Place, range: Range): void {
    this.cpu.requireKernelMode();
    if (from === "disk" || from === "nic" || from === "socket buffer") {
      throw new Fault(
        "pages must be passed from the page cache, the user buffer or the pipe",
        `they are to come from the ${from}`,
      );
    }
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
    const spans = this.#places.take(from, range);
    const bytes = spanBytes(spans);
    if (bytes === 0) return;
    const descriptors = this.#places.pagesOf({ ...range, bytes }).length;
    if (to === "pipe") this.#places.pipe.put(spans, descriptors);
    else this.#places.socketBuffer.refer(spans);
    this.#emit({ kind: "pass", from, to, descriptors, bytes });
  }

  /** Copies what the socket buffer only refers to. The driver asks, in whatever mode the CPU is. */
  copyReferences(): void {
    const { socketBuffer } = this.#places;
    const source = socketBuffer.references;
    if (source.length === 0) return;
    const to = "socket buffer";
    this.#places.hold("allocate", to, socketBuffer.makeOwn());
    emitCopy(this.#emit, "CPU", { named: to, source, to });
  }

  /** Sets addresses of the user buffer aside for the file. */
  reserveAddresses(range: Range): void {
    this.cpu.requireKernelMode();
    if (range.bytes === 0) return;
    this.#places.userBuffer.stretch(range);
    this.#emit({
      kind: "map",
      from: "page cache",
      to: "user buffer",
      pages: this.#places.pagesOf(range).length,
      isPresent: false,
    });
  }

  /**
   * Faults in the pages of a range that have no frame yet, each with its neighbours. Model, not
   * Linux: each group that is not in memory waits for the disk; Linux reads ahead, so that of a
   * file that is touched in order only the first fault does.
   *
   * @see Linux v6.18 mm/filemap.c do_sync_mmap_readahead()
   */
  touchPages(range: Range): void {
    const { userBuffer, pageCache } = this.#places;
    for (const page of this.#places.pagesOf(range)) {
      if (userBuffer.shows(page)) continue;
      const window = this.#windowOf(page);
      const isMajor = !pageCache.has(page);
      const pages = this.#places.pagesOf(window).filter((near) =>
        !userBuffer.shows(near) && (isMajor || pageCache.has(near))
      );
      this.#emit({
        kind: "page fault",
        mode: this.cpu.mode,
        page,
        pages: pages.length,
        isMajor,
      });
      if (isMajor) this.#dma.read("page cache", window);
      for (const near of pages) userBuffer.show(near, pageCache);
    }
  }

  /** Ends the mapping of the user buffer. */
  unmapPages(range: Range): void {
    this.cpu.requireKernelMode();
    if (range.bytes === 0) return;
    const pages = this.#places.userBuffer.unmap();
    this.#emit({ kind: "unmap", place: "user buffer", pages });
  }

  /** Makes the pipe as large as Linux makes it. */
  openPipe(slots: number): void {
    this.cpu.requireKernelMode();
    this.#places.pipe.open(slots);
  }

  /** Sends what waits in the socket buffer. The driver asks, in whatever mode the CPU is. */
  transmit(): void {
    this.#dma.send();
  }

  /** The mapped part of the aligned group of pages around one page. */
  #windowOf(page: number): Range {
    const mapping = this.#places.userBuffer.mapping;
    const groupBytes = faultAroundPages * this.#places.memory.pageBytes;
    const group = Math.floor(page / faultAroundPages) * groupBytes;
    const position = Math.max(group, mapping.position);
    const end = Math.min(
      group + groupBytes,
      mapping.position + mapping.bytes,
    );
    return { position, bytes: end - position };
  }
}
