/**
 * What the exercises of lesson 8 ask, and how answers are judged.
 *
 * @module
 */
import type { Dice } from "zero-copy/workbook/dice.ts";
import { type Exercise, oldExercise } from "zero-copy/workbook/exercise.ts";
import { judgeValue, type Misconception } from "zero-copy/workbook/judge.ts";
import { judgeWay } from "zero-copy/workbook/judge_program.ts";
import { type Job, makeJob, type NicAbility } from "zero-copy/machine/job.ts";
import { isProgram, stepsOf } from "zero-copy/machine/program.ts";
import { closedForm } from "zero-copy/cost/closed_form.ts";
import { fallBack } from "zero-copy/strategy/fallback.ts";
import { gather } from "zero-copy/strategy/textbook.ts";

const nics: readonly NicAbility[] = ["gather", "no-gather", "no-checksum"];

/** A file of several pieces, of which the last is shorter. */
function drawJob(dice: Dice, parts: Partial<Job>): Job {
  const bufferBytes = dice.pick([3000, 4096, 8192, 10_000]);
  const rest = dice.whole(1, bufferBytes - 1);
  const fileBytes = dice.whole(2, 7) * bufferBytes + rest;
  const cache = dice.pick(["cold", "warm"] as const);
  return makeJob({ fileBytes, bufferBytes, cache, ...parts });
}

/** Judges a program by what the kernel would do for the same job. */
function judge(gave: unknown, job: Job): string | undefined {
  const why = {
    "gather":
      "This NIC collects the pieces itself: it is enough to tell it where " +
      "they are.",
    "no-gather": "This NIC needs its bytes in one piece. Making one piece of " +
      "many takes one copy, not more.",
    "no-checksum":
      "For this NIC the CPU must read each byte, and copies it. It need not " +
      "do that twice.",
  }[job.nic];
  const told = judgeWay(gave, job, {
    calls: ["sendfile"],
    like: fallBack(gather, job),
    why,
  });
  if (told === undefined || job.nic !== "no-gather") return told;
  const passes = isProgram(gave) &&
    stepsOf(gave).some(({ instruction }) => instruction?.op === "pass pages");
  return passes
    ? `${told} What would the kernel do for this NIC? Here you are the kernel.`
    : told;
}

/** What to think about who mistakes one NIC for another. */
const abilities = {
  "gather": "This NIC does both: it gathers, and it adds checksums. What is " +
    "left for the CPU to copy?",
  "no-gather": "This NIC cannot collect pieces. Who makes one piece of them, " +
    "and how?",
  "no-checksum":
    "Only descriptors are passed. But a checksum is a sum over all bytes, " +
    "and this NIC does not make it: who has to read them then?",
};

/** What people answer for the CPU who count something else, or leave something out. */
function misjudgedCpuBytes(job: Job): Misconception[] {
  const { fileBytes, bufferBytes, nic } = job;
  const { cpuCopies, cpuBytes, dmaBytes } = closedForm(
    fallBack(gather, job),
    job,
  );
  return [
    { value: nic === "gather" ? fileBytes : 0, why: abilities[nic] },
    {
      value: dmaBytes,
      why: "That is what DMA engines move. A copy is the CPU's if it goes " +
        "from memory to memory.",
    },
    {
      value: cpuBytes + dmaBytes,
      why: "That is everything together. Which of it goes to or from a device?",
    },
    {
      value: 2 * fileBytes,
      why: "That would be read + write. Is the user buffer part of sendfile?",
    },
    {
      value: bufferBytes,
      why: "That is one piece. The file has more of them.",
    },
    {
      value: cpuCopies,
      why: "That is how many copies there are. The question is how many bytes.",
    },
  ];
}

/** What people answer for DMA. */
function misjudgedDmaBytes(job: Job): Misconception[] {
  const { fileBytes, cache } = job;
  return [
    {
      value: closedForm(gather, job).dmaCopies,
      why: "That is how many copies there are. The question is how many bytes.",
    },
    {
      value: 0,
      why: "Zero-copy is about the CPU. The bytes still have to come into " +
        "memory and go to the wire.",
    },
    cache === "warm"
      ? {
        value: 2 * fileBytes,
        why: "The file is in the page cache when the program starts. What is " +
          "left for the disk to do?",
      }
      : {
        value: fileBytes,
        why: "That is one of the devices. This file also has to come from " +
          "somewhere before it can go somewhere.",
      },
  ];
}

/** Judges both numbers, the CPU's first. */
function judgeMoved(gave: unknown, job: Job): string | undefined {
  const { cpuBytes, dmaBytes } = (gave ?? {}) as Record<string, unknown>;
  if (typeof cpuBytes !== "number" || typeof dmaBytes !== "number") {
    return "It must return an object of two numbers, cpuBytes and dmaBytes.";
  }
  const right = closedForm(fallBack(gather, job), job);
  const byCpu = judgeValue(cpuBytes, right.cpuBytes, {
    known: misjudgedCpuBytes(job),
    why: "How often does the CPU move each byte of the file from memory to " +
      `memory, if the NIC is "${job.nic}"? The sizes of the pieces do not ` +
      "matter for that.",
  });
  if (byCpu !== undefined) return `cpuBytes: ${byCpu}`;
  const byDma = judgeValue(dmaBytes, right.dmaBytes, {
    known: misjudgedDmaBytes(job),
    why: `Two devices can take part. Which of them do, if the page cache is ` +
      `${job.cache}? All pieces together are the whole file.`,
  });
  return byDma && `dmaBytes: ${byDma}`;
}

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = [
  oldExercise<[]>("gather", {
    ask: () => [[]],
    judge: (gave) =>
      judge(gave, makeJob({ fileBytes: 20_000, bufferBytes: 8192 })),
  }),
  oldExercise<[job: Job]>("programFor", {
    ask: (dice) =>
      [makeJob(), ...dice.shuffle(nics).map((nic) => drawJob(dice, { nic }))]
        .map((job) => [job]),
    judge,
  }),
  oldExercise<[job: Job]>("movedBytes", {
    ask: (dice) =>
      [
        makeJob(),
        ...dice.shuffle(nics).map((nic) => drawJob(dice, { nic })),
        drawJob(dice, { cache: "cold", nic: dice.pick(nics) }),
        drawJob(dice, { cache: "warm", nic: dice.pick(nics) }),
      ].map((job) => [job]),
    judge: judgeMoved,
  }),
];
