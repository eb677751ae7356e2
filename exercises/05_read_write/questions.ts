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
  transmit,
} from "zero-copy/machine/instruction.ts";
import { makeJob } from "zero-copy/machine/job.ts";
import { once, type Program, program } from "zero-copy/machine/program.ts";
import { run } from "zero-copy/machine/run.ts";
import { closedForm } from "zero-copy/cost/closed_form.ts";
import {
  drawSequence,
  sequenceOf,
  withHoles,
} from "zero-copy/picture/sequence.ts";
import * as onLinux from "zero-copy/strategy/linux.ts";
import { mmapWrite, readWrite, sendfile } from "zero-copy/strategy/textbook.ts";
import { count, type Counts } from "zero-copy/trace/count.ts";
import type { Event } from "zero-copy/trace/event.ts";
import type { Dice } from "zero-copy/workbook/dice.ts";
import { type Exercise, exercise } from "zero-copy/workbook/exercise.ts";
import type { Question } from "zero-copy/workbook/question.ts";
import { judgeStrategyFor } from "zero-copy/workbook/judge_program.ts";
import { fence, pageColumns } from "zero-copy/workbook/lesson.ts";
import { rollEnds, rollJob, tellingJobs } from "zero-copy/workbook/roll.ts";
import {
  atOnce,
  exchange,
  forEachPiece,
  instead,
  without,
} from "zero-copy/workbook/wrong_programs.ts";

/** The copies by the CPU, and the returns of the calls that move bytes. */
const lost = /^CPU copy|^return: mode switch [24]$/;

/** What the page shows, with holes. */
export const facts = (): Record<string, string> => ({
  seen: fence(drawSequence(
    withHoles(sequenceOf(run(onLinux.readWrite).trace), lost),
    pageColumns,
  )),
});

const copyIn = cpuCopy("page cache", "user buffer");
const copyOut = cpuCopy("user buffer", "socket buffer");
const [enterWrite, leaveWrite] = [enterKernel("write"), leaveKernel("write")];

const [eachPiece, atTheEnd] = onLinux.readWrite.parts.map(({ instructions }) =>
  instructions
) as [Program["parts"][0]["instructions"], Program["parts"][0]["instructions"]];

/** What is done for each piece. */
const loop = program("mended", eachPiece);

/** A loop, and the read that finds the end. */
function toTheEnd({ parts }: Program): Program {
  return program("read + write", ...parts, once(atTheEnd));
}

/** What somebody writes in place of read + write as Linux does it. */
const wrongPrograms: Readonly<Record<string, () => Program>> = {
  "one call does it": () => sendfile,
  "a mapping does it": () => mmapWrite,
  "read brings it to the client": () =>
    toTheEnd(without(loop, enterWrite, copyOut, leaveWrite, transmit())),
  "the program copies": () =>
    toTheEnd(exchange(loop, copyIn, leaveKernel("read"))),
  "the textbook's list will do": () => readWrite,
  "write waits for the NIC": () => toTheEnd(readWrite),
  "write takes it from the page cache": () =>
    toTheEnd(instead(loop, copyOut, cpuCopy("page cache", "socket buffer"))),
  "the NIC can wait for the end": () =>
    program(
      "late",
      eachPiece.slice(0, -1),
      once([transmit(), ...atTheEnd]),
    ),
  "a read that brings nothing is none": () => loop,
  "each piece looks for the end": () => forEachPiece(onLinux.readWrite),
};

const [reading, writing] = [eachPiece.slice(0, 4), eachPiece.slice(4)];

/** What somebody makes of two loops. */
const wrongMendings: Readonly<Record<string, () => Program>> = {
  "what sends one piece sends all": () =>
    program("as it was", reading, writing),
  "a large buffer holds all": () => program("one read", once(reading), writing),
  "all of it is done once": () => atOnce(loop),
  "write comes first": () => program("turned", writing, reading),
  "the NIC can wait for the end": () =>
    program("late", eachPiece.slice(0, -1), once([transmit()])),
  "write finds each piece in the page cache": () =>
    instead(
      program("past the program", reading, writing),
      copyOut,
      cpuCopy("page cache", "socket buffer"),
    ),
};

