/**
 * What the exercises of lesson 9 ask: what is right, and which ideas are wrong. Why they are wrong
 * stands in README.md.
 *
 * @module
 */
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  leaveKernel,
  openPipe,
  passPages,
  transmit,
} from "zero-copy/machine/instruction.ts";
import {
  type Job,
  makeJob,
  nicAbilities,
  type NicAbility,
  pagesFor,
} from "zero-copy/machine/job.ts";
import { callsOf, type Program, program } from "zero-copy/machine/program.ts";
import { run } from "zero-copy/machine/run.ts";
import { closedForm } from "zero-copy/cost/closed_form.ts";
import { fallBack } from "zero-copy/strategy/fallback.ts";
import * as onLinux from "zero-copy/strategy/linux.ts";
import { textbook } from "zero-copy/strategy/linux.ts";
import {
  gather,
  mmapWrite,
  readWrite,
  sendfile,
  splice,
} from "zero-copy/strategy/textbook.ts";
import { count, type Counts } from "zero-copy/trace/count.ts";
import type { Dice } from "zero-copy/workbook/dice.ts";
import { type Exercise, exercise } from "zero-copy/workbook/exercise.ts";
import { deliver } from "zero-copy/workbook/judge.ts";
import {
  callStepsOf,
  judgeStrategy,
  judgeStrategyRun,
} from "zero-copy/workbook/judge_program.ts";
import { rollEnds, rollJob } from "zero-copy/workbook/roll.ts";
import {
  atOnce,
  forEachPiece,
  instead,
  without,
} from "zero-copy/workbook/wrong_programs.ts";

const { pageBytes } = makeJob();
const pipeBytes = onLinux.pipePages * pageBytes;

const [enter, leave] = [enterKernel("splice"), leaveKernel("splice")];
const load = dmaCopy("disk", "page cache");
const into = passPages("page cache", "pipe");
const outOf = passPages("pipe", "socket buffer");
const send = dmaCopy("socket buffer", "nic");
const across = passPages("page cache", "socket buffer");
const open = openPipe(onLinux.pipePages);

type Programs = Readonly<Record<string, () => Program>>;

/** What somebody writes in place of the textbook's splice. */
const wrongPrograms: Programs = {
  "the file leads to the socket": () =>
    instead(without(splice, into), outOf, across),
  "what is in the pipe is sent": () => without(splice, outOf, send),
  "sendfile does it": () => gather,
  "a copy into the pipe": () =>
    instead(splice, into, cpuCopy("page cache", "pipe")),
  "a copy out of the pipe": () =>
    instead(splice, outOf, cpuCopy("pipe", "socket buffer")),
  "a call for each pass": () => instead(splice, into, into, leave, enter),
  "one call for the whole file": () => atOnce(splice),
};

const [makePipe] = onLinux.splice.parts;

const noPipeCall = without(
  onLinux.splice,
  enterKernel("pipe"),
  open,
  leaveKernel("pipe"),
);

/** What somebody writes in place of Linux's splice. */
const wrongMendings: Programs = {
  "only its todo was wrong": () =>
    program("as it was", [enter, load, across, leave, transmit()]),
  "the textbook's splice does it": () => splice,
  "the pipe is there": () => noPipeCall,
  "splice makes its pipe": () => instead(noPipeCall, into, open, into),
  "one call for both passes": () =>
    program("one call", makePipe!, [
      enter,
      load,
      into,
      outOf,
      leave,
      transmit(),
    ]),
  "what is in the pipe is sent": () => without(onLinux.splice, outOf),
  "a pipe for each pipe-full": () => forEachPiece(onLinux.splice),
  "half a pipe will do": () =>
    instead(onLinux.splice, open, openPipe(onLinux.pipePages / 2)),
  "sendfile does it": () => gather,
};

