/**
 * What the exercises of lesson 7 ask: what is right, and which ideas are wrong. Why they are wrong
 * stands in README.md.
 *
 * @module
 */
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  leaveKernel,
  unmapPages,
} from "zero-copy/machine/instruction.ts";
import { countPieces, makeJob } from "zero-copy/machine/job.ts";
import { once, type Program, program } from "zero-copy/machine/program.ts";
import { run } from "zero-copy/machine/run.ts";
import type { Event } from "zero-copy/trace/event.ts";
import { sayEvent } from "zero-copy/trace/explain.ts";
import { closedForm } from "zero-copy/cost/closed_form.ts";
import {
  gather,
  mmapWrite,
  readWrite,
  sendfile,
} from "zero-copy/strategy/textbook.ts";
import type { Dice } from "zero-copy/workbook/dice.ts";
import { type Exercise, exercise } from "zero-copy/workbook/exercise.ts";
import { judgeValue } from "zero-copy/workbook/judge.ts";
import { judgeStrategy } from "zero-copy/workbook/judge_program.ts";
import { rollEnds, rollJob } from "zero-copy/workbook/roll.ts";
import { atOnce, instead, without } from "zero-copy/workbook/wrong_programs.ts";

const [enter, leave] = [enterKernel("sendfile"), leaveKernel("sendfile")];
const load = dmaCopy("disk", "page cache");
const queue = cpuCopy("page cache", "socket buffer");
const send = dmaCopy("socket buffer", "nic");
const loadPast = dmaCopy("disk", "user buffer");
const copyOut = cpuCopy("user buffer", "socket buffer");

/** What somebody writes in place of sendfile. */
const wrongPrograms: Readonly<Record<string, () => Program>> = {
  "the older calls are still made": () => readWrite,
  "the bytes still go through the program": () =>
    instead(sendfile, queue, cpuCopy("page cache", "user buffer"), copyOut),
  "the call returns in between": () =>
    instead(sendfile, load, load, leave, enter),
  "the disk fills the program": () =>
    instead(instead(sendfile, load, loadPast), queue, copyOut),
  "the NIC empties the page cache": () =>
    instead(without(sendfile, queue), send, dmaCopy("page cache", "nic")),
  "references will do": () => gather,
  "one call for the whole file": () => atOnce(sendfile),
  "the call has no return": () => without(sendfile, leave),
};

const olderPrograms = { "read + write": readWrite, "mmap + write": mmapWrite };

type Saving = [
  fileBytes: number,
  bufferBytes: number,
  older: keyof typeof olderPrograms,
];

/** The mode switches of the older strategy, those of sendfile, and the pieces: whole ones, and a part. */
function countsOf(
  ...[fileBytes, bufferBytes, older]: Saving
): { before: number; after: number; pieces: number } {
  const job = makeJob({ fileBytes, bufferBytes });
  return {
    before: closedForm(olderPrograms[older], job).modeSwitches,
    after: closedForm(sendfile, job).modeSwitches,
    pieces: fileBytes / bufferBytes,
  };
}

/** What is saved by somebody who counts this many pieces. */
function savedBy(pieces: number, older: keyof typeof olderPrograms): number {
  return older === "read + write" ? 2 * pieces : 2;
}

/** A program whose DMA engine fills the user buffer: the CPU copies nothing there. */
const direct = program("direct", [
  enterKernel("read"),
  loadPast,
  leaveKernel("read"),
  enterKernel("write"),
  copyOut,
  send,
  leaveKernel("write"),
]);

/** The same, after a look at the file through a mapping. */
const mappedBefore: Program = {
  ...direct,
  parts: [
    mmapWrite.parts[0]!,
    once([enterKernel("munmap"), unmapPages(), leaveKernel("munmap")]),
    ...direct.parts,
  ],
};

const callNames = ["sendfile", "send", "transfer", "read"];

/** Rolls a trace of a file in so many pieces, in which all calls have one name: it proves nothing. */
function rollTrace(
  dice: Dice,
  by: Program,
  { pieces = 2, call = dice.pick(callNames) } = {},
): readonly Event[] {
  const bufferBytes = dice.pick([4096, 8192]);
  const fileBytes = (pieces - 1) * bufferBytes + dice.whole(1, bufferBytes);
  // Past the page cache goes only what is not in it.
  const cache = by === direct || by === mappedBefore
    ? "cold"
    : dice.pick(["cold", "warm"] as const);
  return run(by, makeJob({ fileBytes, bufferBytes, cache })).trace.map(
    (event) => event.kind === "mode switch" ? { ...event, call } : event,
  );
}

