/**
 * What the exercises of lesson 9 ask, and how answers are judged.
 *
 * @module
 */
import type { Dice } from "zero-copy/workbook/dice.ts";
import { type Exercise, oldExercise } from "zero-copy/workbook/exercise.ts";
import {
  judgeProgram,
  judgeValue,
  type Misconception,
} from "zero-copy/workbook/judge.ts";
import { callStepsOf, judgeWay } from "zero-copy/workbook/judge_program.ts";
import {
  type Job,
  makeJob,
  type NicAbility,
  pagesFor,
  roundsOf,
} from "zero-copy/machine/job.ts";
import { callsOf, type Program } from "zero-copy/machine/program.ts";
import { run } from "zero-copy/machine/run.ts";
import { count, type Counts } from "zero-copy/trace/count.ts";
import { closedForm } from "zero-copy/cost/closed_form.ts";
import { fallBack } from "zero-copy/strategy/fallback.ts";
import * as onLinux from "zero-copy/strategy/linux.ts";
import { textbook } from "zero-copy/strategy/linux.ts";
import { splice } from "zero-copy/strategy/textbook.ts";

const { pageBytes } = makeJob();
const pipeBytes = onLinux.pipePages * pageBytes;

/** A file that goes through a pipe, as much at a time as the pipe holds. */
function pipedJob(fileBytes: number): Job {
  return makeJob({ fileBytes, bufferBytes: pipeBytes });
}

const oneWay =
  "A splice has the pipe at one of its two ends. So it goes into " +
  "the pipe, or out of it: which call does the other half?";

/** What people answer who have another picture of splice. */
function misjudgedCalls(job: Job): Misconception[] {
  const pipeFulls = roundsOf(job);
  return [
    {
      value: 1,
      why: "That is the textbook's picture. On Linux the pipe is one of the " +
        "two descriptors of splice, so one call does not reach the socket.",
    },
    { value: 2 * pipeFulls, why: "Where does the pipe come from?" },
    { value: 1 + pipeFulls, why: oneWay },
    { value: pipeFulls, why: oneWay },
    {
      value: 3,
      why: "That is for a file that fits into the pipe. How much does the " +
        "pipe hold, and how much is this file?",
    },
    {
      value: 3 * pipeFulls,
      why: "The pipe is empty after each pipe-full, and can be used again.",
    },
    {
      value: 2 + 2 * pipeFulls,
      why: "One call too many: the program knows how large the file is, and " +
        "need not ask for its end.",
    },
    ...miscountedCalls(job),
  ];
}

/** What people answer who have the right picture, and count something else. */
function miscountedCalls(job: Job): Misconception[] {
  const { fileBytes } = job;
  return [
    {
      value: closedForm(onLinux.splice, job).modeSwitches,
      why: "Those are the mode switches. A call is two of them.",
    },
    {
      value: 1 + 2 * Math.floor(fileBytes / pipeBytes),
      why: "The last pipe-full is not full, and needs its calls as well.",
    },
    {
      value: 1 + 2 * fileBytes / pipeBytes,
      why: "There is no such thing as a part of a call.",
    },
    {
      value: 1 + 2 * pagesFor(fileBytes, pageBytes),
      why: "That moves one page at a time. The pipe has more than one slot.",
    },
  ];
}

/** Judges splice as Linux does it: a pipe that is made, and one way for each call. */
function judgePiped(gave: unknown): string | undefined {
  const job = pipedJob(2 * pipeBytes + 1234);
  const told = judgeProgram(gave, job);
  if (told !== undefined) return told;
  let isMade = false;
  let passes = 0;
  for (const { step, instruction } of callStepsOf(gave as Program)) {
    if (instruction.op === "enter kernel") passes = 0;
    if (instruction.op === "open pipe") isMade = true;
    if (instruction.op !== "pass pages") continue;
    passes += 1;
    if (instruction.to === "pipe" && !isMade) {
      return `Step ${step} puts pages into a pipe that nobody has made. The ` +
        "textbook's pipe is just there; on Linux a call makes it.";
    }
    if (passes === 2) {
      return `Step ${step} is the second pass of one call. On Linux splice ` +
        "has two descriptors, and the pipe is one of them: it goes into the " +
        "pipe or out of it.";
    }
  }
  return judgeWay(gave, job, {
    calls: ["pipe", "splice"],
    like: onLinux.splice,
    why: "One pipe serves for the whole file, and each pipe-full goes into " +
      "it by one call and out of it by another.",
  });
}

/** What is won or lost, the most important first. */
const scored = [
  ["cpuBytes", "CPU bytes"],
  ["modeSwitches", "mode switches"],
  ["peakBufferBytes", "bytes of peak memory"],
] as const;

