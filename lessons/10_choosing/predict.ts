/**
 * The problem of lesson 10: what a transfer costs in time.
 *
 * @module
 */
import { closedForm } from "zero-copy/cost/closed_form.ts";
import {
  type CostModel,
  costOf,
  measuredVm,
  memoryTrafficOf,
} from "zero-copy/cost/cost.ts";
import { type Job, makeJob } from "zero-copy/machine/job.ts";
import * as linux from "zero-copy/strategy/linux.ts";
import { strategies } from "zero-copy/strategy/linux.ts";
import { chosenPrograms, type Strategy } from "zero-copy/strategy/strategy.ts";
import * as textbook from "zero-copy/strategy/textbook.ts";
import type { Counts } from "zero-copy/trace/count.ts";
import { quantities } from "zero-copy/trace/quantity.ts";
import type { Dice } from "zero-copy/workbook/dice.ts";
import {
  type Prediction,
  problemOf,
  type Roll,
} from "zero-copy/workbook/prediction.ts";
import { listJob } from "zero-copy/workbook/say_job.ts";
import { timeOf } from "./crossover.ts";

/** A file, what things cost, and what comes of it. */
interface Priced {
  readonly job: Job;
  readonly prices: CostModel;
  /** What read + write costs. */
  readonly counts: Counts;
  /** The name of the strategy with the least CPU time. */
  readonly winner: string;
}

/** Makes the problem for a list of strategies. */
export function problemFor(strategies: readonly Strategy[]): Roll {
  const programs = chosenPrograms(strategies);
  return problemOf<Priced>({
    roll: (dice) => {
      const { job, prices } = rollPriced(dice);
      const isUsual = prices.modeSwitchNs === measuredVm.modeSwitchNs &&
        prices.passNs === measuredVm.passNs;
      const times = programs.map((program) => timeOf(program, job, prices));
      const least = Math.min(...times);
      const isTie = times.filter((ns) => ns === least).length > 1;
      if (isUsual || isTie) return undefined;
      const winner = programs[times.indexOf(least)]!.name;
      return { job, prices, counts: closedForm(linux.readWrite, job), winner };
    },
    title: () => "which strategy takes the least CPU time",
    given: ({ job, prices }) => [
      ...listJob(job),
      "each strategy as Linux does it (lesson 11)",
      sayPrices(prices),
    ],
    questions: [...questions, askWinner(programs.map(({ name }) => name))],
  });
}

/** Whole nanoseconds come of it, as the file is a multiple of 16 bytes. */
function rollPriced(dice: Dice): Pick<Priced, "job" | "prices"> {
  const fileBytes = dice.whole(3, 90) * dice.pick([16, 32, 64, 512, 2048]);
  return {
    job: makeJob({ fileBytes, bufferBytes: 2 ** 16, cache: "warm" }),
    prices: {
      name: "rolled",
      source: "rolled",
      modeSwitchNs: dice.pick([40, 50, 60, 100, 250]),
      cpuByteNs: 1 / dice.pick([4, 8, 16]),
      pageFaultNs: dice.pick([800, 1300, 1900]),
      mappingNs: dice.pick([2200, 4500, 6800]),
      passNs: dice.pick([300, 450, 500, 700, 1100]),
    },
  };
}

function sayPrices(prices: CostModel): string {
  return `a mode switch takes ${prices.modeSwitchNs} ns, a page fault ` +
    `${prices.pageFaultNs}, a mapping ${prices.mappingNs}, to pass the pages ` +
    `of one piece ${prices.passNs}; the CPU copies ${1 / prices.cpuByteNs} ` +
    "bytes in 1 ns";
}

const questions: readonly Prediction<Priced>[] = [
  {
    name: "switchesNs",
    asks: `read + write: time of its ${quantities.modeSwitches.label}`,
    unit: "ns",
    right: ({ counts, prices }) => costOf(counts, prices).switchesNs,
    explains: () =>
      "Its calls are a read and a write for each piece, and the read that " +
      "finds the end of the file. Each has two mode switches.",
    wrong: {
      "one mode switch for each call": ({ counts, prices }) =>
        counts.systemCalls * prices.modeSwitchNs,
      "the calls that the textbook tells": ({ job, prices }) =>
        costOf(closedForm(textbook.readWrite, job), prices).switchesNs,
    },
  },
  {
    name: "copiesNs",
    asks: "read + write: time of its copies",
    unit: "ns",
    right: ({ counts, prices }) => costOf(counts, prices).copiesNs,
    explains: () =>
      "The CPU copies each byte twice: into the user buffer and out of it.",
    wrong: {
      "each byte is copied once": ({ job, prices }) =>
        job.fileBytes * prices.cpuByteNs,
      "DMA takes CPU time": ({ counts, prices }) =>
        (counts.cpuBytes + counts.dmaBytes) * prices.cpuByteNs,
      "the faster, the longer": ({ counts, prices }) =>
        counts.cpuBytes / prices.cpuByteNs,
    },
  },
  {
    name: "trafficBytes",
    asks: "read + write: over the memory bus",
    unit: "bytes",
    right: ({ counts }) => memoryTrafficOf(counts),
    explains: () =>
      "A CPU copy crosses the bus twice for each byte, a DMA copy once. The " +
      "file is in memory, so DMA only sends it.",
    wrong: {
      "each copy crosses it once": ({ counts }) =>
        counts.cpuBytes + counts.dmaBytes,
      "DMA does not use memory": ({ counts }) => 2 * counts.cpuBytes,
      "the file comes from the disk": ({ job }) =>
        memoryTrafficOf(
          closedForm(linux.readWrite, { ...job, cache: "cold" }),
        ),
    },
  },
  {
    name: "gatherNs",
    asks: "sendfile + gather: its CPU time",
    unit: "ns",
    right: ({ job, prices }) => timeOf(linux.gather, job, prices),
    explains: () =>
      "For each piece it makes one call and passes pages once. It copies " +
      "nothing.",
    wrong: {
      "to pass pages costs nothing": ({ job, prices }) =>
        timeOf(linux.gather, job, { ...prices, passNs: 0 }),
      "the kernel copies": ({ job, prices }) =>
        timeOf(linux.sendfile, job, prices),
    },
  },
];

function askWinner(choices: readonly string[]): Prediction<Priced> {
  return {
    name: "winner",
    asks: "the strategy with the least CPU time",
    choices,
    right: ({ winner }) => winner,
    explains: () =>
      "Add up for each strategy: mode switches, copied bytes, faults, mappings, " +
      "passed pieces. Which of them grow with the file?",
    wrong: {
      "the winner changes at another size": ({ winner }) =>
        (winner === linux.gather.name ? linux.readWrite : linux.gather).name,
    },
  };
}

/** Prices, and a file near the sizes where the winner changes or far from them. */
export const problem: Roll = problemFor(strategies);
