/**
 * Lesson 10: choosing a strategy.
 *
 * @module
 */
import {
  type CostModel,
  costModels,
  costOf,
  measuredVm,
  memoryTrafficOf,
} from "zero-copy/cost/cost.ts";
import { countsOnLinux } from "zero-copy/cost/closed_form.ts";
import { sendingOn, timeOf } from "./crossover.ts";
import { fileSizes, findingsFor } from "./findings.ts";
import {
  chosen,
  theOnly,
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
import {
  type DoneJob,
  outcomeOf,
  transfer,
  usualCounts,
} from "zero-copy/workbook/transfer_lesson.ts";
import { ownOutcome } from "zero-copy/workbook/own_program.ts";
import { makeJob } from "zero-copy/machine/job.ts";
import { barsPicture } from "zero-copy/picture/bars.ts";
import { runFilms } from "zero-copy/picture/run_films.ts";
import { drawScores, scoresPicture } from "zero-copy/picture/scores.ts";
import type { Picture } from "zero-copy/picture/picture.ts";
import { type Bar, drawBars } from "zero-copy/text/bars.ts";
import { countsTable, sayCounted } from "zero-copy/picture/counts.ts";
import { markdownTable, noNumber } from "zero-copy/text/markdown_table.ts";
import { literal } from "zero-copy/text/text_reader.ts";
import { saySize, sayTime } from "zero-copy/text/say.ts";
import { quantities } from "zero-copy/trace/quantity.ts";
import * as linux from "zero-copy/strategy/linux.ts";
import {
  countHandings,
  limitJob,
  strategies,
} from "zero-copy/strategy/linux.ts";
import { chosenPrograms, type Strategy } from "zero-copy/strategy/strategy.ts";

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

/** What can have a price. */
const pricedCounts = [
  "modeSwitches",
  "cpuBytes",
  "cpuCopies",
  "pageFaults",
  "mappings",
  "passes",
  "handings",
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
    stepped: (setting) =>
      theOnly(
        chosen(strategies, setting),
        ({ textbook: program }) => ({ program, job: setting.job }),
      ),
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
    says: "Whatever has a price, splice has as much of it as sendfile + " +
      "gather, or more: in this model no prices make it the cheaper one.",
    holds: () =>
      fileSizes.every((fileBytes) => {
        const job = { ...usual, fileBytes };
        const [less, more] = [linux.gather, linux.splice].map((program) => ({
          ...countsOnLinux(program, job),
          handings: countHandings(program, limitJob(program, job)),
        }));
        return pricedCounts.every((name) => less![name] <= more![name]);
      }),
  },
  {
    says: "With larger pieces there are fewer mode switches, and as many " +
      "bytes are copied.",
    holds: () => {
      const [small, large] = [2 ** 12, 2 ** 20].map((bufferBytes) =>
        countsOnLinux(linux.readWrite, {
          ...usual,
          fileBytes: 2 ** 26,
          bufferBytes,
        })
      );
      return small!.modeSwitches > large!.modeSwitches &&
        small!.cpuBytes === large!.cpuBytes;
    },
  },
];

/** The facts of the page. */
export const lesson: Lesson = lessonOf(strategies);

/** Said of the times beside each other. */
const ownTime = "The times of the five strategies are those on Linux, with " +
  "all that it adds (lesson 11); yours is that of your steps as they stand.";

/** A job that was done, and what it costs. */
type Priced = DoneJob & { readonly totalNs: number };

async function model(
  strategies: readonly Strategy[],
  setting: Setting,
): Promise<Outcome> {
  const { job } = setting;
  const choices = chosenPrograms(strategies);
  const prices = pricesOf(setting);
  const shown = chosen(strategies, setting);
  const programs = shown.map(({ textbook }) => textbook);
  const transfers = await transferAll(programs, setting);
  const five = transfers.map((one, i) => ({
    ...one,
    totalNs: timeOf(shown[i]!.linux, job, prices),
  }));
  const own = await priceOwn(setting, prices);
  const told = own && ownOutcome(own, outcomeOf(own, true).facts, ownTime);
  const priced = [...five, ...own === undefined ? [] : [own]];
  return {
    facts: {
      ...viewsOfAll(priced, ({ program }) => program.name),
      ...factsOf(priced),
      ...findingsFor(choices, { ...usual, nic: job.nic }, prices),
      ...told?.facts,
    },
    pictures: {
      scores: () => scoresOf(transfers, setting),
      times: () => timesPicture(five),
    },
    ...(told && { ownArrives: told.ownArrives }),
    data: {
      costModel: prices,
      strategies: priced.map((one) => ({
        ...(one === own && { isOwn: true }),
        ...outcomeOf(one, setting.keepsTrace).data,
        ...costsOf(one, prices),
      })),
    },
  };
}

/** The prices that were asked for. */
function pricesOf({ knobs, measuredPrices }: Setting): CostModel {
  return knobs.cost === measured
    ? measuredPrices()
    : costModels.find(({ name }) => name === knobs.cost)!;
}

/** What a job cost, if it was done. */
function costsOf(
  { counts, totalNs, failed }: Priced,
  prices: CostModel,
): Outcome["data"] {
  if (failed !== undefined) return {};
  return {
    cost: costOf(counts, prices),
    onLinux: { totalNs },
    memoryTrafficBytes: memoryTrafficOf(counts),
  };
}

/** Does the job by the learner's own program, if there is one. */
async function priceOwn(
  setting: Setting,
  prices: CostModel,
): Promise<Priced | undefined> {
  const { own, job } = setting;
  if (own === undefined) return undefined;
  const done = await transfer(own, setting);
  const totalNs = costOf(done.counts, prices).totalNs +
    sendingOn(done.program, job, prices);
  return { ...done, totalNs };
}

/** What the strategies that are shown do, step by step. */
function scoresOf(transfers: readonly DoneJob[], setting: Setting): Picture {
  const names = transfers.map(({ program }) => program.name);
  const films = runFilms(setting.job, setting.file)
    .filter(({ name }) => names.includes(name)).map(({ film }) => film());
  return scoresPicture(films, saySize(setting.job.fileBytes));
}

/** The times of the strategies that are shown, as bars. */
function timesPicture(priced: readonly Priced[]): Picture {
  return barsPicture(barsOf(priced), {
    title: "CPU time of each strategy",
    colour: "cpu",
  });
}

function barsOf(priced: readonly Priced[]): Bar[] {
  return priced.map(({ program: { name }, totalNs, failed }) =>
    failed === undefined
      ? { name, value: totalNs, says: sayTime(totalNs) }
      : { name, value: 0, says: noNumber }
  );
}

/** The counts, the bytes and the times of all five, side by side. */
function factsOf(priced: readonly Priced[]): Outcome["facts"] {
  const runs = priced.map(({ program: { name }, trace }) => ({ name, trace }));
  return {
    scores: (columns) => fence(drawScores(runs, columns)),
    table: () => countsTable(priced),
    bytes: () =>
      markdownTable(
        [
          "strategy",
          quantities.cpuBytes.head,
          "memory traffic",
          quantities.peakBufferBytes.head,
        ],
        priced.map((one) => [
          literal(one.program.name),
          sayCounted(one, "cpuBytes"),
          one.failed ? noNumber : saySize(memoryTrafficOf(one.counts)),
          sayCounted(one, "peakBufferBytes"),
        ]),
      ),
    times: (columns) => fence(drawBars(barsOf(priced), columns)),
  };
}