/** Judges splice as Linux does it: a pipe that is made, and one way for each call. */
function judgePiped(gave: unknown): string | undefined {
  const job = makeJob({
    fileBytes: 2 * pipeBytes + 1234,
    bufferBytes: pipeBytes,
  });
  const done = deliver(gave, job);
  if (typeof done === "string") return done;
  let isMade = false;
  let passes = 0;
  for (const { step, instruction } of callStepsOf(done.program)) {
    if (instruction.op === "enter kernel") passes = 0;
    if (instruction.op === "open pipe") isMade = true;
    if (instruction.op !== "pass pages") continue;
    passes += 1;
    if (instruction.to === "pipe" && !isMade) {
      return `Step ${step} puts pages into a pipe that nobody has made.`;
    }
    if (passes === 2) return `Step ${step} is the second pass of one call.`;
  }
  return judgeStrategyRun(done, {
    calls: ["pipe", "splice"],
    like: onLinux.splice,
    why: "One pipe serves for the whole file, and each pipe-full goes into " +
      "it by one call and out of it by another.",
  });
}

/** What Linux needs to splice a file through a pipe, as much at a time as the pipe holds. */
function countsOf(fileBytes: number): Counts {
  return closedForm(
    onLinux.splice,
    makeJob({ fileBytes, bufferBytes: pipeBytes }),
  );
}

function fullsOf(fileBytes: number): number {
  return Math.ceil(fileBytes / pipeBytes);
}

type Choice = [job: Job, calls: readonly string[]];

/** What is won or lost, the most important first. */
const scored = [
  ["cpuBytes", "CPU bytes"],
  ["modeSwitches", "mode switches"],
  ["peakBufferBytes", "bytes of peak memory"],
] as const;

/** The best of all known programs that make no other calls. */
function bestKnown(...[job, calls]: Choice): Program {
  const [best] = textbook.map((one) => fallBack(one, job))
    .filter((one) => callsOf(one).every((call) => calls.includes(call)))
    .map((one) => ({ one, counts: closedForm(one, job) }))
    .sort((a, b) =>
      scored.map(([name]) => a.counts[name] - b.counts[name])
        .find((more) => more !== 0) ?? 0
    );
  return best!.one;
}

/** Tells how far what a program costs is from the best known. */
function sayScore(own: Counts, ...[job, calls]: Choice): string {
  const best = closedForm(bestKnown(job, calls), job);
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
  ...[job, calls]: Choice
): string | undefined {
  const done = deliver(gave, job);
  if (typeof done === "string") return done;
  const told = judgeStrategyRun(done);
  if (told !== undefined) return told;
  const { program, trace } = done;
  const other = callsOf(program).find((call) => !calls.includes(call));
  if (other !== undefined) {
    return `The program calls ${other}(), which is not in the list of calls ` +
      "that may be made.";
  }
  const own = count(trace);
  const { cpuBytes } = closedForm(bestKnown(job, calls), job);
  if (own.cpuBytes <= cpuBytes) return undefined;
  const copies = trace.flatMap((event) =>
    event.kind === "copy" && event.by === "CPU" ? [event.step] : []
  );
  return `The file arrives, but the CPU copies at step ${
    [...new Set(copies)].join(" and at step ")
  }. Which of the calls in the list moves the file with fewer bytes copied, ` +
    `if the NIC is "${job.nic}"? Score: ${sayScore(own, job, calls)}`;
}

/** Rolls a choice for each rung of the ladder that lessons 5 to 9 climb. */
function rollChoices(dice: Dice): Choice[] {
  const rungs: readonly [newer: readonly string[], nic: NicAbility][] = [
    [[], dice.pick(nicAbilities)],
    [["mmap"], dice.pick(nicAbilities)],
    [["mmap", "sendfile", "splice"], "gather"],
    [["mmap", "sendfile"], "no-gather"],
    [["mmap", "splice"], "gather"],
    [["splice"], "no-gather"],
  ];
  return rungs.map(([newer, nic]) => {
    const job = rollJob(dice, {
      bufferBytes: [3000, 4096, 8192],
      wholePieces: [2, 5],
      cache: ["cold", "warm"],
    });
    return [{ ...job, nic }, dice.shuffle(["read", "write", ...newer])];
  });
}