/** Finds what brings the file to the user buffer. Events that keep account of memory do not. */
function userEventIn(
  trace: readonly Event[],
  kinds: readonly Event["kind"][] = ["map", "dma request", "copy"],
): Event | undefined {
  return trace.find((event) =>
    kinds.includes(event.kind) && "to" in event && event.to === "user buffer"
  );
}

/** Judges whether a trace was read rightly. */
function judgeReading(
  gave: unknown,
  trace: readonly Event[],
): string | undefined {
  const event = userEventIn(trace);
  const told = judgeValue(gave, event !== undefined);
  if (told !== "") return told;
  return event === undefined
    ? "No event of this trace names the user buffer."
    : `At step ${event.step} the CPU ${sayEvent(event)}.`;
}

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = [
  exercise<[]>("sendfile", {
    cases: () => [[]],
    right: () => sendfile,
    wrong: wrongPrograms,
    judge: (gave) =>
      judgeStrategy(
        gave,
        makeJob({ fileBytes: 20_000, bufferBytes: 8192, nic: "no-gather" }),
        {
          calls: ["sendfile"],
          like: sendfile,
          why: "The kernel was told the whole wish at once: it can go from " +
            "the file to the socket with nobody in between.",
        },
      ),
  }),
  exercise<Saving>("switchesSaved", {
    cases: (dice) => {
      const choices = {
        bufferBytes: [4096, 8192, 10_000, 16384],
        wholePieces: [3, 9],
      } as const;
      const before = [makeJob(), ...rollEnds(dice, choices)];
      const mapped = [rollJob(dice, choices), rollJob(dice, choices)];
      return [
        ...before.map((job) => [job, "read + write"] as const),
        ...mapped.map((job) => [job, "mmap + write"] as const),
      ].map((
        [{ fileBytes, bufferBytes }, older],
      ) => [fileBytes, bufferBytes, older]);
    },
    right: (...saving) => {
      const { before, after } = countsOf(...saving);
      return before - after;
    },
    wrong: {
      "always two": () => 2,
      "the same against both": (fileBytes, bufferBytes) =>
        savedBy(Math.ceil(fileBytes / bufferBytes), "read + write"),
      "one for each call": (...saving) => {
        const { before, after } = countsOf(...saving);
        return (before - after) / 2;
      },
      "sendfile costs nothing": (...saving) => countsOf(...saving).before,
      "one sendfile for the whole file": (...saving) =>
        countsOf(...saving).before - 2,
      "whole pieces only": (file, buffer, older) =>
        savedBy(Math.floor(file / buffer), older),
      "the nearest number of pieces": (file, buffer, older) =>
        savedBy(Math.round(file / buffer), older),
      "a part of a call": (file, buffer, older) =>
        savedBy(file / buffer, older),
    },
  }),
  exercise<[trace: readonly Event[]]>("involvesUser", {
    cases: (dice) => [
      // A call of this name, and one that is made once, tell those who look at either.
      [rollTrace(dice, readWrite, { call: "sendfile" })],
      [rollTrace(dice, sendfile, { pieces: 1 })],
      [rollTrace(dice, mappedBefore)],
      ...dice.shuffle([mmapWrite, direct, sendfile, gather])
        .map((by): [readonly Event[]] => [rollTrace(dice, by)]),
    ],
    right: (trace) => userEventIn(trace) !== undefined,
    wrong: {
      "only the CPU can fill it": (trace) =>
        trace.some((event) =>
          event.kind === "copy" && event.by === "CPU" &&
          event.to === "user buffer"
        ),
      "only a copy can fill it": (trace) =>
        userEventIn(trace, ["copy"]) !== undefined,
      "DMA stays away from it": (trace) =>
        trace.some((event) =>
          (event.kind === "map" ||
            event.kind === "copy" && event.by === "CPU") &&
          event.to === "user buffer"
        ),
      "the mode switches tell it": (trace) =>
        trace.filter(({ kind }) => kind === "mode switch").length > 2,
      "the name of the call tells it": (trace) =>
        trace.every((event) =>
          event.kind !== "mode switch" || event.call !== "sendfile"
        ),
      "the program always sees it": () => true,
    },
    judge: judgeReading,
  }),
];
