/**
 * What the exercises of lesson 10 ask, and how answers are judged.
 *
 * @module
 */
import {
  type CostModel,
  costOf,
  memoryTrafficOf,
} from "zero-copy/cost/cost.ts";
import { crossover, timeOf } from "zero-copy/cost/crossover.ts";
import type { Dice } from "zero-copy/workbook/dice.ts";
import { type Exercise, oldExercise } from "zero-copy/workbook/exercise.ts";
import { judgeValue, type Misconception } from "zero-copy/workbook/judge.ts";
import { type Job, makeJob, type NicAbility } from "zero-copy/machine/job.ts";
import type { Program } from "zero-copy/machine/program.ts";
import { run } from "zero-copy/machine/run.ts";
import { count, type Counts } from "zero-copy/trace/count.ts";
import type { Event } from "zero-copy/trace/event.ts";
import { closedForm } from "zero-copy/cost/closed_form.ts";
import { fallBack } from "zero-copy/strategy/fallback.ts";
import * as linux from "zero-copy/strategy/linux.ts";
import * as textbook from "zero-copy/strategy/textbook.ts";

/** What things cost, as one measures them. */
interface Prices {
  readonly callNs: number;
  readonly bytesPerNs: number;
  readonly faultNs: number;
  readonly mappingNs: number;
  readonly passNs: number;
}

const ways = [linux.readWrite, linux.mmapWrite, linux.gather, linux.splice];

/** The same prices as the cost model has them: for one switch and for one byte. */
function modelOf(prices: Prices): CostModel {
  return {
    ...prices,
    name: "drawn",
    source: "drawn",
    modeSwitchNs: prices.callNs / 2,
    cpuByteNs: 1 / prices.bytesPerNs,
    pageFaultNs: prices.faultNs,
  };
}

/** Prices for which no sum needs rounding: the CPU's speed is a power of two. */
function drawPrices(dice: Dice): Prices {
  return {
    callNs: dice.pick([80, 100, 150, 200]),
    bytesPerNs: dice.pick([4, 8, 16]),
    faultNs: dice.pick([700, 1200, 1900]),
    mappingNs: dice.pick([3100, 5300, 6800]),
    passNs: dice.pick([450, 600, 950, 1300]),
  };
}

/** A run of three or four pieces of pages, the last of which is shorter. */
function drawTrace(dice: Dice, program: Program): readonly Event[] {
  const bufferBytes = dice.pick([2, 3, 4]) * 4096;
  const fileBytes = dice.whole(2, 3) * bufferBytes + dice.whole(1, 2000);
  const cache = dice.pick(["cold", "warm"] as const);
  const nic = dice.pick(["gather", "no-checksum"] as const);
  return run(program, makeJob({ fileBytes, bufferBytes, cache, nic })).trace;
}

/** Adds up the bytes that some events name. */
function namedBytes(trace: readonly Event[], kind?: Event["kind"]): number {
  return trace.filter((event) => kind === undefined || event.kind === kind)
    .reduce((sum, event) => sum + ("bytes" in event ? event.bytes : 0), 0);
}

/** What somebody gets who draws an arrow too few or too many. */
function knownTraffic(trace: readonly Event[]): Misconception[] {
  const { cpuBytes, dmaBytes } = count(trace);
  return [
    {
      value: cpuBytes + dmaBytes,
      why: "The CPU has no way from memory to memory but through itself: " +
        "it loads each byte and stores it. How often is that on the bus?",
    },
    {
      value: 2 * (cpuBytes + dmaBytes),
      why: "A DMA copy has memory on one side only. The other side is a " +
        "device, and its own buffer is not on the memory bus.",
    },
    {
      value: 2 * cpuBytes,
      why: "A DMA engine leaves the CPU alone, but not the memory: what it " +
        "moves crosses the bus as well.",
    },
    {
      value: namedBytes(trace),
      why: "Many events name bytes, and few move them. A request is only a " +
        "request, and memory that is taken is not yet filled.",
    },
    {
      value: 2 * cpuBytes + dmaBytes + namedBytes(trace, "pass"),
      why: "Passing pages moves descriptors. The bytes stay where they are.",
    },
  ];
}

function judgeTraffic(
  gave: unknown,
  trace: readonly Event[],
): string | undefined {
  return judgeValue(gave, memoryTrafficOf(count(trace)), {
    known: knownTraffic(trace),
    why: `This trace has ${
      trace.filter(({ kind }) => kind === "copy").length
    } events that move bytes. For each of them: who moves, and is memory on ` +
      "one side of it or on both?",
  });
}

/** Counts in which three or four of the prices matter, and other numbers stand about. */
function drawCounts(dice: Dice): Counts[] {
  return ways.map((way) => {
    const bufferBytes = dice.pick([2048, 4096, 16384]);
    const fileBytes = dice.whole(3, 9) * bufferBytes + 16 * dice.whole(1, 99);
    const job = makeJob({
      fileBytes,
      bufferBytes,
      nic: way === linux.readWrite ? "gather" : "no-checksum",
    });
    return closedForm(fallBack(way, job), job);
  });
}

