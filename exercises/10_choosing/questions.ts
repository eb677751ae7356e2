/**
 * What the exercises of lesson 10 ask: what is right, and which ideas are wrong. Why they are wrong
 * stands in README.md.
 *
 * @module
 */
import { closedForm } from "zero-copy/cost/closed_form.ts";
import {
  type CostModel,
  costOf,
  memoryTrafficOf,
} from "zero-copy/cost/cost.ts";
import { crossover, timeOf } from "../../lessons/10_choosing/crossover.ts";
import {
  type Job,
  makeJob,
  nicAbilities,
  type NicAbility,
} from "zero-copy/machine/job.ts";
import type { Program } from "zero-copy/machine/program.ts";
import { run } from "zero-copy/machine/run.ts";
import { fallBack } from "zero-copy/strategy/fallback.ts";
import * as linux from "zero-copy/strategy/linux.ts";
import { strategies } from "zero-copy/strategy/linux.ts";
import {
  type Choice,
  choicesOf,
  type Strategy,
} from "zero-copy/strategy/strategy.ts";
import { count, type Counts } from "zero-copy/trace/count.ts";
import type { Event } from "zero-copy/trace/event.ts";
import { sayMany } from "zero-copy/text/say.ts";
import type { Dice } from "zero-copy/workbook/dice.ts";
import { type Exercise, exercise } from "zero-copy/workbook/exercise.ts";
import type { Question } from "zero-copy/workbook/question.ts";
import { rollJob } from "zero-copy/workbook/roll.ts";
import type { Prices } from "./types.ts";

/** The same prices as the cost model has them: for one switch and for one byte. */
function modelOf(prices: Prices): CostModel {
  return {
    ...prices,
    name: "rolled",
    source: "rolled",
    modeSwitchNs: prices.callNs / 2,
    cpuByteNs: 1 / prices.bytesPerNs,
    pageFaultNs: prices.faultNs,
  };
}

/** Prices for which no sum needs rounding: the CPU's speed is a power of two. */
function rollPrices(dice: Dice): Prices {
  return {
    callNs: dice.pick([80, 100, 150, 200]),
    bytesPerNs: dice.pick([4, 8, 16]),
    faultNs: dice.pick([700, 1200, 1900]),
    mappingNs: dice.pick([3100, 5300, 6800]),
    passNs: dice.pick([450, 600, 950, 1300]),
  };
}

/** Runs a program: for each NIC, and for a file of a byte and an empty one. */
function rollTraces(dice: Dice, program: Program): (readonly Event[])[] {
  const jobs = nicAbilities.map((nic) =>
    rollJob(dice, {
      bufferBytes: [8192, 12288, 16384],
      wholePieces: [2, 3],
      cache: ["cold", "warm"],
      nic: [nic],
    })
  );
  const small = [0, 1].map((fileBytes) => makeJob({ fileBytes }));
  return [...jobs, ...small]
    .map((job) => run(fallBack(program, job), job).trace);
}

/** Adds up the bytes that some events name. */
function namedBytes(trace: readonly Event[], kind?: Event["kind"]): number {
  return trace.filter((event) => kind === undefined || event.kind === kind)
    .reduce((sum, event) => sum + ("bytes" in event ? event.bytes : 0), 0);
}

function trafficOf(trace: readonly Event[]): number {
  return memoryTrafficOf(count(trace));
}

const wrongTraffic: Question<[trace: readonly Event[]]>["wrong"] = {
  "each byte crosses once": (trace) =>
    count(trace).cpuBytes + count(trace).dmaBytes,
  "each byte crosses twice": (trace) =>
    2 * (count(trace).cpuBytes + count(trace).dmaBytes),
  "DMA does not use memory": (trace) => 2 * count(trace).cpuBytes,
  "the CPU does not use the bus": (trace) => count(trace).dmaBytes,
  "every event that names bytes": (trace) => namedBytes(trace),
  "passed pages move": (trace) => trafficOf(trace) + namedBytes(trace, "pass"),
  "copies for bytes": (trace) =>
    2 * count(trace).cpuCopies + count(trace).dmaCopies,
};

/** What a program costs on the NIC of a job. */
function countsOf(program: Program, job: Job): Counts {
  return closedForm(fallBack(program, job), job);
}

