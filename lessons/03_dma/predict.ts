/**
 * The problem of lesson 3: who carries the bytes.
 *
 * @module
 */
import {
  dmaRegisters,
  type Timing,
  type Transfer,
  transferBothWays,
  usualTiming,
} from "./device_transfer.ts";
import { wordBytes } from "./disk_controller.ts";
import { generateFile } from "zero-copy/machine/job.ts";
import type { Blank } from "zero-copy/workbook/prediction.ts";
import { sayMany } from "zero-copy/text/say.ts";
import {
  type Body,
  numberBlank,
  type Recipe,
  recipe,
} from "zero-copy/workbook/recipe.ts";

/** A small transfer, near the size from which DMA pays. */
export const problem: Recipe = recipe({
  drawCase: (dice) => ({
    bytes: dice.whole(5, 70),
    timing: {
      deviceCycles: dice.whole(3, 12),
      setupCycles: dice.whole(8, 24),
      interruptCycles: dice.whole(12, 60),
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
    wrong: {},
    answer: (dma.cpuCycles < programmed.cpuCycles ? dma : programmed).way,
    explains: "Compare the second blank with the third. Set-up and " +
      "interrupt pay only from some number of words on.",
  };
}
