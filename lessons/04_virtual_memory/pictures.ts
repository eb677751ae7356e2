/**
 * Pictures of virtual memory: an address in bits, a list of accesses, where each page is.
 *
 * Plain ASCII, for fenced blocks. Each line fits the columns that it is given, from 38 upward, for
 * up to 32 pages of up to 2 MiB.
 *
 * @module
 */
import { quantities } from "zero-copy/trace/quantity.ts";
import type { AccessPlan, Usage, Use } from "./access_pattern.ts";
import type { SharedUse } from "./shared_frame.ts";
import {
  type Access,
  addressBits,
  type Eviction,
  type Size,
} from "./virtual_memory.ts";
import { count } from "zero-copy/trace/count.ts";
import { alignRows, fillLines } from "zero-copy/text/columns.ts";
import { sayAddress, sayCount, sayMany, saySize } from "zero-copy/text/say.ts";

/**
 * Draws the translation of one address: the upper bits change, the lower bits stay.
 *
 * @param pageBytes Size of a page. [bytes]
 */
export function drawTranslation(
  { address, page, offset, frame, physical }: Access,
  pageBytes: number,
): string[] {
  const offsetBits = Math.log2(pageBytes);
  const drawBits = (value: number, upper: string): string[] => {
    const bits = value.toString(2).padStart(addressBits, "0");
    const border = addressBits - offsetBits;
    return [
      `  ${bits.slice(0, border)}|${bits.slice(border)}`,
      `  ${upper.padEnd(border)}|offset ${offset}`,
    ];
  };
  return [
    `virtual address ${sayCount(address)}`,
    ...drawBits(address, `page ${page}`),
    `page table: page ${page} is in frame ${frame}`,
    ...drawBits(physical, `frame ${frame}`),
    `physical address ${sayCount(physical)}`,
  ];
}

/** Says which process runs on how much memory. */
export function sayProcess(
  { pages, frames, pageBytes, eviction }: Size,
  { pattern, seed }: AccessPlan,
): string {
  return `${sayMany(pages, "page")} (${saySize(pages * pageBytes)}) on ` +
    `${sayMany(frames, "frame")} (${saySize(frames * pageBytes)}), ` +
    `${eviction.toUpperCase()}, ${pattern} accesses, seed ${seed}`;
}

/** Lists accesses one by one: where they went, and what had to be done for it. */
export function drawUses(uses: readonly Use[], columns: number): string[] {
  const head = ["", "address", "page", "offset", "frame", "how", "out"];
  const rows = uses.map((use, i) => [
    String(i + 1).padStart(String(uses.length).length) +
    use.operation.slice(0, 1),
    use.address.toString(16),
    String(use.page),
    use.offset.toString(16),
    String(use.frame),
    use.outcome,
    use.evicted === undefined ? "-" : String(use.evicted),
  ]);
  const legend = [
    "r read",
    "w write",
    "address, offset in hexadecimal",
    "hit: the page has a frame",
    "new: it gets its first",
    "swap: it is back from swap",
    "out: the page that left",
  ];
  const gap = columns < 50 ? 1 : 2;
  return [
    ...alignRows([head, ...rows], gap),
    "",
    ...fillLines(legend, columns),
  ];
}

/** Why a page left, by the rule. */
export const evictionReasons: Readonly<Record<Eviction, string>> = {
  lru: "not used for longest",
  fifo: "got its frame first",
};

/** Tells one access: where it went, and what had to be done for it. */
export function sayUse(
  { operation, address, page, offset, frame, outcome, evicted }: Use,
  eviction: Eviction,
): string {
  const how = {
    hit: `hit: the page has frame ${frame}`,
    new: `new: it gets its first, frame ${frame}`,
    swap: `swap: it is back from swap, in frame ${frame}`,
  }[outcome];
  const out = evicted === undefined
    ? ""
    : `; out: page ${evicted}, ${evictionReasons[eviction]}`;
  return `${operation} at ${address.toString(16)}, page ${page}, offset ` +
    `${offset.toString(16)}; ${how}${out}`;
}

