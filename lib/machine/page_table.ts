/**
 * The page table: which frame each virtual page means, and who may use it.
 *
 * Every user address of the machine is translated here. Kernel addresses are physical memory at a
 * fixed distance (the direct map), and only kernel mode may use them.
 * Model, not Linux: one level, one process, no huge pages, no TLB, no execute permission.
 *
 * @module
 */
import type { Mode, Place } from "../trace/event.ts";
import { Fault } from "./fault.ts";
import type { Memory, Span } from "./memory.ts";

/** The first kernel address: whatever lies below is the process's. [bytes] */
const kernelBase: number = 2 ** 47;

/** What the table knows of one virtual page. */
export interface Entry {
  /** The frame that holds its bytes. [frames, from 0] */
  readonly frame: number;
  /** The place that the frame belongs to. */
  readonly place: Place;
}

/** The page table of one process. */
export class PageTable {
  readonly #memory: Memory;
  readonly #entries = new Map<number, Entry>();

  /** @param memory The frames that its entries point to. */
  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** How many virtual pages have a frame. */
  get mappedPages(): number {
    return this.#entries.size;
  }

  /** Lets a virtual page mean a frame. Two pages may mean the same one: that is sharing. */
  map(page: number, entry: Entry): void {
    this.#entries.set(page, entry);
  }

  /** Lets a virtual page mean nothing. */
  unmap(page: number): void {
    this.#entries.delete(page);
  }

  /** What a virtual page means, or `undefined` if using it would be a page fault. */
  entry(page: number): Entry | undefined {
    return this.#entries.get(page);
  }

  /** The kernel's address of a byte of physical memory. [bytes] */
  kernelAddress(physical: number): number {
    return kernelBase + physical;
  }

  /**
   * Translates one virtual address.
   *
   * @param address The address that an instruction uses. [bytes]
   * @param mode The mode of that instruction.
   * @returns The address in physical memory. [bytes]
   * @throws {Fault} If the page has no frame, or user mode asks for a kernel address.
   */
  translate(address: number, mode: Mode): number {
    if (address >= kernelBase) {
      if (mode !== "kernel") {
        throw new Fault(
          "the CPU must be in kernel mode to use a kernel address",
          "it is in user mode",
        );
      }
      return address - kernelBase;
    }
    const pageBytes = this.#memory.pageBytes;
    const entry = this.#present(Math.floor(address / pageBytes));
    return entry.frame * pageBytes + address % pageBytes;
  }

  /**
   * Translates a range of user addresses, page by page.
   *
   * @param address Where the range begins. [bytes]
   * @param bytes How long it is. [bytes]
   * @throws {Fault} If one of its pages has no frame.
   */
  spans(address: number, bytes: number): Span[] {
    if (bytes === 0) return [];
    const pageBytes = this.#memory.pageBytes;
    const first = Math.floor(address / pageBytes);
    const last = Math.floor((address + bytes - 1) / pageBytes);
    const frames: number[] = [];
    for (let page = first; page <= last; page++) {
      frames.push(this.#present(page).frame);
    }
    return this.#memory.spans(frames, {
      offset: address - first * pageBytes,
      bytes,
      place: this.#present(first).place,
    });
  }

  #present(page: number): Entry {
    const entry = this.#entries.get(page);
    if (entry === undefined) {
      throw new Fault(
        "the page must be present",
        `virtual page ${page} has no frame`,
      );
    }
    return entry;
  }
}
