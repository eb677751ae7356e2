/**
 * Problems of lessons 3 and 4: who carries the bytes, and where a page is.
 *
 * @module
 */
import {
  dmaRegisters,
  type Timing,
  type Transfer,
  transferBothWays,
  usualTiming,
} from "../basics/device_transfer.ts";
import { wordBytes } from "../basics/disk_controller.ts";
import { generateFile } from "../machine/job.ts";
import {
  type Access,
  type Eviction,
  type Size,
  VirtualMemory,
} from "../basics/virtual_memory.ts";
import type { Blank } from "../render/problem.ts";
import { sayMany } from "../render/say.ts";
import type { Draw } from "./draw.ts";
import { type Body, numberBlank, type Recipe, recipe } from "./recipe.ts";

/** A small transfer, near the size from which DMA pays. */
export const deviceProblem: Recipe = recipe({
  drawCase: (draw) => ({
    bytes: draw.whole(5, 70),
    timing: {
      deviceCycles: draw.whole(3, 12),
      setupCycles: draw.whole(8, 24),
      interruptCycles: draw.whole(12, 60),
    },
  }),
  isUsual: ({ timing }) =>
    timing.deviceCycles === usualTiming.deviceCycles &&
    timing.setupCycles === usualTiming.setupCycles &&
    timing.interruptCycles === usualTiming.interruptCycles,
  pose: ({ bytes, timing }) => {
    const pair = transferBothWays(generateFile(bytes), timing);
    if (pair[0].cpuCycles === pair[1].cpuCycles) return undefined;
    return poseDevice(bytes, timing, pair);
  },
});

function poseDevice(
  bytes: number,
  { deviceCycles, setupCycles, interruptCycles }: Timing,
  pair: readonly [Transfer, Transfer],
): Body {
  return {
    title: "programmed I/O and DMA",
    given: [
      `${sayMany(bytes, "byte")} come from the disk, in words of ${wordBytes}`,
      `the disk brings a word in ${deviceCycles} cycles`,
      `to set up takes ${dmaRegisters - 1} cycles for programmed I/O and ` +
      `${setupCycles} for DMA; an interrupt takes ${interruptCycles}`,
    ],
    blanks: [...askCycles(deviceCycles, pair), askLess(pair)],
  };
}

function askCycles(
  deviceCycles: number,
  [programmed, dma]: readonly [Transfer, Transfer],
): Blank[] {
  return [
    numberBlank("words", "words moved, either way", {
      answer: dma.memoryWrites,
      explains: `A word has ${wordBytes} bytes, and a part of one is moved ` +
        "as a whole one.",
    }),
    numberBlank("programmedCycles", "programmed I/O takes of the CPU", {
      answer: programmed.cpuCycles,
      unit: "cycles",
      explains: `The first word is polled for ${deviceCycles} cycles, each ` +
        `later one for ${deviceCycles - 1}, as the disk begins to fetch it ` +
        "while the CPU writes the word before. Then two cycles move it.",
    }),
    numberBlank("dmaCycles", "DMA takes of the CPU", {
      answer: dma.cpuCycles,
      unit: "cycles",
      explains: "Set-up and interrupt are paid once. And the CPU waits for " +
        "one cycle whenever the disk writes a word to memory.",
    }),
    numberBlank("freeCycles", "DMA leaves the CPU for other work", {
      answer: dma.workUnits,
      unit: "cycles",
      explains: "The CPU is free while the disk fetches: " +
        `${deviceCycles} cycles for each word.`,
    }),
  ];
}

function askLess([programmed, dma]: readonly [Transfer, Transfer]): Blank {
  return {
    name: "less",
    asks: "what takes less of the CPU",
    choices: [programmed.way, dma.way],
    answer: (dma.cpuCycles < programmed.cpuCycles ? dma : programmed).way,
    explains: "Compare the second blank with the third. Set-up and " +
      "interrupt pay only from some number of words on.",
  };
}

/** A process that uses some pages, and then one address. */
interface PageCase {
  readonly size: Size;
  readonly order: readonly number[];
  readonly address: number;
}

/** Pages on too few frames. */
export const pagesProblem: Recipe = recipe({
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

function drawPages(draw: Draw): PageCase {
  const pages = draw.whole(4, 6);
  const pageBytes = draw.pick([512, 1024, 2048, 4096]);
  const order: number[] = [];
  while (order.length < 8) {
    const page = draw.whole(0, pages - 1);
    if (page !== order.at(-1)) order.push(page);
  }
  const eviction: Eviction = draw.pick(["lru", "fifo"]);
  return {
    size: { pages, frames: 3, pageBytes, eviction },
    order,
    address: draw.whole(1, pages - 1) * pageBytes +
      draw.whole(1, pageBytes - 1),
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
