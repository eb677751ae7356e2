/**
 * The problem of lesson 11: what Linux does.
 *
 * @module
 */
import { type Job, makeJob, nicAbilities } from "zero-copy/machine/job.ts";
import * as linux from "zero-copy/strategy/linux.ts";
import { choicesOf, type Strategy } from "zero-copy/strategy/strategy.ts";
import { count, type Counts } from "zero-copy/trace/count.ts";
import { addsTo, quantities } from "zero-copy/trace/quantity.ts";
import type { Dice } from "zero-copy/workbook/dice.ts";
import type { Blank } from "zero-copy/workbook/prediction.ts";
import {
  type Body,
  numberBlank,
  type Recipe,
  recipe,
} from "zero-copy/workbook/recipe.ts";
import { rollRest } from "zero-copy/workbook/roll.ts";
import {
  type Ran,
  runJob,
  sayCountedSteps,
} from "zero-copy/workbook/run_words.ts";
import { listJob } from "zero-copy/workbook/say_job.ts";

/** A strategy on Linux, and a job for it. */
interface Sent {
  readonly strategy: Strategy;
  readonly job: Job;
}

/** A way as Linux goes it, beside what the textbook tells. */
export const problem: Recipe = problemOf(linux.strategies);

/** Makes the problem for a list of strategies. */
export function problemOf(strategies: readonly Strategy[]): Recipe {
  return recipe({
    drawCase: (dice: Dice): Sent => {
      const bufferBytes = dice.pick([4096, 8192, 16384, 65536, 131072]);
      const rest = rollRest(dice, bufferBytes, 4);
      return {
        strategy: dice.pick(choicesOf(strategies)),
        job: makeJob({
          fileBytes: dice.whole(1, 7) * bufferBytes + rest,
          bufferBytes,
          cache: "warm",
          nic: dice.pick(nicAbilities),
        }),
      };
    },
    isUsual: ({ job: { fileBytes, bufferBytes } }) => {
      const usual = makeJob();
      return fileBytes === usual.fileBytes && bufferBytes >= fileBytes;
    },
    pose: poseLinux,
  });
}

function poseLinux({ strategy, job }: Sent): Body {
  const { name, textbook, linux: program } = strategy;
  const told = runJob(textbook, job);
  const done = runJob(program, linux.limitJob(program, job));
  const pieces = sayPieces(job, done.job);
  return {
    title: `${name} on Linux`,
    given: listJob(job),
    blanks: [
      numberBlank(
        "toldSwitches",
        `${quantities.modeSwitches.label}, as the textbook tells it`,
        {
          answer: count(told.trace).modeSwitches,
          explains: sayCountedSteps(told, addsTo("modeSwitches"), ""),
        },
      ),
      ...askCalls(done, pieces),
      numberBlank("cpuCopies", onLinux("cpuCopies"), {
        answer: count(done.trace).cpuCopies,
        explains: pieces + sayCountedSteps(
          done,
          addsTo("cpuCopies"),
          "Pages are passed to this NIC, and no step copies with the CPU.",
        ),
      }),
      numberBlank("pageFaults", onLinux("pageFaults"), {
        answer: count(done.trace).pageFaults,
        explains: program === linux.mmapWrite
          ? "The first use of a mapped page is a fault. It brings the 16 " +
            "pages of a group, wherever pieces begin and end."
          : `${name} maps nothing, so no address lacks its page.`,
      }),
    ],
  };
}

function onLinux(name: keyof Counts): string {
  return `${quantities[name].label} on Linux`;
}

function askCalls(done: Ran, pieces: string): Blank[] {
  const { systemCalls, modeSwitches } = count(done.trace);
  return [
    numberBlank("systemCalls", onLinux("systemCalls"), {
      answer: systemCalls,
      explains: pieces + sayCountedSteps(
        done,
        addsTo("systemCalls"),
        "",
      ),
    }),
    numberBlank("modeSwitches", onLinux("modeSwitches"), {
      answer: modeSwitches,
      explains: "Each call goes into the kernel and comes back. A page " +
        "fault inside a call adds none.",
    }),
  ];
}

/** Says if the pieces are not those that the program asks for. */
function sayPieces(asked: Job, real: Job): string {
  return asked.bufferBytes === real.bufferBytes
    ? ""
    : `A piece is what a pipe holds: ${real.bufferBytes} bytes. `;
}