type Sizes = [fileBytes: number, bufferBytes: number];

/** Where somebody goes wrong by one: whole pieces, a byte less and more, one byte, and no file. */
function rollSizes(dice: Dice): Sizes[] {
  const choices = {
    bufferBytes: [4096, 8192, 10_000, 16_384],
    wholePieces: [2, 9],
  } as const;
  const { fileBytes, bufferBytes } = makeJob();
  return [
    [fileBytes, bufferBytes],
    ...rollEnds(dice, choices)
      .map((job): Sizes => [job.fileBytes, job.bufferBytes]),
    [dice.pick([1, bufferBytes - 1]), bufferBytes],
    [0, bufferBytes],
  ];
}

function countsOf(fileBytes: number, bufferBytes: number): Counts {
  return closedForm(readWrite, makeJob({ fileBytes, bufferBytes }));
}

/** What a program does with the bytes: it looks at the first of them, and may change those. */
interface Use {
  readonly looksAt: number;
  readonly changes: boolean;
}

type Used = [trace: readonly Event[], use: Use];

/** Programs that only send, look at some bytes, at a piece and one more or less, at all, at too many. */
function rollUses(dice: Dice): Used[] {
  const choices = {
    bufferBytes: [4096, 8192, 16_384],
    wholePieces: [2, 4],
    cache: ["cold", "warm"],
  } as const;
  const [one, whole, ...others] = [
    rollJob(dice, choices),
    ...rollEnds(dice, choices),
  ].map((job) => ({ ...job, changes: dice.pick([true, false]) }));
  const { bufferBytes } = whole!;
  const [least, none] = [1, 0].map((fileBytes) => makeJob({ fileBytes }));
  return [
    { ...one!, looksAt: 0, changes: false },
    { ...one!, looksAt: 0, changes: true },
    { ...one!, looksAt: 1, changes: false },
    { ...one!, looksAt: one!.bufferBytes + dice.whole(2, 999), changes: true },
    ...[0, -1, 1].map((more) => ({ ...whole!, looksAt: bufferBytes + more })),
    ...others.map((job) => ({ ...job, looksAt: job.fileBytes })),
    { ...one!, looksAt: one!.fileBytes + 1, changes: true },
    { ...least!, looksAt: dice.whole(100, 512), changes: false },
    { ...none!, looksAt: dice.whole(100, 512), changes: true },
  ].map(({ looksAt, changes, ...job }) => [
    run(dice.pick([readWrite, onLinux.readWrite]), job).trace,
    { looksAt, changes },
  ]);
}

/** How many bytes the program looks at, of as many as there are. */
function seenBytes(trace: readonly Event[], { looksAt }: Use): number {
  return Math.min(looksAt, count(trace).cpuBytes / 2);
}

/** Shares the bytes that the CPU copied: what is not for the program is for nobody. */
function shared(
  trace: readonly Event[],
  program: number,
): Record<"program" | "nobody", number> {
  return { program, nobody: count(trace).cpuBytes - program };
}

/** What somebody says who takes other bytes for those that the program looks at. */
function lookingAt(
  other: (...used: Used) => number,
): Question<Used>["wrong"][string] {
  return (trace, use) =>
    shared(trace, other(trace, use) * (use.changes ? 2 : 1));
}

function bytesBy(
  trace: readonly Event[],
  isMeant: (event: Event) => boolean,
): number {
  return trace.filter(isMeant).reduce(
    (sum, event) => sum + ("bytes" in event ? event.bytes : 0),
    0,
  );
}

const isCopyIn = (event: Event): boolean =>
  event.kind === "copy" && event.to === "user buffer";
const isCopyOut = (event: Event): boolean =>
  event.kind === "copy" && event.to === "socket buffer";

