/**
 * What the exercises of lesson 5 ask, and how answers are judged.
 *
 * @module
 */
import { type Exercise, exercise } from "zero-copy/workbook/exercise.ts";
import type { Dice } from "zero-copy/workbook/dice.ts";
import { judgeValue } from "zero-copy/workbook/judge.ts";
import { judgeWay } from "zero-copy/workbook/judge_program.ts";
import { type Job, makeJob, roundsOf } from "zero-copy/machine/job.ts";
import { closedForm } from "zero-copy/cost/closed_form.ts";
import { readWrite } from "zero-copy/strategy/textbook.ts";

/** A file of a few pages and a bit, in several pieces of which the last is shorter. */
function drawJob(dice: Dice): Job {
  const bufferBytes = dice.pick([4096, 8192, 16384]);
  const rest = dice.whole(1, bufferBytes - 1);
  const fileBytes = dice.whole(2, 9) * bufferBytes + rest;
  return makeJob({ fileBytes, bufferBytes });
}

/** Judges a program by what read + write needs for the same job. */
function judge(gave: unknown, job: Job): string | undefined {
  return judgeWay(gave, job, {
    calls: ["read", "write"],
    like: readWrite,
    why: "Follow a byte from place to place: it needs to be in each one once.",
  });
}

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = [
  exercise<[]>("readAndWrite", {
    ask: () => [[]],
    judge: (gave) => judge(gave, makeJob()),
  }),
  exercise<[fileBytes: number, bufferBytes: number]>("countSwitches", {
    ask: (dice) =>
      [makeJob(), drawJob(dice), drawJob(dice), drawJob(dice)]
        .map(({ fileBytes, bufferBytes }) => [fileBytes, bufferBytes]),
    judge: (gave, fileBytes, bufferBytes) => {
      const job = makeJob({ fileBytes, bufferBytes });
      const { modeSwitches, cpuCopies, systemCalls } = closedForm(
        readWrite,
        job,
      );
      const whole = Math.floor(fileBytes / bufferBytes);
      return judgeValue(gave, modeSwitches, {
        known: [
          {
            value: systemCalls,
            why:
              "That is one mode switch for each call. A call goes into the " +
              "kernel, and it also comes back.",
          },
          {
            value: cpuCopies + closedForm(readWrite, job).dmaCopies,
            why:
              "That is the number of copies. The mode changes at a call and " +
              "at a return, whatever is copied in between.",
          },
          {
            value: 4,
            why: "That is one read and one write. A file that is larger than " +
              "the buffer needs more of them.",
          },
          {
            value: 4 * whole,
            why: `The file is ${whole} whole pieces and a shorter one, which ` +
              "needs its calls as well.",
          },
          {
            value: 4 * fileBytes / bufferBytes,
            why:
              "There is no such thing as a part of a call: a piece that is " +
              "not full needs a whole one.",
          },
        ],
        why: `Count in three steps. The file of ${fileBytes} bytes goes in ` +
          `${
            roundsOf(job)
          } pieces: how many calls is that, and how many times ` +
          "is the kernel entered or left?",
      });
    },
  }),
  exercise<[]>("mended", {
    ask: () => [[]],
    judge: (gave) => judge(gave, makeJob({ bufferBytes: 16384 })),
  }),
];