/** What somebody gets who puts a price on another count, or a count at another price. */
function knownTimes(counts: Counts, prices: Prices): Misconception[] {
  const { cpuBytes, cpuCopies, dmaBytes } = counts;
  const timeOfOther = (other: Partial<Counts>): number =>
    costOf({ ...counts, ...other }, modelOf(prices)).totalNs;
  const timeAtOther = (other: Partial<CostModel>): number =>
    costOf(counts, { ...modelOf(prices), ...other }).totalNs;
  const priced = ["cpuBytes", "pageFaults", "mappings", "passes"] as const;
  return [
    {
      value: timeAtOther({ modeSwitchNs: prices.callNs }),
      why: "The price is that of a call, and a call has two mode switches " +
        "in it. You paid for each of them as for a call.",
    },
    {
      value: timeOfOther({ cpuBytes: cpuBytes * cpuCopies }),
      why: "The bytes of all copies are in cpuBytes already. Multiplied by " +
        "the number of copies they count twice.",
    },
    {
      value: timeAtOther({ cpuByteNs: prices.bytesPerNs }),
      why: "The faster the CPU copies, the less time it takes. Your time " +
        "grows with bytesPerNs.",
    },
    {
      value: timeOfOther({ cpuBytes: cpuBytes + dmaBytes }),
      why: "What DMA moves takes no CPU time: the engine does it.",
    },
    {
      value: timeOfOther({ cpuBytes: cpuCopies }),
      why: "The price is for bytes, not for copies: a long copy takes " +
        "longer than a short one.",
    },
    ...priced.map((name) => ({
      value: timeOfOther({ [name]: 0 }),
      why: `Your time stays the same if there are more ${name}: put their ` +
        "price on them.",
    })),
  ];
}

function judgeTime(
  gave: unknown,
  counts: Counts,
  prices: Prices,
): string | undefined {
  return judgeValue(gave, costOf(counts, modelOf(prices)).totalNs, {
    known: knownTimes(counts, prices),
    why: "Five prices, five products, one sum. Which of the counts does each " +
      "price belong to?",
  });
}

/** Files of a server: some about as large as where the winner changes, some far from it. */
function drawJobs(dice: Dice, nic: NicAbility, prices: Prices): Job[] {
  const usual = makeJob({ bufferBytes: 2 ** 16, cache: "warm", nic });
  const turn = crossover(linux.gather, linux.readWrite, {
    job: usual,
    model: modelOf(prices),
  })!;
  const sizes = [
    dice.whole(20, 120),
    Math.max(1, turn - dice.whole(20, 90)),
    turn + dice.whole(20, 90),
    dice.whole(3, 60) * 1000 + dice.whole(1, 999),
    dice.whole(2, 40) * 2 ** 20,
  ];
  return dice.shuffle(sizes).map((fileBytes) => ({ ...usual, fileBytes }));
}

/** Says what each way costs, cheapest first. */
function rank(job: Job, prices: Prices): { name: string; ns: number }[] {
  return ways.map((way) => ({
    name: way.name,
    ns: timeOf(way, job, modelOf(prices)),
  })).sort((one, other) => one.ns - other.ns);
}

function judgePlan(
  gave: unknown,
  jobs: readonly Job[],
  prices: Prices,
): string | undefined {
  if (!Array.isArray(gave) || gave.length !== jobs.length) {
    return `It must return a list with one name for each of ${jobs.length} ` +
      "jobs.";
  }
  for (const [i, job] of jobs.entries()) {
    const why = judgeChoice(gave[i], job, prices);
    if (why !== undefined) {
      return `Job ${i + 1}, ${job.fileBytes} bytes, ${job.nic}: ${why}`;
    }
  }
  return undefined;
}

function judgeChoice(
  gave: unknown,
  job: Job,
  prices: Prices,
): string | undefined {
  const ranked = rank(job, prices);
  const chosen = ranked.find(({ name }) => name === gave);
  if (chosen === undefined) {
    return `there is no way of that name. The names are ${
      ways.map(({ name }) => name).join(", ")
    }.`;
  }
  if (chosen.ns === ranked[0]!.ns) return undefined;
  const blind = rank({ ...job, nic: "gather" }, prices)[0]!;
  const why = job.nic !== "gather" && blind.name === gave
    ? "That is what a NIC with both abilities would make you choose. This " +
      "one lacks one: what does the kernel do then, and what does that cost?"
    : "Fewer calls or fewer copies alone do not decide, nor does the age of " +
      "a way. What is paid once, and what for each byte?";
  return `${gave} takes ${
    Math.round(chosen.ns)
  } ns by these prices, and another way ` +
    `takes less. ${why}`;
}

/** Draws files among which there are at least two winners. */
function drawPlan(
  dice: Dice,
  nic: NicAbility,
  prices: () => Prices,
): [Job[], Prices] {
  return dice.until<[Job[], Prices]>(() => {
    const drawn = prices();
    return [drawJobs(dice, nic, drawn), drawn];
  }, ([jobs, drawn]) => {
    const winners = jobs.map((job) => rank(job, drawn)[0]!.name);
    return nic === "no-gather" || new Set(winners).size > 1;
  });
}

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = [
  oldExercise<[trace: readonly Event[]]>("memoryTraffic", {
    ask: (dice) =>
      [
        textbook.readWrite,
        textbook.mmapWrite,
        textbook.gather,
        textbook.splice,
      ].map((program) => [drawTrace(dice, program)]),
    judge: judgeTraffic,
  }),
  oldExercise<[counts: Counts, prices: Prices]>("cpuTime", {
    ask: (dice) => drawCounts(dice).map((counts) => [counts, drawPrices(dice)]),
    judge: judgeTime,
  }),
  oldExercise<[jobs: readonly Job[], prices: Prices]>("plan", {
    ask: (dice) => [
      drawPlan(dice, "gather", () => drawPrices(dice)),
      drawPlan(dice, "no-gather", () => drawPrices(dice)),
      // Faults cheaper than references: here a mapping can win.
      drawPlan(dice, "no-checksum", () => ({
        ...drawPrices(dice),
        faultNs: dice.pick([300, 400]),
      })),
    ],
    judge: judgePlan,
  }),
];