const wrongShares: Question<Used>["wrong"] = {
  "the program has asked for all copies": (trace) =>
    shared(trace, count(trace).cpuBytes),
  "no CPU copy is needed": (trace) => shared(trace, 0),
  "who changes needs only the first copy": (...used) =>
    shared(used[0], seenBytes(...used)),
  "who looks needs both copies": (...used) =>
    shared(used[0], 2 * seenBytes(...used)),
  "a look at one byte needs the piece": lookingAt((trace, use) => {
    const { bytes = 1 } = trace.find((event) =>
      event.kind === "copy" && event.by === "CPU"
    ) as { bytes?: number } ?? {};
    const whole = Math.ceil(use.looksAt / bytes) * bytes;
    return seenBytes(trace, { ...use, looksAt: whole });
  }),
  "a look at one byte needs the file": lookingAt((trace, use) =>
    use.looksAt === 0 ? 0 : count(trace).cpuBytes / 2
  ),
  "each piece has its first bytes": lookingAt((trace, { looksAt }) =>
    bytesBy(
      trace.map((event) =>
        "bytes" in event
          ? { ...event, bytes: Math.min(event.bytes, looksAt) }
          : event
      ),
      isCopyIn,
    )
  ),
  "the copy to the socket buffer serves the client": (...used) => {
    const [trace] = used;
    const seen = seenBytes(...used);
    return {
      client: count(trace).dmaBytes + bytesBy(trace, isCopyOut),
      program: seen,
      nobody: bytesBy(trace, isCopyIn) - seen,
    };
  },
  "there are as many bytes as one looks for": lookingAt((_, use) =>
    use.looksAt
  ),
  "what DMA moves serves nobody": (...used) => ({
    client: 0,
    nobody: rightShares(...used).nobody + count(used[0]).dmaBytes,
  }),
  "only the NIC serves the client": (trace) => ({
    client: bytesBy(
      trace,
      (event) => event.kind === "copy" && event.to === "nic",
    ),
  }),
  "who is asked for bytes moves them": (trace) => ({
    client: bytesBy(
      trace,
      (event) => event.kind !== "copy" || event.by === "DMA",
    ),
  }),
};

function rightShares(
  ...used: Used
): Record<"client" | "program" | "nobody", number> {
  const [trace, use] = used;
  const program = seenBytes(...used) * (use.changes ? 2 : 1);
  return { client: count(trace).dmaBytes, ...shared(trace, program) };
}

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = [
  exercise<[]>("readAndWrite", {
    cases: () => [[]],
    right: () => onLinux.readWrite,
    wrong: wrongPrograms,
    tried: { job: tellingJobs()[0]! },
    judge: (gave) =>
      judgeStrategyFor(gave, tellingJobs(), {
        calls: ["read", "write"],
        like: onLinux.readWrite,
        why: "Go through the drawing row by row: each is there once.",
      }),
  }),
  exercise<Sizes>("countSwitches", {
    cases: rollSizes,
    right: (...sizes) => countsOf(...sizes).modeSwitches,
    wrong: {
      "one for each call": (...sizes) => countsOf(...sizes).systemCalls,
      "always four": () => countsOf(1, 1).modeSwitches,
      "whole pieces only": (file, buffer) => 4 * Math.floor(file / buffer),
      "the nearest number of pieces": (file, buffer) =>
        4 * Math.round(file / buffer),
      "one piece more": (file, buffer) => 4 * (Math.floor(file / buffer) + 1),
      "a part of a call": (file, buffer) => 4 * file / buffer,
      "a read that finds the end": (...sizes) =>
        countsOf(...sizes).modeSwitches + 2,
    },
  }),
  exercise<[]>("mended", {
    cases: () => [[]],
    right: () => loop,
    wrong: wrongMendings,
    tried: {
      job: tellingJobs()[0]!,
      given: program("mended", reading, writing),
    },
    judge: (gave) =>
      judgeStrategyFor(gave, tellingJobs(), {
        calls: ["read", "write"],
        like: loop,
        why: "All lines are needed, as often as they are there.",
      }),
  }),
  exercise<Used>("forWhom", {
    cases: rollUses,
    right: rightShares,
    wrong: wrongShares,
  }),
];
