/**
 * What the exercises of lesson 8 ask: what is right, and which ideas are wrong. Why they are wrong
 * stands in README.md.
 *
 * @module
 */
import {
  copyReferences,
  dmaCopy,
  enterKernel,
  leaveKernel,
  passPages,
  transmit,
} from "zero-copy/machine/instruction.ts";
import {
  countPieces,
  type Job,
  makeJob,
  nicAbilities,
} from "zero-copy/machine/job.ts";
import { type Program, program } from "zero-copy/machine/program.ts";
import { closedForm } from "zero-copy/cost/closed_form.ts";
import { copyAtTransmit, fallBack } from "zero-copy/strategy/fallback.ts";
import * as onLinux from "zero-copy/strategy/linux.ts";
import { gather, readWrite, sendfile } from "zero-copy/strategy/textbook.ts";
import type { Counts } from "zero-copy/trace/count.ts";
import type { Dice } from "zero-copy/workbook/dice.ts";
import { type Exercise, exercise } from "zero-copy/workbook/exercise.ts";
import {
  judgeStrategy,
  judgeStrategyFor,
} from "zero-copy/workbook/judge_program.ts";
import { rollEnds, rollJob, tellingJobs } from "zero-copy/workbook/roll.ts";
import { atOnce, instead, without } from "zero-copy/workbook/wrong_programs.ts";

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
  return judgeStrategy(gave, job, {
    calls: ["sendfile"],
    like: fallBack(gather, job),
    orLike: [fallBack(onLinux.gather, job)],
    why,
  });
}

const [enter, leave] = [enterKernel("sendfile"), leaveKernel("sendfile")];
const load = dmaCopy("disk", "page cache");
const refer = passPages("page cache", "socket buffer");
const send = dmaCopy("socket buffer", "nic");
const copy = copyReferences();

/** sendfile of what is in memory, with a NIC that gathers: the call does not wait for it. */
const fromMemory = program("sendfile + gather", [
  enter,
  refer,
  leave,
  transmit(),
]);

/** The same of what may be on a disk: the NIC sends after the call. */
const later = instead(fromMemory, refer, load, refer);

/** What somebody writes in place of sendfile + gather, whatever the NIC. */
const wrongPrograms: Readonly<Record<string, () => Program>> = {
  "the CPU has to queue the bytes": () => sendfile,
  "the older calls are still made": () => readWrite,
  "passing is sending": () => without(gather, send),
};

const choices = {
  bufferBytes: [3000, 4096, 8192, 10_000],
  wholePieces: [2, 7],
} as const;

/** A file for each NIC: the ablest tells who copies always from who copies where he must. */
function rollNics(dice: Dice): Job[] {
  return nicAbilities.map((nic) => ({
    ...rollJob(dice, { ...choices, cache: ["cold", "warm"] }),
    nic,
  }));
}

/** Jobs that tell whose bytes somebody counts: each NIC, with the file on the disk and in memory. */
function rollMoves(dice: Dice): Job[] {
  const [whole, less, more] = rollEnds(dice, choices);
  const [some, one, none] = [
    rollJob(dice, choices),
    makeJob({ fileBytes: 1, bufferBytes: 4096 }),
    makeJob({ fileBytes: 0, bufferBytes: 4096 }),
  ];
  return [
    makeJob(),
    { ...whole!, nic: "no-gather" },
    { ...less!, nic: "no-checksum" },
    { ...more!, cache: "warm" },
    { ...some, nic: "no-gather", cache: "warm" },
    { ...one, nic: "no-checksum", cache: "warm" },
    { ...none, nic: dice.pick(["no-gather", "no-checksum"]) },
  ];
}

function countsOf(job: Job): Counts {
  return closedForm(fallBack(gather, job), job);
}

