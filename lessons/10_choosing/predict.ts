/**
 * The problem of lesson 10: what a transfer costs in time.
 *
 * @module
 */
import {
  type CostModel,
  costOf,
  measuredVm,
  memoryTrafficOf,
} from "zero-copy/cost/cost.ts";
import { timeOf } from "./crossover.ts";
import { type Job, makeJob } from "zero-copy/machine/job.ts";
import type { Blank } from "zero-copy/workbook/prediction.ts";
import { quantities } from "zero-copy/trace/quantity.ts";
import { closedForm } from "zero-copy/cost/closed_form.ts";
import * as linux from "zero-copy/strategy/linux.ts";
import { chosenPrograms, type Strategy } from "zero-copy/strategy/strategy.ts";
import { listJob } from "zero-copy/workbook/say_job.ts";
import type { Dice } from "zero-copy/workbook/dice.ts";
import {
  type Body,
  numberBlank,
  type Recipe,
  recipe,
} from "zero-copy/workbook/recipe.ts";

/** A file, and what things cost. */
interface Priced {
  readonly job: Job;
  readonly prices: CostModel;
}

/** Prices, and a file near the sizes where the winner changes or far from them. */
export const problem: Recipe = problemOf(linux.strategies);

/** Makes the problem for a list of strategies. */
export function problemOf(strategies: readonly Strategy[]): Recipe {
  const ways = chosenPrograms(strategies);
  return recipe({
    drawCase: drawPriced,
    isUsual: ({ prices }) =>
      prices.modeSwitchNs === measuredVm.modeSwitchNs &&
      prices.passNs === measuredVm.passNs,
    pose: (drawn) => {
      const times = ways.map((way) => timeOf(way, drawn.job, drawn.prices));
      const least = Math.min(...times);
      if (times.filter((ns) => ns === least).length > 1) return undefined;
      const { name } = ways[times.indexOf(least)]!;
      return poseChoice(drawn, name, ways.map(({ name }) => name));
    },
  });
}

/** Whole nanoseconds come of it, as the file is a multiple of 16 bytes. */
function drawPriced(dice: Dice): Priced {
  const fileBytes = dice.whole(3, 90) * dice.pick([16, 32, 64, 512, 2048]);
  return {
    job: makeJob({ fileBytes, bufferBytes: 2 ** 16, cache: "warm" }),
    prices: {
      name: "drawn",
      source: "drawn",
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

function poseChoice(
  drawn: Priced,
  winner: string,
  choices: readonly string[],
): Body {
  return {
    title: "which way takes the least CPU time",
    given: [
      ...listJob(drawn.job),
      "each way goes as on Linux (lesson 11)",
      sayPrices(drawn.prices),
    ],
    blanks: [
      ...askReadWrite(drawn),
      numberBlank("gatherNs", "sendfile + gather: its CPU time", {
        answer: timeOf(linux.gather, drawn.job, drawn.prices),
        unit: "ns",
        explains: "For each piece it makes one call and passes pages once. " +
          "It copies nothing.",
      }),
      {
        name: "winner",
        asks: "the way with the least CPU time",
        choices,
        wrong: {},
        answer: winner,
        explains: "Add up for each way: mode switches, copied bytes, faults, " +
          "mappings, passed pieces. Which of them grow with the file?",
      },
    ],
  };
}

function askReadWrite({ job, prices }: Priced): Blank[] {
  const counts = closedForm(linux.readWrite, job);
  const { switchesNs, copiesNs } = costOf(counts, prices);
  return [
    numberBlank(
      "switchesNs",
      `read + write: time of its ${quantities.modeSwitches.label}`,
      {
        answer: switchesNs,
        unit: "ns",
        explains: "Its calls are a read and a write for each piece, and the " +
          "read that finds the end of the file. Each has two mode switches.",
      },
    ),
    numberBlank("copiesNs", "read + write: time of its copies", {
      answer: copiesNs,
      unit: "ns",
      explains: "The CPU copies each byte twice: into the user buffer and " +
        "out of it.",
    }),
    numberBlank("trafficBytes", "read + write: over the memory bus", {
      answer: memoryTrafficOf(counts),
      unit: "bytes",
      explains: "A CPU copy crosses the bus twice for each byte, a DMA copy " +
        "once. The file is in memory, so DMA only sends it.",
    }),
  ];
}
