/**
 * Exercises of lesson 4, virtual memory. The tasks are in README.md beside this file.
 *
 * Replace each `todo(…)` by your answer, then type `deno task grade 4`.
 *
 * @module
 */
import { todo } from "zero-copy/workbook/hole.ts";

/** A page table: the size of a page, and the frame of each page from page 0 on, or null. */
type Table = { pageBytes: number; frames: (number | null)[] };

/** Translates a virtual address to a physical one, or to null for a page fault. [bytes] */
export function translate(address: number, table: Table): number | null {
  return todo("translate the address");
}

/** Finds the reader's addresses of the byte that the writer has at an address. [bytes] */
export function seenAt(
  address: number,
  { writer, reader }: { writer: Table; reader: Table },
): number[] {
  return todo("find the addresses");
}

/** Counts page faults with LRU: but this one has two mistakes. */
export function countFaults(order: readonly number[], frames: number): number {
  const resident: number[] = []; // the page to evict next comes first
  let faults = 0;
  for (const page of order) {
    if (resident.includes(page)) continue;
    faults += 1;
    resident.push(page);
    if (resident.length > frames) resident.pop();
  }
  todo("mend the lines above, then delete this one");
  return faults;
}

/**
 * Chooses the pages to evict so that there are as few page faults as possible.
 *
 * @param order The pages, in the order in which they are used. [pages, from 0]
 * @param frames How many frames there are, all free at first.
 * @returns The page that leaves, for each access that needs a frame when none is free.
 */
export function evictions(order: readonly number[], frames: number): number[] {
  return todo("choose the pages to evict");
}

/**
 * Counts what goes to the swap area and what comes back, with LRU. [bytes]
 *
 * @param order The pages, in the order in which they are used. [pages, from 0]
 * @param frames How many frames there are, all free at first.
 */
export function swapTraffic(
  order: readonly number[],
  frames: number,
  pageBytes: number,
): { toSwap: number; fromSwap: number } {
  return todo("the bytes that leave, and those that come back");
}