/** What the CPU moves, if it moves something on all NICs but one that gathers. */
function unlessGathered({ nic }: Job, bytes: number): { cpuBytes: number } {
  return { cpuBytes: nic === "gather" ? 0 : bytes };
}

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = [
  exercise<[]>("gather", {
    cases: () => [[]],
    right: () => fromMemory,
    tried: { job: tellingJobs({ cache: "warm" })[0]! },
    wrong: {
      "the CPU has to queue the bytes": () => sendfile,
      "the older calls are still made": () => readWrite,
      "passing is sending": () => without(fromMemory, transmit()),
      "each file comes from a disk": () => later,
      "the NIC finds the page cache": () => without(fromMemory, refer),
      "the NIC is given the pages": () =>
        instead(fromMemory, refer, passPages("page cache", "nic")),
      "the program's pages are passed": () =>
        instead(fromMemory, refer, passPages("user buffer", "socket buffer")),
      "the call waits for the NIC": () =>
        instead(without(fromMemory, transmit()), refer, refer, send),
      "the NIC sends within the call": () =>
        instead(without(fromMemory, transmit()), refer, refer, transmit()),
      "one call for the whole file": () => atOnce(fromMemory),
    },
    judge: (gave) =>
      judgeStrategyFor(gave, tellingJobs({ cache: "warm" }), {
        calls: ["sendfile"],
        like: fromMemory,
        why: "The bytes are in memory, and this NIC collects them: it is " +
          "enough to tell it where they are.",
      }),
  }),
  exercise<[job: Job]>("programFor", {
    cases: (dice) => [...rollNics(dice), makeJob()].map((job) => [job]),
    right: (job) => fallBack(gather, job),
    tried: { job: tellingJobs({ nic: "no-gather" })[0]! },
    wrong: {
      ...wrongPrograms,
      "each NIC takes references": () => gather,
      "to gather is enough": (job) =>
        job.nic === "no-checksum" ? gather : fallBack(gather, job),
      "no NIC takes references": () => copyAtTransmit(gather),
      "the call copies for the NIC": ({ nic }) =>
        nic === "gather" ? gather : sendfile,
      "the call copies for a NIC that cannot gather": ({ nic }) =>
        nic === "no-gather" ? sendfile : gather,
      "the call copies for a NIC that sends later": ({ nic }) =>
        nic === "gather" ? later : instead(later, leave, copy, leave),
      "the old calls have to help": (job) =>
        job.nic === "no-gather" ? readWrite : fallBack(gather, job),
    },
    judge,
  }),
  exercise<[job: Job]>("movedBytes", {
    cases: (dice) => rollMoves(dice).map((job) => [job]),
    right: (job) => {
      const { cpuBytes, dmaBytes } = countsOf(job);
      return { cpuBytes, dmaBytes };
    },
    wrong: {
      "the CPU does what DMA does": (job) => ({
        cpuBytes: countsOf(job).dmaBytes,
      }),
      "a copy on each NIC": ({ fileBytes }) => ({ cpuBytes: fileBytes }),
      "zero-copy on each NIC": () => ({ cpuBytes: 0 }),
      "checksums cost nothing": ({ fileBytes, nic }) => ({
        cpuBytes: nic === "no-gather" ? fileBytes : 0,
      }),
      "all that moves is the CPU's": (job) => {
        const { cpuBytes, dmaBytes } = countsOf(job);
        return unlessGathered(job, cpuBytes + dmaBytes);
      },
      "two copies, as by read and write": (job) =>
        unlessGathered(job, closedForm(readWrite, job).cpuBytes),
      "one piece is all": (job) => unlessGathered(job, job.bufferBytes),
      "all pieces are full": (job) =>
        unlessGathered(job, countPieces(job) * job.bufferBytes),
      "nothing moves any more": () => ({ dmaBytes: 0 }),
      "the disk always has to read": ({ fileBytes }) => ({
        dmaBytes: 2 * fileBytes,
      }),
      "only the NIC uses DMA": ({ fileBytes }) => ({ dmaBytes: fileBytes }),
      "copies are counted": (job) => {
        const { cpuCopies, dmaCopies } = countsOf(job);
        return { cpuBytes: cpuCopies, dmaBytes: dmaCopies };
      },
    },
  }),
];
