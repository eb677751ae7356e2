/**
 * The model of lesson 3: the same bytes from the same disk, moved by the CPU and by the disk.
 *
 * @module
 */
import {
  fence,
  type Knob,
  type Lesson,
  type Outcome,
  type Setting,
} from "zero-copy/workbook/lesson.ts";
import {
  breakEvenWords,
  compareSizes,
  dmaRegisters,
  type Timing,
  transfer,
  transferBothWays,
  usualTiming,
} from "./device_transfer.ts";
import { wordBytes } from "./disk_controller.ts";
import { generateFile, mostMovedBytes } from "zero-copy/machine/job.ts";
import { sayCount, sayMany } from "zero-copy/text/say.ts";
import {
  drawAccount,
  drawComparison,
  drawOpenings,
  drawPhases,
  drawTransferSteps,
  sayDelivery,
  sayScope,
  toData,
} from "./pictures.ts";

/** The most that the model's disk moves for one request. [bytes] */
const mostBytes = 2 ** 20;

/** The bytes on the disk: the beginning of the file, as much of it as one request moves. */
function contentsOf({ job, file }: Setting): Uint8Array {
  return job.fileBytes > mostMovedBytes
    ? generateFile(mostBytes)
    : file().subarray(0, mostBytes);
}

function model(setting: Setting): Outcome {
  const timing: Timing = {
    deviceCycles: Number(setting.knobs["device-cycles"]),
    setupCycles: Number(setting.knobs["setup-cycles"]),
    interruptCycles: Number(setting.knobs["interrupt-cycles"]),
  };
  const contents = contentsOf(setting);
  const pair = transferBothWays(contents, timing);
  const [programmed, dma] = pair;
  const breakEven = breakEvenWords(timing);
  return {
    facts: {
      scope: () => sayScope(contents.length, setting.job.fileBytes),
      delivery: () => sayDelivery(pair, contents),
      bars: (columns) => fence(drawPhases(pair, columns)),
      openings: (columns) => fence(drawOpenings(pair, columns)),
      steps: (columns) => fence(drawTransferSteps(dma, columns)),
      account: () => fence(drawAccount(pair)),
      programmedCycles: () => sayCount(programmed.cpuCycles),
      dmaCycles: () => sayCount(dma.cpuCycles),
      breakEven: () => sayMany(breakEven, "word"),
      comparison: () => fence(drawComparison(compareSizes(timing, breakEven))),
    },
    data: {
      ...timing,
      movedBytes: contents.length,
      breakEvenBytes: breakEven * wordBytes,
      transfers: pair.map((each) => toData(each, contents)),
    },
  };
}

const contents = generateFile(4096);
const [programmed, dma] = transferBothWays(contents, usualTiming);
const half = transfer("DMA", contents.subarray(2048), usualTiming);
const word = transferBothWays(generateFile(wordBytes), usualTiming);

const { deviceCycles, setupCycles, interruptCycles } = usualTiming;

function knob(name: string, says: string, value: number): Knob {
  const least = name === "setup-cycles" ? dmaRegisters : 1;
  return { name, says: `cycles ${says}`, value, range: [least, 1000] };
}

/** What this lesson runs and what it asserts. */
export const lesson: Lesson = {
  takes: ["file", "size"],
  knobs: [
    knob("device-cycles", "for the disk to bring one word", deviceCycles),
    knob("setup-cycles", "to set up a DMA transfer", setupCycles),
    knob("interrupt-cycles", "to handle an interrupt", interruptCycles),
  ],
  model,
  claims: [
    {
      says: "Both ways write each word to memory once.",
      holds: () =>
        [programmed, dma].every(({ memoryWrites }) =>
          memoryWrites * wordBytes === contents.length
        ),
    },
    {
      says: "Programmed I/O leaves the CPU no cycle for other work. DMA " +
        "leaves it every cycle in which the disk fetches a word.",
      holds: () =>
        programmed.workUnits === 0 &&
        dma.workUnits === dma.memoryWrites * deviceCycles,
    },
    {
      says:
        "Set-up and interrupt take the same cycles for any number of bytes.",
      holds: () =>
        dma.cpuCycles - dma.cpu.wait === half.cpuCycles - half.cpu.wait,
    },
    {
      says: "For a single word, programmed I/O takes less of the CPU.",
      holds: () => word[0].cpuCycles < word[1].cpuCycles,
    },
  ],
};
