/**
 * The problem of lesson 4: where a page is.
 *
 * @module
 */
import type { Dice } from "zero-copy/workbook/dice.ts";
import {
  type Prediction,
  problemOf,
  type Roll,
} from "zero-copy/workbook/prediction.ts";
import { sayMany } from "zero-copy/text/say.ts";
import {
  type Access,
  type Eviction,
  type Size,
  VirtualMemory,
} from "./virtual_memory.ts";

/** A process that uses some pages, and then one address. */
interface Plan {
  readonly size: Size;
  readonly order: readonly number[];
  readonly address: number;
}

/** What came of it. */
interface Used extends Plan {
  readonly accesses: readonly Access[];
  /** The access of the address. */
  readonly last: Access;
  /** The page that would have left last by the other rule. */
  readonly leftByOther: number | undefined;
}

function rollPlan(dice: Dice): Plan {
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

function accessesOf({ size, order, address }: Plan): Access[] {
  const memory = new VirtualMemory(size);
  return [...order.map((page) => page * size.pageBytes), address]
    .map((one) => memory.access(one));
}

/** The accesses for which a page left. */
function evictionsOf(accesses: readonly Access[]): Access[] {
  return accesses.filter(({ evicted }) => evicted !== undefined);
}

/** Which page leaves, in words. */
const evictionRules: Readonly<Record<Eviction, string>> = {
  lru: "the page that was not used for longest (LRU)",
  fifo: "the page that got its frame first (FIFO)",
};

const questions: readonly Prediction<Used>[] = [
  {
    name: "page",
    asks: ({ address }) => `page of address ${address}`,
    right: ({ last }) => last.page,
    explains: ({ size }) =>
      `It is how often ${size.pageBytes} goes into the address.`,
    wrong: {
      "the first page is page 1": ({ last }) => last.page + 1,
      "the lower part of the address": ({ last }) => last.offset,
    },
  },
  {
    name: "offset",
    asks: ({ address }) => `offset of address ${address} in its page`,
    unit: "bytes",
    right: ({ last }) => last.offset,
    explains: ({ last }) =>
      "It is what is left of the address without the " +
      `${sayMany(last.page, "whole page")} below it.`,
    wrong: {
      "the whole address": ({ address }) => address,
      "how far it is to the end of the page": ({ size, last }) =>
        size.pageBytes - last.offset,
    },
  },
  {
    name: "physical",
    asks: ({ address }) => `physical address that address ${address} leads to`,
    unit: "bytes",
    right: ({ last }) => last.physical,
    explains: ({ size, last }) =>
      `Its page is in frame ${last.frame}. A frame begins at its ` +
      `number times ${size.pageBytes}; the offset stays.`,
    wrong: {
      "the address as it was": ({ address }) => address,
      "where the frame begins": ({ last }) => last.physical - last.offset,
    },
  },
  {
    name: "pageFaults",
    asks: "page faults, the last address included",
    right: ({ accesses }) =>
      accesses.filter(({ outcome }) => outcome !== "hit").length,
    explains: ({ accesses }) => {
      const faults = accesses.flatMap(({ outcome, page }, i) =>
        outcome === "hit" ? [] : [`${i + 1} (page ${page})`]
      );
      return `These uses find no frame: ${faults.join(", ")}.`;
    },
    wrong: {
      "only those for which a page leaves": ({ accesses }) =>
        evictionsOf(accesses).length,
      "every use of a page": ({ accesses }) => accesses.length,
    },
  },
  {
    name: "lastEvicted",
    asks: "page that left last",
    right: ({ accesses }) => evictionsOf(accesses).at(-1)!.evicted!,
    explains: ({ size, accesses }) => {
      const left = evictionsOf(accesses).map(({ evicted }) => evicted);
      return `With all frames taken, ${evictionRules[size.eviction]} leaves. ` +
        `Before it left, in this order: ${left.slice(0, -1).join(", ")}.`;
    },
    wrong: {
      "FIFO taken for LRU, or LRU for FIFO": ({ leftByOther }) => leftByOther!,
      "the page that came in its place": ({ accesses }) =>
        evictionsOf(accesses).at(-1)!.page,
    },
  },
];

/** Pages on too few frames. */
export const problem: Roll = problemOf<Used>({
  roll: (dice) => {
    const plan = rollPlan(dice);
    const { size } = plan;
    const eviction = size.eviction === "lru" ? "fifo" : "lru";
    const accesses = accessesOf(plan);
    const other = accessesOf({ ...plan, size: { ...size, eviction } });
    const left = evictionsOf(accesses);
    const leftByOther = evictionsOf(other).at(-1)?.evicted;
    // The rule of eviction must matter, or nobody notices a wrong one.
    return left.length < 2 || left.at(-1)!.evicted === leftByOther
      ? undefined
      : { ...plan, accesses, last: accesses.at(-1)!, leftByOther };
  },
  title: () => "pages and frames",
  given: ({ size: { frames, pageBytes, eviction }, order, address }) => [
    `a process has ${frames} frames, numbers 0 to ${frames - 1}; a page is ` +
    `${pageBytes} bytes`,
    "a page without a frame gets the first that was never used, or that " +
    "of the page that leaves",
    `if no frame is free, ${evictionRules[eviction]} leaves`,
    `it uses the pages ${order.join(" ")}, then address ${address}`,
  ],
  questions,
});
