/**
 * What the exercises of lesson 5 ask: what is right, and which ideas are wrong. Why they are wrong
 * stands in README.md.
 *
 * @module
 */
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  leaveKernel,
} from "zero-copy/machine/instruction.ts";
import { type Job, makeJob } from "zero-copy/machine/job.ts";
import type { Program } from "zero-copy/machine/program.ts";
import { closedForm } from "zero-copy/cost/closed_form.ts";
import { mmapWrite, readWrite, sendfile } from "zero-copy/strategy/textbook.ts";
import type { Counts } from "zero-copy/trace/count.ts";
import type { Dice } from "zero-copy/workbook/dice.ts";
import { type Exercise, exercise } from "zero-copy/workbook/exercise.ts";
import { judgeStrategy } from "zero-copy/workbook/judge_program.ts";
import {
  exchange,
  instead,
  without,
} from "zero-copy/workbook/wrong_programs.ts";

/** Judges a program by what read + write needs for the same job. */
function judge(gave: unknown, job: Job): string | undefined {
  return judgeStrategy(gave, job, {
    calls: ["read", "write"],
    like: readWrite,
    why: "Follow a byte from place to place: it needs to be in each one once.",
  });
}

const copyIn = cpuCopy("page cache", "user buffer");
const copyOut = cpuCopy("user buffer", "socket buffer");
const send = dmaCopy("socket buffer", "nic");
const [enterWrite, leaveWrite] = [enterKernel("write"), leaveKernel("write")];

/** What somebody writes in place of read + write. */
const wrongPrograms: Readonly<Record<string, () => Program>> = {
  "one call does it": () => sendfile,
  "a mapping does it": () => mmapWrite,
  "read brings it to the client": () =>
    without(readWrite, enterWrite, copyOut, send, leaveWrite),
  "the program copies": () => exchange(readWrite, copyIn, leaveKernel("read")),
  "the program sends": () => exchange(readWrite, send, leaveWrite),
  "write takes it from the page cache": () =>
    instead(readWrite, copyOut, cpuCopy("page cache", "socket buffer")),
};

type Sizes = [fileBytes: number, bufferBytes: number];

/** A file of a few pages and a bit, in several pieces of which the last is shorter. */
function rollSizes(dice: Dice): Sizes {
  const bufferBytes = dice.pick([4096, 8192, 16384]);
  const rest = dice.whole(1, bufferBytes - 1);
  return [dice.whole(2, 9) * bufferBytes + rest, bufferBytes];
}

function countsOf(fileBytes: number, bufferBytes: number): Counts {
  return closedForm(readWrite, makeJob({ fileBytes, bufferBytes }));
}

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = [
  exercise<[]>("readAndWrite", {
    cases: () => [[]],
    right: () => readWrite,
    wrong: wrongPrograms,
    judge: (gave) => judge(gave, makeJob()),
  }),
  exercise<Sizes>("countSwitches", {
    cases: (dice) => {
      const { fileBytes, bufferBytes } = makeJob();
      return [
        [fileBytes, bufferBytes],
        rollSizes(dice),
        rollSizes(dice),
        rollSizes(dice),
      ];
    },
    right: (...sizes) => countsOf(...sizes).modeSwitches,
    wrong: {
      "one for each call": (...sizes) => countsOf(...sizes).systemCalls,
      "always four": () => countsOf(1, 1).modeSwitches,
      "whole pieces only": (file, buffer) => 4 * Math.floor(file / buffer),
      "the nearest number of pieces": (file, buffer) =>
        4 * Math.round(file / buffer),
      "a part of a call": (file, buffer) => 4 * file / buffer,
      "a read that finds the end": (...sizes) =>
        countsOf(...sizes).modeSwitches + 2,
    },
  }),
  exercise<[]>("mended", {
    cases: () => [[]],
    right: () => readWrite,
    wrong: wrongPrograms,
    judge: (gave) => judge(gave, makeJob({ bufferBytes: 16384 })),
  }),
];
