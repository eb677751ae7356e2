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
import {
  type Prediction,
  problemOf,
  type Roll,
} from "zero-copy/workbook/prediction.ts";
import { sayMany } from "zero-copy/text/say.ts";

/** The same bytes, moved both ways. */
interface Moved {
  readonly bytes: number;
  readonly timing: Timing;
  readonly programmed: Transfer;
  readonly dma: Transfer;
}

const questions: readonly Prediction<Moved>[] = [
  {
    name: "words",
    asks: "words moved, either way",
    right: ({ dma }) => dma.memoryWrites,
    explains: () =>
      `A word has ${wordBytes} bytes, and a part of one is moved ` +
      "as a whole one.",
    wrong: {
      "whole words only": ({ bytes }) => Math.floor(bytes / wordBytes),
      "one for each byte": ({ bytes }) => bytes,
    },
  },
  {
    name: "programmedCycles",
    asks: "programmed I/O takes of the CPU",
    unit: "cycles",
    right: ({ programmed }) => programmed.cpuCycles,
    explains: ({ timing: { deviceCycles } }) =>
      `The first word is polled for ${deviceCycles} cycles, each ` +
      `later one for ${deviceCycles - 1}, as the disk begins to fetch it ` +
      "while the CPU writes the word before. Then two cycles move it.",
    wrong: {
      "each word is polled for as long as the first": ({ programmed }) =>
        programmed.cpuCycles + programmed.memoryWrites - 1,
      "polling takes none": ({ programmed }) =>
        programmed.cpuCycles - programmed.cpu.poll,
    },
  },
  {
    name: "dmaCycles",
    asks: "DMA takes of the CPU",
    unit: "cycles",
    right: ({ dma }) => dma.cpuCycles,
    explains: () =>
      "Set-up and interrupt are paid once. And the CPU waits for " +
      "one cycle whenever the disk writes a word to memory.",
    wrong: {
      "the CPU never waits": ({ dma }) => dma.cpuCycles - dma.cpu.wait,
      "the interrupt takes none": ({ dma }) =>
        dma.cpuCycles - dma.cpu.interrupt,
      "all the time that it lasts": ({ dma }) => dma.cycles,
    },
  },
  {
    name: "freeCycles",
    asks: "DMA leaves the CPU for other work",
    unit: "cycles",
    right: ({ dma }) => dma.workUnits,
    explains: ({ timing: { deviceCycles } }) =>
      "The CPU is free while the disk fetches: " +
      `${deviceCycles} cycles for each word.`,
    wrong: {
      "also while the disk writes to memory": ({ dma }) =>
        dma.workUnits + dma.cpu.wait,
      "all the time that it lasts": ({ dma }) => dma.cycles,
    },
  },
  {
    name: "less",
    asks: "what takes less of the CPU",
    choices: ["programmed I/O", "DMA"],
    right: ({ programmed, dma }) =>
      (dma.cpuCycles < programmed.cpuCycles ? dma : programmed).way,
    explains: () =>
      "Programmed I/O takes some cycles for each word, DMA only one. What it " +
      "takes besides, set-up and interrupt, pays only from some number of " +
      "words on.",
    wrong: {
      "what takes more of it": ({ programmed, dma }) =>
        (dma.cpuCycles < programmed.cpuCycles ? programmed : dma).way,
    },
  },
];

/** A small transfer, near the size from which DMA pays. */
export const problem: Roll = problemOf<Moved>({
  roll: (dice) => {
    const bytes = dice.whole(5, 70);
    const timing = {
      deviceCycles: dice.whole(3, 12),
      setupCycles: dice.whole(8, 24),
      interruptCycles: dice.whole(12, 60),
    };
    const [programmed, dma] = transferBothWays(generateFile(bytes), timing);
    const isUsual = timing.deviceCycles === usualTiming.deviceCycles &&
      timing.setupCycles === usualTiming.setupCycles &&
      timing.interruptCycles === usualTiming.interruptCycles;
    return isUsual || programmed.cpuCycles === dma.cpuCycles
      ? undefined
      : { bytes, timing, programmed, dma };
  },
  title: () => "programmed I/O and DMA",
  given: ({ bytes, timing }) => [
    `${sayMany(bytes, "byte")} come from the disk, in words of ${wordBytes}`,
    `the disk brings a word in ${timing.deviceCycles} cycles`,
    `to set up takes ${dmaRegisters - 1} cycles for programmed I/O and ` +
    `${timing.setupCycles} for DMA; an interrupt takes ` +
    `${timing.interruptCycles}`,
  ],
  questions,
});