/** Counts in which three or four of the prices matter, and other numbers stand about. */
function rollCounts(dice: Dice, { linux: program }: Strategy): Counts[] {
  const job = rollJob(dice, {
    bufferBytes: [4096, 16384],
    // More than what one page fault maps.
    wholePieces: [20, 60],
  });
  return [job.fileBytes, 0, 1].map((fileBytes) =>
    countsOf(program, { ...job, fileBytes, nic: "no-checksum" })
  );
}

/** The CPU time of other counts, or at other prices. */
function timeWith(
  counts: Counts,
  prices: Prices,
  other: Partial<Counts & CostModel> = {},
): number {
  const model = { ...modelOf(prices), ...other };
  return costOf({ ...counts, ...other }, model).totalNs;
}

type Counted = [counts: Counts, prices: Prices];

/** Puts something else in the place of counts. */
function timeOfOther(
  other: (counts: Counts) => Partial<Counts>,
): (...counted: Counted) => number {
  return (counts, prices) => timeWith(counts, prices, other(counts));
}

const wrongTimes: Question<Counted>["wrong"] = {
  "a mode switch has the price of a call": (counts, prices) =>
    timeWith(counts, prices, { modeSwitchNs: prices.callNs }),
  "bytes times copies": timeOfOther(({ cpuBytes, cpuCopies }) => ({
    cpuBytes: cpuBytes * cpuCopies,
  })),
  "bytes times speed": (counts, prices) =>
    timeWith(counts, prices, { cpuByteNs: prices.bytesPerNs }),
  "the speed by the bytes": (counts, prices) =>
    timeWith(counts, prices, { cpuByteNs: 0 }) +
    prices.bytesPerNs / counts.cpuBytes,
  "DMA takes CPU time": timeOfOther(({ cpuBytes, dmaBytes }) => ({
    cpuBytes: cpuBytes + dmaBytes,
  })),
  "the price of copying is for a copy": timeOfOther(({ cpuCopies }) => ({
    cpuBytes: cpuCopies,
  })),
  "an interrupt has the price of a fault": timeOfOther(
    ({ pageFaults, interrupts }) => ({ pageFaults: pageFaults + interrupts }),
  ),
  "cpuBytes cost nothing": timeOfOther(() => ({ cpuBytes: 0 })),
  "pageFaults cost nothing": timeOfOther(() => ({ pageFaults: 0 })),
  "mappings cost nothing": timeOfOther(() => ({ mappings: 0 })),
  "passes cost nothing": timeOfOther(() => ({ passes: 0 })),
};

type Plan = [jobs: readonly Job[], prices: Prices];

/** Files of a server: some about as large as where the winner changes, some far from it. */
function rollJobs(
  dice: Dice,
  prices: Prices,
  { nic, sizesAt }: { nic: NicAbility; sizesAt: (turn: number) => number[] },
): Job[] {
  const usual = makeJob({
    bufferBytes: 2 ** 16,
    pageBytes: dice.pick([4096, 16384]),
    cache: "warm",
    nic,
  });
  const turn = crossover(linux.gather, linux.readWrite, {
    job: usual,
    model: modelOf(prices),
  })!;
  const sizes = [
    ...sizesAt(turn),
    dice.whole(20, 120),
    Math.max(1, turn - dice.whole(20, 90)),
    turn + dice.whole(20, 90),
    dice.whole(3, 60) * 1000 + dice.whole(1, 999),
    dice.whole(2, 40) * 2 ** 20,
  ];
  return dice.shuffle(sizes).map((fileBytes) => ({ ...usual, fileBytes }));
}

/** Names for each job the choice of which something is least. */
function chooseBy(
  choices: readonly Choice[],
  jobs: readonly Job[],
  valueOf: (choice: Choice, job: Job) => number,
): string[] {
  return jobs.map((job) => {
    const values = choices.map((choice) => valueOf(choice, job));
    return choices[values.indexOf(Math.min(...values))]!.name;
  });
}

function cheapest(
  choices: readonly Choice[],
  ...[jobs, prices]: Plan
): string[] {
  const model = modelOf(prices);
  return chooseBy(
    choices,
    jobs,
    ({ linux: program }, job) => timeOf(program, job, model),
  );
}

