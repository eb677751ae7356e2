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
  contentsOf,
  dmaRegisters,
  timingOf,
  type Transfer,
  transferBothWays,
  usualTiming,
} from "./device_transfer.ts";
import { openingsPicture, phasesPicture } from "./drawings.ts";
import { wordBytes } from "./disk_controller.ts";
import { generateFile } from "zero-copy/machine/job.ts";
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

function model(setting: Setting): Outcome {
  const timing = timingOf(setting);
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
    pictures: {
      openings: () => openingsPicture(pair),
      bars: () => phasesPicture(pair),
    },
    data: {
      ...timing,
      movedBytes: contents.length,
      breakEvenBytes: breakEven * wordBytes,
      get transfers() {
        return pair.map((each) => toData(each, contents));
      },
    },
  };
}

/** Moves some bytes both ways, as the claims have it. */
function moved(bytes: number): [programmed: Transfer, dma: Transfer] {
  return transferBothWays(generateFile(bytes), usualTiming);
}

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
        moved(4096).every(({ memoryWrites }) =>
          memoryWrites * wordBytes === 4096
        ),
    },
    {
      says: "Programmed I/O leaves the CPU no cycle for other work. DMA " +
        "leaves it every cycle in which the disk fetches a word.",
      holds: () => {
        const [programmed, dma] = moved(4096);
        return programmed.workUnits === 0 &&
          dma.workUnits === dma.memoryWrites * deviceCycles;
      },
    },
    {
      says:
        "Set-up and interrupt take the same cycles for any number of bytes.",
      holds: () => {
        const [whole, half] = [moved(4096)[1], moved(2048)[1]];
        return whole.cpuCycles - whole.cpu.wait ===
          half.cpuCycles - half.cpu.wait;
      },
    },
    {
      says: "For a single word, programmed I/O takes less of the CPU.",
      holds: () => {
        const [programmed, dma] = moved(wordBytes);
        return programmed.cpuCycles < dma.cpuCycles;
      },
    },
  ],
};