/** The best counts of all known ways that make no other calls. */
function bestKnown(job: Job, calls: readonly string[]): Counts {
  const [best] = textbook.map((way) => fallBack(way, job))
    .filter((way) => callsOf(way).every((call) => calls.includes(call)))
    .map((way) => closedForm(way, job))
    .sort((a, b) =>
      scored.map(([name]) => a[name] - b[name]).find((more) => more !== 0) ?? 0
    );
  return best!;
}

/** Tells how far a program that delivers is from the best known. */
function sayScore(
  way: Program,
  job: Job,
  calls: readonly string[],
): string {
  const [own, best] = [count(run(way, job).trace), bestKnown(job, calls)];
  const parts = scored.flatMap(([name, noun]) => {
    const more = own[name] - best[name];
    if (more === 0) return [];
    const side = more > 0 ? "over" : "under";
    return [`${Math.abs(more)} ${side} the best known in ${noun}`];
  });
  return `${parts.join(", ") || "as good as the best known"}.`;
}

/** Judges a choice: it must deliver by calls it may make, and its CPU bytes must be the best known. */
function judgeChoice(
  gave: unknown,
  job: Job,
  calls: readonly string[],
): string | undefined {
  const told = judgeWay(gave, job);
  if (told !== undefined) return told;
  const way = gave as Program;
  const other = callsOf(way).find((call) => !calls.includes(call));
  if (other !== undefined) {
    return `The program calls ${other}(), which is not in the list of calls ` +
      "that may be made.";
  }
  const { trace } = run(way, job);
  if (count(trace).cpuBytes <= bestKnown(job, calls).cpuBytes) return undefined;
  const copies = trace.flatMap((event) =>
    event.kind === "copy" && event.by === "CPU" ? [event.step] : []
  );
  return `The file arrives, but the CPU copies at step ${
    [...new Set(copies)].join(" and at step ")
  }. Which of the calls in the list moves the file with fewer bytes copied, ` +
    `if the NIC is "${job.nic}"? Score: ${sayScore(way, job, calls)}`;
}

type Choice = [job: Job, calls: readonly string[]];

/** Draws a choice for each rung of the ladder that lessons 5 to 9 climb. */
function drawChoices(dice: Dice): Choice[] {
  const nic = (): NicAbility =>
    dice.pick(["gather", "no-gather", "no-checksum"]);
  const rungs: readonly [newer: readonly string[], nic: NicAbility][] = [
    [[], nic()],
    [["mmap"], nic()],
    [["mmap", "sendfile", "splice"], "gather"],
    [["mmap", "sendfile"], "no-gather"],
    [["mmap", "splice"], "gather"],
    [["splice"], "no-gather"],
  ];
  return rungs.map(([newer, nic]) => {
    const bufferBytes = dice.pick([3000, 4096, 8192, 16384]);
    const rest = dice.whole(1, bufferBytes - 1);
    const fileBytes = dice.whole(2, 7) * bufferBytes + rest;
    const cache = dice.pick(["cold", "warm"] as const);
    const job = makeJob({ fileBytes, bufferBytes, cache, nic });
    return [job, dice.shuffle(["read", "write", ...newer])];
  });
}

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = [
  oldExercise<[]>("splice", {
    ask: () => [[]],
    judge: (gave) =>
      judgeWay(gave, makeJob({ fileBytes: 20_000, bufferBytes: 8192 }), {
        calls: ["splice"],
        like: splice,
        why: "The textbook's splice is one call that passes references all " +
          "the way.",
      }),
  }),
  oldExercise<[fileBytes: number]>("callsOnLinux", {
    ask: (dice) => {
      const drawLarge = (): number =>
        dice.whole(2, 40) * pipeBytes + dice.whole(1, pipeBytes - 1);
      const small = dice.whole(1, pipeBytes - pageBytes);
      return [[2 ** 20], [small], [drawLarge()], [drawLarge()]];
    },
    judge: (gave, fileBytes) => {
      const job = pipedJob(fileBytes);
      return judgeValue(gave, closedForm(onLinux.splice, job).systemCalls, {
        known: misjudgedCalls(job),
        why:
          "Count in three steps: how many bytes does a pipe hold, how many " +
          "pipe-fulls is the file, and which calls are made for each of them? " +
          "Then add what is made once.",
      });
    },
  }),
  oldExercise<[]>("mended", { ask: () => [[]], judge: judgePiped }),
  oldExercise<Choice>("fewest", {
    ask: drawChoices,
    judge: judgeChoice,
    remark: (gave, job, calls) => sayScore(gave as Program, job, calls),
  }),
];