/** What accesses took. */
export interface Account {
  readonly accesses: number;
  readonly pageFaults: number;
  /** Page faults at the first use of a page. */
  readonly firstUses: number;
  /** Page faults for which a page came back from swap. */
  readonly swapIns: number;
  readonly swapInBytes: number;
  readonly swapOuts: number;
  readonly swapOutBytes: number;
  readonly readsChecked: number;
}

/** Counts what accesses took. */
export function accountOf({ uses, trace, checked }: Usage): Account {
  const { pageFaults } = count(trace);
  const swaps = trace.filter((event) => event.kind === "copy");
  const swapIns = swaps.filter(({ to }) => to === "user buffer");
  const swapOuts = swaps.filter(({ to }) => to === "disk");
  const sumBytes = (copies: typeof swaps): number =>
    copies.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    accesses: uses.length,
    pageFaults,
    firstUses: pageFaults - swapIns.length,
    swapIns: swapIns.length,
    swapInBytes: sumBytes(swapIns),
    swapOuts: swapOuts.length,
    swapOutBytes: sumBytes(swapOuts),
    readsChecked: checked,
  };
}

/** Lays out what accesses took. */
export function drawAccount(account: Account): string[] {
  return alignRows([
    ["accesses", sayCount(account.accesses)],
    [quantities.pageFaults.label, sayCount(account.pageFaults)],
    ["  first use of a page", sayCount(account.firstUses)],
    ["  back from swap", sayCount(account.swapIns)],
    ["pages that left", sayCount(account.swapOuts)],
    ["bytes to swap", sayCount(account.swapOutBytes)],
    ["bytes from swap", sayCount(account.swapInBytes)],
    ["reads checked", sayCount(account.readsChecked)],
  ]);
}

/** Draws where each page is: in a frame, in the swap area, or nowhere yet. */
export function drawPlaces(
  { places }: Pick<Usage, "places">,
  columns: number,
): string[] {
  const [label, cell] = [6, 5];
  const perRow = Math.floor((columns - label) / cell);
  const lines: string[] = [];
  for (let first = 0; first < places.length; first += perRow) {
    const row = places.slice(first, first + perRow);
    const draw = (name: string, cells: readonly string[]): string =>
      name.padEnd(label) + cells.map((text) => text.padStart(cell)).join("");
    if (first > 0) lines.push("");
    lines.push(draw("page", row.map((_, i) => String(first + i))));
    lines.push(draw("frame", row.map((place) => String(place ?? "-"))));
  }
  return lines;
}

/**
 * Draws the page faults for each number of frames as bars.
 *
 * @param faults With 1 frame, with 2 frames, and so on.
 * @param frames The number of frames to mark.
 */
export function drawFaults(
  faults: readonly number[],
  { frames, columns }: { frames: number; columns: number },
): string[] {
  const most = Math.max(1, ...faults);
  const numbers = sayCount(most).length;
  const room = columns - 8 - numbers;
  return [
    `frames  ${quantities.pageFaults.label}`,
    ...faults.map((each, i) => {
      const mark = i + 1 === frames ? ">" : " ";
      const bar = "#".repeat(Math.max(1, Math.round(room * each / most)));
      const label = `${mark}${String(i + 1).padStart(5)}`;
      return `${label}  ${sayCount(each).padStart(numbers)} ${bar}`;
    }).map((line) => line.slice(0, columns)),
  ];
}

/** Lists uses of a shared frame, with the physical address where there is room. */
export function drawSharing(
  uses: readonly SharedUse[],
  columns: number,
): string[] {
  const head = ["mode", "does", "value", "virtual", "physical"];
  const rows = uses.map(({ mode, operation, value, address, physical }) => [
    mode,
    operation,
    String(value),
    sayAddress(address),
    sayAddress(physical),
  ]);
  const lines = alignRows([head, ...rows]);
  return lines.every((line) => line.length <= columns)
    ? lines
    : alignRows([head, ...rows].map((row) => row.slice(0, -1)));
}
