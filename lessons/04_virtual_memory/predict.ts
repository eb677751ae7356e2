/**
 * The problem of lesson 4: where a page is.
 *
 * @module
 */
import type { Dice } from "zero-copy/workbook/dice.ts";
import type { Blank } from "zero-copy/workbook/prediction.ts";
import {
  type Body,
  numberBlank,
  type Recipe,
  recipe,
} from "zero-copy/workbook/recipe.ts";
import { sayMany } from "zero-copy/text/say.ts";
import {
  type Access,
  type Eviction,
  type Size,
  VirtualMemory,
} from "./virtual_memory.ts";

/** A process that uses some pages, and then one address. */
interface PageCase {
  readonly size: Size;
  readonly order: readonly number[];
  readonly address: number;
}

/** Pages on too few frames. */
export const problem: Recipe = recipe({
  drawCase: drawPages,
  // The page draws its addresses by a seed of its own, on eight pages.
  isUsual: ({ size }) => size.pages === 8,
  pose: (drawn) => {
    const accesses = accessesOf(drawn);
    const { eviction } = drawn.size;
    const other = accessesOf({
      ...drawn,
      size: { ...drawn.size, eviction: eviction === "lru" ? "fifo" : "lru" },
    });
    const left = accesses.flatMap(({ evicted }) => evicted ?? []);
    const leftByOther = other.flatMap(({ evicted }) => evicted ?? []);
    // The rule of eviction must matter, or nobody notices a wrong one.
    if (left.length < 2 || left.at(-1) === leftByOther.at(-1)) return undefined;
    return posePages(drawn, accesses);
  },
});

function drawPages(dice: Dice): PageCase {
  const pages = dice.whole(4, 6);
  const pageBytes = dice.pick([512, 1024, 2048, 4096]);
  const order: number[] = [];
  while (order.length < 8) {
    const page = dice.whole(0, pages - 1);
    if (page !== order.at(-1)) order.push(page);
  }
  const eviction: Eviction = dice.pick(["lru", "fifo"]);
  return {
    size: { pages, frames: 3, pageBytes, eviction },
    order,
    address: dice.whole(1, pages - 1) * pageBytes +
      dice.whole(1, pageBytes - 1),
  };
}

function accessesOf({ size, order, address }: PageCase): Access[] {
  const memory = new VirtualMemory(size);
  return [...order.map((page) => page * size.pageBytes), address]
    .map((one) => memory.access(one));
}

/** Which page leaves, in words. */
const evictionRules: Readonly<Record<Eviction, string>> = {
  lru: "the page that was not used for longest (LRU)",
  fifo: "the page that got its frame first (FIFO)",
};

function posePages(
  { size, order, address }: PageCase,
  accesses: readonly Access[],
): Body {
  const { frames, pageBytes, eviction } = size;
  return {
    title: "pages and frames",
    given: [
      `a process has ${frames} frames, numbers 0 to ${frames - 1}; a page is ` +
      `${pageBytes} bytes`,
      "a page without a frame gets the first that was never used, or that " +
      "of the page that leaves",
      `if no frame is free, ${evictionRules[eviction]} leaves`,
      `it uses the pages ${order.join(" ")}, then address ${address}`,
    ],
    blanks: [
      ...askAddress(accesses.at(-1)!, pageBytes),
      ...askFaults(accesses, eviction),
    ],
  };
}

function askAddress(
  { address, page, offset, frame, physical }: Access,
  pageBytes: number,
): Blank[] {
  return [
    numberBlank("page", `page of address ${address}`, {
      answer: page,
      explains: `It is how often ${pageBytes} goes into the address.`,
    }),
    numberBlank("offset", "offset in that page", {
      answer: offset,
      unit: "bytes",
      explains: "It is what is left of the address without the " +
        `${sayMany(page, "whole page")} below it.`,
    }),
    numberBlank("physical", "physical address that it leads to", {
      answer: physical,
      unit: "bytes",
      explains: `Its page is in frame ${frame}. A frame begins at its ` +
        `number times ${pageBytes}; the offset stays.`,
    }),
  ];
}

function askFaults(accesses: readonly Access[], eviction: Eviction): Blank[] {
  const faults = accesses.flatMap(({ outcome, page }, i) =>
    outcome === "hit" ? [] : [`${i + 1} (page ${page})`]
  );
  const left = accesses.flatMap(({ evicted }) => evicted ?? []);
  return [
    numberBlank("pageFaults", "page faults, the last address included", {
      answer: faults.length,
      explains: `These uses find no frame: ${faults.join(", ")}.`,
    }),
    numberBlank("lastEvicted", "page that left last", {
      answer: left.at(-1)!,
      explains: `With all frames taken, ${evictionRules[eviction]} leaves. ` +
        `Before it left, in this order: ${left.slice(0, -1).join(", ")}.`,
    }),
  ];
}
