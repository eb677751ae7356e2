/**
 * Lesson 10: choosing a strategy.
 *
 * @module
 */
import {
  costModels,
  costOf,
  measuredVm,
  memoryTrafficOf,
} from "zero-copy/cost/cost.ts";
import { sayPrices } from "zero-copy/cost/say_prices.ts";
import { timeOf } from "./crossover.ts";
import {
  chosen,
  transferAll,
  viewsOfAll,
} from "zero-copy/workbook/comparison.ts";
import {
  type Claim,
  fence,
  type Lesson,
  type Outcome,
  type Setting,
} from "zero-copy/workbook/lesson.ts";
import { paragraph } from "zero-copy/workbook/page.ts";
import {
  type DoneJob,
  outcomeOf,
  usualCounts,
} from "zero-copy/workbook/transfer_lesson.ts";
import { type Job, makeJob } from "zero-copy/machine/job.ts";
import type { Program } from "zero-copy/machine/program.ts";
import { drawBars } from "zero-copy/text/bars.ts";
import { listCrossovers, sizesTable, winnerOf } from "./pictures.ts";
import { countsTable } from "zero-copy/picture/counts.ts";
import { markdownTable } from "zero-copy/text/markdown_table.ts";
import { saySize, sayTime } from "zero-copy/text/say.ts";
import { quantities, sayQuantity } from "zero-copy/trace/quantity.ts";
import { closedForm } from "zero-copy/cost/closed_form.ts";
import * as linux from "zero-copy/strategy/linux.ts";
import { strategies } from "zero-copy/strategy/linux.ts";
import { chosenPrograms, type Strategy } from "zero-copy/strategy/strategy.ts";

/** The sizes of files that are compared. [bytes] */
const sizes = [128, 2 ** 10, 2 ** 12, 2 ** 16, 2 ** 20, 2 ** 26];

/** The job of a server that has sent this file before. */
const usual = makeJob({ bufferBytes: 2 ** 16, cache: "warm" });

/** The prices that the lab has measured on the learner's machine. */
const measured = "measured";

/** What no strategy may have more of than the one before. */
const counted = [
  "modeSwitches",
  "cpuCopies",
  "cpuBytes",
  "dmaCopies",
  "peakBufferBytes",
] as const;

/** Makes the lesson for a list of strategies. */
export function lessonOf(strategies: readonly Strategy[]): Lesson {
  return {
    sends: true,
    compares: strategies.map(({ name }) => name),
    knobs: [{
      name: "cost",
      says: "what things cost",
      value: measuredVm.name,
      choices: [...costModels.map(({ name }) => name), measured],
    }],
    model: (setting) => model(strategies, setting),
    claims,
  };
}

const claims: readonly Claim[] = [
  {
    says: "From each strategy to the next, no count gets larger.",
    holds: () =>
      strategies.map(({ textbook }) => usualCounts(textbook))
        .every((counts, i, all) =>
          i === 0 ||
          counted.every((name) => counts[name] <= all[i - 1]![name])
        ),
  },
  {
    says: 'With the prices "vm", read + write takes the least CPU time for ' +
      "a file of 128 bytes that is in the page cache.",
    holds: () => winner(128) === linux.readWrite,
  },
  {
    says: "For a file of 1 MiB, sendfile does, with the same prices.",
    holds: () => winner(2 ** 20) === linux.gather,
  },
  {
    says: "With larger pieces, mode switches matter less and copies as much " +
      "as before.",
    holds: () => {
      const [small, large] = [2 ** 12, 2 ** 20].map((bufferBytes) =>
        costOf(
          closedForm(linux.readWrite, {
            ...usual,
            fileBytes: 2 ** 26,
            bufferBytes,
          }),
          measuredVm,
        )
      );
      return small!.switchesNs > 100 * large!.switchesNs &&
        small!.copiesNs === large!.copiesNs;
    },
  },
];

/** The facts of the page. */
export const lesson: Lesson = lessonOf(strategies);

function winner(fileBytes: number): Program {
  const programs = chosenPrograms(strategies);
  return winnerOf(programs, { ...usual, fileBytes }, measuredVm);
}

function jobsFor({ nic }: Job): Job[] {
  return sizes.map((fileBytes) => ({ ...usual, fileBytes, nic }));
}

async function model(
  strategies: readonly Strategy[],
  setting: Setting,
): Promise<Outcome> {
  const { job, knobs } = setting;
  const choices = chosenPrograms(strategies);
  const prices = knobs.cost === measured
    ? setting.measuredPrices()
    : costModels.find(({ name }) => name === knobs.cost)!;
  const shown = chosen(strategies, setting);
  const told = shown.map(({ textbook }) => textbook);
  const transfers = await transferAll(told, setting);
  const priced = transfers.map((one, i) => ({
    ...one,
    totalNs: timeOf(shown[i]!.linux, job, prices),
  }));
  return {
    facts: {
      ...viewsOfAll(transfers, ({ program }) => program.name),
      ...factsOf(priced),
      prices: () => paragraph(sayPrices(prices)),
      sizes: () => sizesTable(choices, jobsFor(job), prices),
      crossovers: () =>
        listCrossovers(choices[0]!, choices.slice(1), {
          job: { ...usual, nic: job.nic },
          model: prices,
        }),
    },
    data: {
      costModel: prices,
      strategies: priced.map((one) => ({
        ...outcomeOf(one, setting.keepsTrace).data,
        cost: costOf(one.counts, prices),
        onLinux: { totalNs: one.totalNs },
        memoryTrafficBytes: memoryTrafficOf(one.counts),
      })),
    },
  };
}

/** The counts, the bytes and the times of all five, side by side. */
function factsOf(
  priced: readonly (DoneJob & { totalNs: number })[],
): Outcome["facts"] {
  return {
    table: () => countsTable(priced),
    bytes: () =>
      markdownTable(
        [
          "strategy",
          quantities.cpuBytes.head,
          "memory traffic",
          quantities.peakBufferBytes.head,
        ],
        priced.map(({ program, counts }) => [
          program.name,
          sayQuantity("cpuBytes", counts),
          saySize(memoryTrafficOf(counts)),
          sayQuantity("peakBufferBytes", counts),
        ]),
      ),
    times: (columns) => {
      const bars = priced.map(({ program, totalNs }) => ({
        name: program.name,
        value: totalNs,
        says: sayTime(totalNs),
      }));
      return fence(drawBars(bars, columns));
    },
  };
}
