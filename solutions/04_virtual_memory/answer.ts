/**
 * Solutions of the exercises of lesson 4, virtual memory.
 *
 * @module
 */

/** A page table: the size of a page, and the frame of each page from page 0 on, or null. */
type Table = { pageBytes: number; frames: (number | null)[] };

/** Translates a virtual address to a physical one, or to null for a page fault. [bytes] */
export function translate(address: number, table: Table): number | null {
  const frame = table.frames[Math.floor(address / table.pageBytes)] ?? null;
  if (frame === null) return null;
  return frame * table.pageBytes + address % table.pageBytes;
}

/** Finds the reader's addresses of the byte that the writer has at an address. [bytes] */
export function seenAt(
  address: number,
  { writer, reader }: { writer: Table; reader: Table },
): number[] {
  const physical = translate(address, writer);
  if (physical === null) return [];
  const offset = address % reader.pageBytes;
  return reader.frames.map((_, page) => page * reader.pageBytes + offset)
    .filter((other) => translate(other, reader) === physical);
}

/** Counts page faults with LRU: but this one has two mistakes. */
export function countFaults(order: readonly number[], frames: number): number {
  let resident: number[] = []; // the page to evict next comes first
  let faults = 0;
  for (const page of order) {
    if (!resident.includes(page)) faults += 1;
    // was: a page that was there stayed at its place in the list
    resident = [...resident.filter((other) => other !== page), page];
    if (resident.length > frames) resident.shift(); // was: pop
  }
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
  let resident: number[] = [];
  return order.flatMap((page, i) => {
    if (!resident.includes(page)) resident = [...resident, page];
    if (resident.length <= frames) return [];
    const next = [...new Set(order.slice(i))]; // in the order of their next use
    const evicted = resident.find((other) => !next.includes(other)) ??
      next.findLast((other) => resident.includes(other))!;
    resident = resident.filter((other) => other !== evicted);
    return [evicted];
  });
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
  const faults = countFaults(order, frames);
  const firstUses = new Set(order).size;
  return {
    toSwap: pageBytes * Math.max(0, faults - frames),
    fromSwap: pageBytes * (faults - firstUses),
  };
}