/** Chooses the first program whose call may be made. */
function choose(
  programs: Readonly<Record<string, (job: Job) => Program>>,
): (...choice: Choice) => Program {
  return (job, calls) => {
    const call = Object.keys(programs).find((call) => calls.includes(call));
    return call === undefined ? readWrite : programs[call]!(job);
  };
}

const mmap = (): Program => mmapWrite;

/** What a program becomes on the NIC of a job. */
const onNic = (right: Program) => (job: Job): Program => fallBack(right, job);

const passByWrite = program("write", [
  enterKernel("write"),
  load,
  across,
  send,
  leaveKernel("write"),
]);

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = [
  exercise<[]>("splice", {
    cases: () => [[]],
    right: () => splice,
    wrong: wrongPrograms,
    judge: (gave) =>
      judgeStrategy(gave, makeJob({ fileBytes: 20_000, bufferBytes: 8192 }), {
        calls: ["splice"],
        like: splice,
        why: "The textbook's splice is one call that passes references all " +
          "the way.",
      }),
  }),
  exercise<[fileBytes: number]>("callsOnLinux", {
    cases: (dice) => {
      const choices = {
        bufferBytes: [pipeBytes],
        wholePieces: [2, 40],
      } as const;
      const large = [...rollEnds(dice, choices), rollJob(dice, choices)];
      const small = dice.whole(1, pipeBytes - pageBytes);
      return [2 ** 20, ...large.map((job) => job.fileBytes), small, 1]
        .map((fileBytes) => [fileBytes]);
    },
    right: (fileBytes) => countsOf(fileBytes).systemCalls,
    wrong: {
      "one call, as the textbook draws it": () => 1,
      "nobody makes the pipe": (file) => 2 * fullsOf(file),
      "one splice for each pipe-full": (file) => 1 + fullsOf(file),
      "one call for each pipe-full": fullsOf,
      "the pipe has no end": () => 3,
      "a pipe for each pipe-full": (file) => 3 * fullsOf(file),
      "a call that finds the end": (file) => 2 + 2 * fullsOf(file),
      "mode switches are counted": (file) => countsOf(file).modeSwitches,
      "whole pipe-fulls only": (file) => 1 + 2 * Math.floor(file / pipeBytes),
      "the nearest number of pipe-fulls": (file) =>
        1 + 2 * Math.round(file / pipeBytes),
      "a part of a call": (file) => 1 + 2 * file / pipeBytes,
      "a page at a time": (file) => 1 + 2 * pagesFor(file, pageBytes),
      "a pipe of 64,000 bytes": (file) => 1 + 2 * Math.ceil(file / 64_000),
    },
  }),
  exercise<[]>("mended", {
    cases: () => [[]],
    right: () => onLinux.splice,
    wrong: wrongMendings,
    judge: judgePiped,
  }),
  exercise<Choice>("fewest", {
    cases: rollChoices,
    right: bestKnown,
    wrong: {
      "read and write can do all": () => readWrite,
      "any call may be made": onNic(gather),
      "write can pass pages": ({ nic }) =>
        nic === "gather" ? passByWrite : readWrite,
      "the NIC does not matter": choose({
        sendfile: () => gather,
        splice: () => splice,
        mmap,
      }),
      "splice suits each NIC": choose({
        sendfile: onNic(gather),
        splice: () => splice,
        mmap,
      }),
      "sendfile always copies": choose({
        sendfile: () => sendfile,
        splice: onNic(splice),
        mmap,
      }),
      "splice wins nothing": choose({ sendfile: onNic(gather), mmap }),
      "mmap copies least": choose({
        mmap,
        sendfile: onNic(gather),
        splice: onNic(splice),
      }),
    },
    judge: judgeChoice,
    remark: (gave, ...choice) => {
      const { trace } = run(gave as Program, choice[0]);
      return sayScore(count(trace), ...choice);
    },
  }),
];
