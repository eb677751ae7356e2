/**
 * Virtual memory: the pages of one process, on fewer frames, with a swap area for the rest.
 *
 * A page is in a frame, in the swap area, or nowhere yet. Using one that has no frame is a page
 * fault; if no frame is free, another page leaves its frame first.
 * Model, not Linux: every evicted page is written to the swap area, changed or not; the page to
 * evict is the oldest (FIFO) or the least recently used (LRU) without exception; nothing is read
 * ahead; addresses begin at 0.
 *
 * @module
 */
import type { Happening, Mode } from "zero-copy/trace/event.ts";
import { Fault } from "zero-copy/machine/fault.ts";
import { Memory } from "zero-copy/machine/memory.ts";
import { PageTable } from "zero-copy/machine/page_table.ts";

/** Which page leaves its frame: the one loaded first, or the one not used for longest. */
export type Eviction = "fifo" | "lru";

/** A process and the memory it lives in. */
export interface Size {
  /** Its virtual pages. [pages, from 1] */
  readonly pages: number;
  /** The frames that it gets. [frames, from 1] */
  readonly frames: number;
  /** Size of a page and of a frame. [bytes] */
  readonly pageBytes: number;
  readonly eviction: Eviction;
}

/** How one address was found. */
export interface Access {
  /** The virtual address. [bytes] */
  readonly address: number;
  /** The upper bits of it. [pages, from 0] */
  readonly page: number;
  /** The lower bits of it. [bytes, from 0] */
  readonly offset: number;
  /** Where the page is now. [frames, from 0] */
  readonly frame: number;
  /** The address in physical memory. [bytes] */
  readonly physical: number;
  /** Whether the page had a frame, got its first one, or came back from the swap area. */
  readonly outcome: "hit" | "new" | "swap";
  /** The page that had to leave. [pages, from 0] */
  readonly evicted: number | undefined;
}

/** The memory of one process. */
export class VirtualMemory {
  readonly size: Size;
  readonly #memory: Memory;
  readonly #pageTable: PageTable;
  readonly #emit: (happening: Happening) => void;
  /** The pages that have a frame; the one to evict next comes first. */
  readonly #resident = new Set<number>();
  /** The bytes of the pages that were evicted. */
  readonly #swapped = new Map<number, Uint8Array>();

  /** @param emit Takes what happens, in order. */
  constructor(size: Size, emit: (happening: Happening) => void = () => {}) {
    this.size = size;
    this.#memory = new Memory(size.frames, size.pageBytes);
    this.#pageTable = new PageTable(this.#memory);
    this.#emit = emit;
  }

  /**
   * Reads a byte at a virtual address.
   *
   * @throws {Fault} If the process has no such address.
   */
  read(address: number): number {
    return this.#byteAt(this.access(address))[0]!;
  }

  /**
   * Writes a byte at a virtual address.
   *
   * @throws {Fault} If the process has no such address.
   */
  write(address: number, value: number): void {
    this.#byteAt(this.access(address))[0] = value;
  }

  /**
   * Translates a virtual address, and gets a frame for its page if it has none.
   *
   * @param mode The mode of the instruction that uses it.
   * @throws {Fault} If the process has no such address.
   */
  access(address: number, mode: Mode = "user"): Access {
    const { pageBytes, eviction } = this.size;
    const page = Math.floor(address / pageBytes);
    const offset = address - page * pageBytes;
    this.#requirePage(page);
    const found = this.#pageTable.entry(page) === undefined
      ? this.#handleFault(page, mode)
      : { outcome: "hit" as const, evicted: undefined };
    if (eviction === "lru") this.#resident.delete(page);
    this.#resident.add(page);
    const physical = this.#pageTable.translate(address, mode);
    const frame = Math.floor(physical / pageBytes);
    return { address, page, offset, frame, physical, ...found };
  }

  /** Where a page is, without using it: in a frame, in the swap area, or nowhere yet. */
  whereIs(page: number): number | "swap" | undefined {
    const frame = this.#pageTable.entry(page)?.frame;
    if (frame !== undefined) return frame;
    return this.#swapped.has(page) ? "swap" : undefined;
  }

  /** Gives a page a frame. The CPU has saved where it was, and will try again. */
  #handleFault(
    page: number,
    mode: Mode,
  ): Pick<Access, "outcome" | "evicted"> {
    const saved = this.#swapped.get(page);
    const isMajor = saved !== undefined;
    this.#emit({ kind: "page fault", mode, page, pages: 1, isMajor });
    const evicted = this.#memory.freeFrames === 0 ? this.#evict() : undefined;
    const [frame] = this.#memory.allocate(1);
    const bytes = this.#bytesOf(frame!);
    if (saved === undefined) {
      // What another page left here must not be seen.
      bytes.fill(0);
    } else {
      bytes.set(saved);
      this.#swapped.delete(page);
      this.#emitCopy("disk", "user buffer");
    }
    this.#pageTable.map(page, { frame: frame!, place: "user buffer" });
    return { outcome: isMajor ? "swap" : "new", evicted };
  }

  /** Takes the frame of the page whose turn it is; its bytes go to the swap area. */
  #evict(): number {
    const [page] = this.#resident;
    const { frame } = this.#pageTable.entry(page!)!;
    this.#swapped.set(page!, this.#bytesOf(frame).slice());
    this.#emitCopy("user buffer", "disk");
    this.#resident.delete(page!);
    this.#pageTable.unmap(page!);
    this.#memory.free([frame]);
    return page!;
  }

  #emitCopy(from: "disk" | "user buffer", to: "disk" | "user buffer"): void {
    const bytes = this.size.pageBytes;
    this.#emit({ kind: "copy", by: "DMA", from, to, bytes });
  }

  #bytesOf(frame: number): Uint8Array {
    const bytes = this.size.pageBytes;
    const address = frame * bytes;
    return this.#memory.view({ address, bytes, place: "user buffer" });
  }

  #byteAt({ physical }: Access): Uint8Array {
    const place = "user buffer";
    return this.#memory.view({ address: physical, bytes: 1, place });
  }

  #requirePage(page: number): void {
    const { pages } = this.size;
    if (page >= 0 && page < pages) return;
    throw new Fault(
      `an address must lie in the pages 0 to ${pages - 1} of the process`,
      `it lies in page ${page}`,
    );
  }
}

/** How long an address of `translateAlone` is. [bits] */
export const addressBits = 32;

/**
 * Translates one address of a process that has used a few other pages before, so that page and
 * frame have different numbers.
 *
 * @param address An address of 32 bits. [bytes]
 * @param pageBytes Size of a page. [bytes]
 */
export function translateAlone(address: number, pageBytes: number): Access {
  const pages = 2 ** addressBits / pageBytes;
  const page = Math.floor(address / pageBytes);
  const others = [1, 2, 3, 4, 5].map((distance) => (page + distance) % pages);
  const frames = others.length + 1;
  const memory = new VirtualMemory({
    pages,
    frames,
    pageBytes,
    eviction: "fifo",
  });
  for (const other of others) memory.access(other * pageBytes);
  return memory.access(address);
}
