/**
 * The problem of lesson 11: what Linux does.
 *
 * @module
 */
import {
  type Job,
  makeJob,
  nicAbilities,
  pagesFor,
} from "zero-copy/machine/job.ts";
import * as linux from "zero-copy/strategy/linux.ts";
import { strategies } from "zero-copy/strategy/linux.ts";
import { choicesOf, type Strategy } from "zero-copy/strategy/strategy.ts";
import { count, type Counts } from "zero-copy/trace/count.ts";
import { addsTo, quantities } from "zero-copy/trace/quantity.ts";
import {
  type Prediction,
  problemOf,
  type Roll,
} from "zero-copy/workbook/prediction.ts";
import { rollRest } from "zero-copy/workbook/roll.ts";
import {
  type Ran,
  runJob,
  sayCountedSteps,
} from "zero-copy/workbook/run_words.ts";
import { listJob } from "zero-copy/workbook/say_job.ts";

/** A run, with what it cost. */
interface Done extends Ran {
  readonly counts: Counts;
}

/** A strategy, what is asked of it, and what came of it. */
interface Sent {
  readonly strategy: Strategy;
  readonly job: Job;
  readonly told: Done;
  readonly done: Done;
}

/** Makes the problem for a list of strategies. */
export function problemFor(strategies: readonly Strategy[]): Roll {
  return problemOf<Sent>({
    roll: (dice) => {
      const bufferBytes = dice.pick([4096, 8192, 16384, 65536, 131072]);
      const rest = rollRest(dice, bufferBytes, 4);
      const strategy = dice.pick(choicesOf(strategies));
      const job = makeJob({
        fileBytes: dice.whole(1, 7) * bufferBytes + rest,
        bufferBytes,
        cache: "warm",
        nic: dice.pick(nicAbilities),
      });
      return isUsual(job) ? undefined : send(strategy, job);
    },
    title: ({ strategy }) => `${strategy.name} on Linux`,
    given: ({ job }) => listJob(job),
    questions,
  });
}

function isUsual({ fileBytes, bufferBytes }: Job): boolean {
  return fileBytes === makeJob().fileBytes && bufferBytes >= fileBytes;
}

function send(strategy: Strategy, job: Job): Sent {
  const { textbook, linux: program } = strategy;
  const [told, done] = [
    runJob(textbook, job),
    runJob(program, linux.limitJob(program, job)),
  ].map((ran) => ({ ...ran, counts: count(ran.trace) }));
  return { strategy, job, told: told!, done: done! };
}

/** Asks for a count, and explains it by the steps that are counted. */
function askCount(
  name: keyof Counts,
  wrong: Prediction<Sent>["wrong"],
  explains: (sent: Sent) => string = (sent) =>
    sayPieces(sent) + sayCountedSteps(
      sent.done,
      addsTo(name),
      "Pages are passed to this NIC, and no step copies with the CPU.",
    ),
): Prediction<Sent> {
  return {
    name,
    asks: `${quantities[name].label} on Linux`,
    right: ({ done }) => done.counts[name],
    explains,
    wrong,
  };
}

/** Says if the pieces are not those that the program asks for. */
function sayPieces({ job, done }: Sent): string {
  return job.bufferBytes === done.job.bufferBytes
    ? ""
    : `A piece is what a pipe holds: ${done.job.bufferBytes} bytes. `;
}

const questions: readonly Prediction<Sent>[] = [
  {
    name: "toldSwitches",
    asks: `${quantities.modeSwitches.label}, as the textbook tells it`,
    right: ({ told }) => told.counts.modeSwitches,
    explains: ({ told }) => sayCountedSteps(told, addsTo("modeSwitches"), ""),
    wrong: {
      "one for each call": ({ told }) => told.counts.systemCalls,
      "one more call comes last": ({ told }) => told.counts.modeSwitches + 2,
    },
  },
  askCount("systemCalls", {
    "two for each call": ({ done }) => done.counts.modeSwitches,
    "yet another call comes last": ({ done }) => done.counts.systemCalls + 1,
  }),
  askCount(
    "modeSwitches",
    {
      "one for each call": ({ done }) => done.counts.systemCalls,
      "an interrupt is one as well": ({ done }) =>
        done.counts.modeSwitches + done.counts.interrupts,
    },
    () =>
      "Each call goes into the kernel and comes back. A page fault inside a " +
      "call adds none.",
  ),
  askCount("cpuCopies", {
    "all copies, whoever makes them": ({ done }) =>
      done.counts.cpuCopies + done.counts.dmaCopies,
  }),
  askCount(
    "pageFaults",
    {
      "one for each page of the file": ({ job }) =>
        pagesFor(job.fileBytes, job.pageBytes),
    },
    ({ strategy }) =>
      strategy.linux === linux.mmapWrite
        ? "The first use of a mapped page is a fault. It brings the 16 pages of " +
          "a group, wherever pieces begin and end."
        : `${strategy.name} maps nothing, so no address lacks its page.`,
  ),
];

/** A strategy as Linux does it, beside what the textbook tells. */
export const problem: Roll = problemFor(strategies);
