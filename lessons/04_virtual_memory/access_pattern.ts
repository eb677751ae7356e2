/**
 * A process that uses its memory: which addresses, in which order, and whether it reads back what
 * it wrote.
 *
 * Every read is compared with what was last written at that address, so a page that comes back from
 * the swap area with a wrong byte ends the run.
 * Model, not Linux: one byte at a time, data only; fetching instructions uses no memory.
 *
 * @module
 */
import { count, Counter } from "zero-copy/trace/count.ts";
import type { Event } from "zero-copy/trace/event.ts";
import { Fault } from "zero-copy/machine/fault.ts";
import { generateFile } from "zero-copy/machine/job.ts";
import {
  type Access,
  type Eviction,
  type Size,
  VirtualMemory,
} from "./virtual_memory.ts";
import type { Setting } from "zero-copy/workbook/lesson.ts";

/** Which page comes next: any, one near the last one, or the next one round and round. */
export type Pattern = "random" | "local" | "loop";

/** All of them. */
export const patterns: readonly Pattern[] = ["local", "random", "loop"];

/** What the process does. */
export interface AccessPlan {
  readonly pattern: Pattern;
  /** How many addresses it uses. */
  readonly accesses: number;
  /** Which random numbers are rolled. [whole number] */
  readonly seed: number;
}

/** What the lesson begins with. */
export const usualSize: Size = {
  pages: 8,
  frames: 4,
  pageBytes: 4096,
  eviction: "lru",
};

/** What the process of the lesson does at first. */
export const usualPlan: AccessPlan = {
  pattern: "local",
  accesses: 48,
  seed: 7,
};

/** How many accesses the page lists one by one. */
export const listedUses = 12;

/** What the knobs say: the memory of the process, and what it does. */
export function readKnobs(
  { job, knobs }: Setting,
): { size: Size; plan: AccessPlan } {
  return {
    size: {
      pages: Number(knobs.pages),
      frames: Number(knobs.frames),
      pageBytes: job.pageBytes,
      eviction: knobs.eviction as Eviction,
    },
    plan: {
      pattern: knobs.pattern as Pattern,
      accesses: Number(knobs.accesses),
      seed: Number(knobs.seed),
    },
  };
}

/** An order of pages for which FIFO does worse with 4 frames than with 3. @see Bélády et al., 1969 */
export const anomaly: readonly number[] = [0, 1, 2, 3, 0, 1, 4, 0, 1, 2, 3, 4];

/** One use of an address. */
export interface Use extends Access {
  readonly operation: "read" | "write";
}

/** What came of it. */
export interface Usage {
  readonly uses: readonly Use[];
  /** What happened while the plan was carried out. */
  readonly trace: readonly Event[];
  /** Addresses that were read, at the time or at the end, and held what had been written. */
  readonly checked: number;
  /** Where each page was when the plan was done. */
  readonly places: readonly (number | "swap" | undefined)[];
}

/**
 * Lets a process use its memory, then reads back all that it wrote.
 *
 * @throws {Fault} If an address does not hold what was written there.
 */
export function useMemory(size: Size, plan: AccessPlan): Usage {
  const trace: Event[] = [];
  const memory = new VirtualMemory(size, (happening) => {
    trace.push({ ...happening, step: uses.length + 1, round: 0 });
  });
  const uses: Use[] = [];
  const written = new Map<number, number>();
  let checked = 0;
  const check = (address: number): void => {
    requireSame(address, memory.read(address), written.get(address) ?? 0);
    checked += 1;
  };
  for (const { address, operation } of addresses(size, plan)) {
    const access = memory.access(address);
    if (operation === "read") {
      check(address);
    } else {
      const value = 1 + uses.length % 255;
      memory.write(address, value);
      written.set(address, value);
    }
    uses.push({ ...access, operation });
  }
  const ofPlan = trace.slice();
  const places = Array.from(
    { length: size.pages },
    (_, page) => memory.whereIs(page),
  );
  for (const address of written.keys()) check(address);
  return { uses, trace: ofPlan, checked, places };
}

/** Makes up the addresses: on each page a new one to write, or the last one written to read. */
function* addresses(
  { pages, pageBytes }: Size,
  { pattern, accesses, seed }: AccessPlan,
): Generator<Pick<Use, "address" | "operation">> {
  const random = new Uint32Array(generateFile(12 * accesses, seed).buffer);
  const lastOffsets = new Map<number, number>();
  let page = 0;
  for (let i = 0; i < accesses; i++) {
    const [first, second, third] = random.subarray(3 * i, 3 * i + 3);
    if (i > 0) page = nextPage(pattern, { page, pages, random: first! });
    const last = lastOffsets.get(page);
    const isRead = last !== undefined && second! % 2 === 0;
    const offset = isRead ? last : third! % pageBytes;
    lastOffsets.set(page, offset);
    yield {
      address: page * pageBytes + offset,
      operation: isRead ? "read" : "write",
    };
  }
}

function nextPage(
  pattern: Pattern,
  { page, pages, random }: { page: number; pages: number; random: number },
): number {
  switch (pattern) {
    case "loop":
      return (page + 1) % pages;
    case "random":
      return random % pages;
    case "local": {
      // Three times out of four the process stays where it is or goes to a neighbour.
      if (random % 4 === 0) return Math.floor(random / 4) % pages;
      return (page + Math.floor(random / 4) % 3 - 1 + pages) % pages;
    }
  }
}

function requireSame(address: number, found: number, expected: number): void {
  if (found === expected) return;
  throw new Fault(
    `address ${address} must hold the ${expected} that was written there`,
    `it holds ${found}`,
  );
}

/**
 * Counts page faults for every number of frames, from 1 to one for each page. It runs with small
 * pages, as the size of a page changes nothing but the offsets.
 *
 * @returns The faults with 1 frame, with 2 frames, and so on.
 */
export function faultsByFrames(size: Size, plan: AccessPlan): number[] {
  return Array.from({ length: size.pages }, (_, i) => {
    const small = { ...size, frames: i + 1, pageBytes: 16 };
    return count(useMemory(small, plan).trace).pageFaults;
  });
}

/**
 * Counts the page faults of using some pages in the order given.
 *
 * @param order The pages. [pages, from 0]
 */
export function faultsOf(
  order: readonly number[],
  { frames, eviction }: Pick<Size, "frames" | "eviction">,
): number {
  const counter = new Counter();
  const pages = Math.max(0, ...order) + 1;
  const size = { pages, frames, pageBytes: 1, eviction };
  const memory = new VirtualMemory(size, (happening) => {
    counter.add({ ...happening, step: 0, round: 0 });
  });
  for (const page of order) memory.read(page);
  return counter.counts.pageFaults;
}