function wrongPlans(choices: readonly Choice[]): Question<Plan>["wrong"] {
  return {
    "the newest strategy": (jobs) => jobs.map(() => linux.gather.name),
    "the fewest copied bytes": (jobs) =>
      chooseBy(
        choices,
        jobs,
        ({ linux: program }, job) => countsOf(program, job).cpuBytes,
      ),
    "every NIC gathers": (jobs, prices) =>
      cheapest(choices, jobs.map((job) => ({ ...job, nic: "gather" })), prices),
    "small is below 4 KiB": (jobs) =>
      jobs.map(({ fileBytes }) =>
        (fileBytes < 4096 ? linux.readWrite : linux.gather).name
      ),
    "a long copy costs no more than a short one": (jobs, prices) =>
      chooseBy(choices, jobs, ({ linux: program }, job) => {
        const counts = countsOf(program, job);
        return timeWith(counts, prices, { cpuBytes: counts.cpuCopies });
      }),
    "the calls that the textbook tells": (jobs, prices) =>
      chooseBy(
        choices,
        jobs,
        ({ textbook }, job) => timeWith(countsOf(textbook, job), prices),
      ),
  };
}

/** Rolls files among which there are at least two winners. */
function rollPlan(
  dice: Dice,
  { choices, faultNs, ...rest }: {
    choices: readonly Choice[];
    nic: NicAbility;
    /** Sizes that are asked besides. */
    sizesAt: (turn: number) => number[];
    faultNs?: readonly number[];
  },
): Plan {
  return dice.until<Plan>(
    () => {
      const rolled = rollPrices(dice);
      const prices = faultNs === undefined
        ? rolled
        : { ...rolled, faultNs: dice.pick(faultNs) };
      return [rollJobs(dice, prices, rest), prices];
    },
    (plan) => new Set(cheapest(choices, ...plan)).size > 1,
  );
}

function judgePlan(
  choices: readonly Choice[],
  gave: unknown,
  [jobs, prices]: Plan,
): string | undefined {
  if (!Array.isArray(gave) || gave.length !== jobs.length) {
    return `It must return a list with one name for each of ${jobs.length} ` +
      "jobs.";
  }
  const nsOf = (name: unknown, job: Job): number | undefined => {
    const chosen = choices.find((choice) => choice.name === name);
    return chosen && timeOf(chosen.linux, job, modelOf(prices));
  };
  const right = cheapest(choices, jobs, prices);
  const at = jobs.findIndex((job, i) =>
    nsOf(gave[i], job) !== nsOf(right[i], job)
  );
  if (at < 0) return undefined;
  const ns = nsOf(gave[at], jobs[at]!);
  const { fileBytes, nic } = jobs[at]!;
  const says = `Job ${at + 1}, ${sayMany(fileBytes, "byte")}, ${nic}:`;
  if (ns === undefined) {
    return `${says} there is no strategy of that name. The names are ${
      choices.map(({ name }) => name).join(", ")
    }.`;
  }
  return `${says} ${gave[at]} takes ${Math.round(ns)} ns by these prices, ` +
    "and another strategy takes less.";
}

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = exercisesOf(strategies);

/** Makes the exercises for a list of strategies. */
export function exercisesOf(strategies: readonly Strategy[]): Exercise[] {
  const choices = choicesOf(strategies);
  return [
    exercise<[trace: readonly Event[]]>("memoryTraffic", {
      cases: (dice) =>
        choices.flatMap(({ textbook }) => rollTraces(dice, textbook))
          .map((trace) => [trace]),
      right: trafficOf,
      wrong: wrongTraffic,
    }),
    exercise<Counted>("cpuTime", {
      cases: (dice) =>
        choices.flatMap((choice) => rollCounts(dice, choice))
          .map((counts) => [counts, rollPrices(dice)]),
      right: (...counted) => timeWith(...counted),
      wrong: wrongTimes,
    }),
    exercise<Plan>("plan", {
      cases: (dice) => [
        rollPlan(dice, {
          ...{ choices, nic: "no-gather" },
          sizesAt: () => [0, 1, 4096],
        }),
        rollPlan(dice, {
          ...{ choices, nic: "gather" },
          sizesAt: (turn) => [turn - 1, turn, turn + 1],
        }),
        rollPlan(dice, {
          ...{ choices, nic: "no-checksum" },
          sizesAt: () => [4095, 4097],
          // Cheaper than references: here a mapping can win.
          faultNs: [300, 400],
        }),
      ],
      right: (...plan) => cheapest(choices, ...plan),
      words: choices.map(({ name }) => name),
      wrong: wrongPlans(choices),
      judge: (gave, ...plan) => judgePlan(choices, gave, plan),
    }),
  ];
}
