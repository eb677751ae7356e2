/**
 * The problem of lesson 11: what Linux does.
 *
 * @module
 */
import { type Job, makeJob, nicAbilities } from "zero-copy/machine/job.ts";
import type { Program } from "zero-copy/machine/program.ts";
import * as linux from "zero-copy/strategy/linux.ts";
import { textbook } from "zero-copy/strategy/textbook.ts";
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

/** What a program can choose from. */
const ways = [linux.readWrite, linux.mmapWrite, linux.gather, linux.splice];

/** A way of Linux, and a job for it. */
interface Sent {
  readonly way: Program;
  readonly job: Job;
}

/** A way as Linux goes it, beside what the textbook tells. */
export const problem: Recipe = recipe({
  drawCase: (dice: Dice): Sent => {
    const bufferBytes = dice.pick([4096, 8192, 16384, 65536, 131072]);
    const rest = rollRest(dice, bufferBytes, 4);
    return {
      way: dice.pick(ways),
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

function poseLinux({ way, job }: Sent): Body {
  const told = runJob(textbook.find(({ name }) => name === way.name)!, job);
  const done = runJob(way, linux.limitJob(way, job));
  const pieces = sayPieces(job, done.job);
  return {
    title: `${way.name} on Linux`,
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
        explains: way === linux.mmapWrite
          ? "The first use of a mapped page is a fault. It brings the 16 " +
            "pages of a group, wherever pieces begin and end."
          : `${way.name} maps nothing, so no address lacks its page.`,
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
