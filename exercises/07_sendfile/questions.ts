/**
 * What the exercises of lesson 7 ask, and how answers are judged.
 *
 * @module
 */
import type { Dice } from "zero-copy/workbook/dice.ts";
import { type Exercise, oldExercise } from "zero-copy/workbook/exercise.ts";
import { judgeValue, type Misconception } from "zero-copy/workbook/judge.ts";
import { judgeWay } from "zero-copy/workbook/judge_program.ts";
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  leaveKernel,
} from "zero-copy/machine/instruction.ts";
import { type Job, makeJob, roundsOf } from "zero-copy/machine/job.ts";
import { type Program, program } from "zero-copy/machine/program.ts";
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

const olderWays = { "read + write": readWrite, "mmap + write": mmapWrite };

type OlderWay = keyof typeof olderWays;

/** A file of several pieces, of which the last is shorter. */
function drawJob(dice: Dice): Job {
  const bufferBytes = dice.pick([4096, 8192, 10_000, 16384]);
  const rest = dice.whole(1, bufferBytes - 1);
  const fileBytes = dice.whole(3, 9) * bufferBytes + rest;
  return makeJob({ fileBytes, bufferBytes });
}

/** What people answer who count something else, or leave something out. */
function misjudgedSavings(job: Job, older: OlderWay): Misconception[] {
  const pieces = roundsOf(job);
  const { modeSwitches, systemCalls } = closedForm(olderWays[older], job);
  const calls = {
    value: systemCalls - pieces,
    why: "That is how many calls are saved. Each call is two mode switches.",
  };
  const all = {
    value: modeSwitches,
    why: `That is all that ${older} needs. sendfile is not free: it enters ` +
      "and leaves the kernel for each piece.",
  };
  if (older === "mmap + write") {
    const each = {
      value: 2 * pieces,
      why: `That is two for each of ${pieces} pieces. Which call of mmap + ` +
        "write is made for each piece, and which is not? Look for (once) in " +
        "the program of lesson 6.",
    };
    return [each, calls, all];
  }
  return [
    {
      value: 2,
      why: "That is for a file that one call moves. This one goes in " +
        `${pieces} pieces.`,
    },
    {
      value: 2 * Math.floor(job.fileBytes / job.bufferBytes),
      why: "The last piece is shorter, and it needs its calls as well.",
    },
    {
      value: 2 * job.fileBytes / job.bufferBytes,
      why: "There is no such thing as a part of a call: a piece that is not " +
        "full needs a whole one.",
    },
    calls,
    all,
  ];
}

/** A way whose DMA engine fills the user buffer: the CPU copies nothing there. */
const direct = program("direct", [
  enterKernel("read"),
  dmaCopy("disk", "user buffer"),
  leaveKernel("read"),
  enterKernel("write"),
  cpuCopy("user buffer", "socket buffer"),
  dmaCopy("socket buffer", "nic"),
  leaveKernel("write"),
]);

/** The same program with other names for its calls: a name proves nothing. */
function renameCalls(way: Program, call: string): Program {
  return {
    ...way,
    parts: way.parts.map((part) => ({
      ...part,
      instructions: part.instructions.map((instruction) =>
        "call" in instruction ? { ...instruction, call } : instruction
      ),
    })),
  };
}

function drawTrace(dice: Dice, way: Program): readonly Event[] {
  const bufferBytes = dice.pick([4096, 8192]);
  const fileBytes = bufferBytes + dice.whole(1, bufferBytes);
  const cache: Job["cache"] = way === direct
    ? "cold"
    : dice.pick(["cold", "warm"] as const);
  const call = dice.pick(["sendfile", "send", "transfer", "read"]);
  const job = makeJob({ fileBytes, bufferBytes, cache });
  return run(renameCalls(way, call), job).trace;
}

/** Judges whether a trace was read rightly. Events that keep account of memory are not told. */
function judgeReading(
  gave: unknown,
  trace: readonly Event[],
): string | undefined {
  const named = trace.find((event) =>
    event.kind !== "allocate" && "to" in event && event.to === "user buffer"
  );
  if (named === undefined) {
    return judgeValue(gave, false, {
      why: "No event of this trace names the user buffer. The name of a call " +
        "and the number of mode switches say nothing about where bytes are.",
    });
  }
  const rule = {
    map: "No byte moved there, but whose addresses lead to the bytes now?",
    "dma request":
      "The CPU copied nothing there, but it is not the only one that copies.",
  }[named.kind as string] ?? "What could the program look at afterwards?";
  return judgeValue(gave, true, {
    why: `At step ${named.step} the CPU ${sayEvent(named)}. ${rule}`,
  });
}

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = [
  oldExercise<[]>("sendfile", {
    ask: () => [[]],
    judge: (gave) =>
      judgeWay(
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
  oldExercise<[fileBytes: number, bufferBytes: number, older: OlderWay]>(
    "switchesSaved",
    {
      ask: (dice) => {
        const older = ["read + write", "mmap + write"] as const;
        const drawn = [...older, ...older].map((way) =>
          [drawJob(dice), way] as const
        );
        return [[makeJob(), older[0]] as const, ...drawn].map((
          [{ fileBytes, bufferBytes }, way],
        ) => [fileBytes, bufferBytes, way]);
      },
      judge: (gave, fileBytes, bufferBytes, older) => {
        const job = makeJob({ fileBytes, bufferBytes });
        const saved = closedForm(olderWays[older], job).modeSwitches -
          closedForm(sendfile, job).modeSwitches;
        return judgeValue(gave, saved, {
          known: misjudgedSavings(job, older),
          why: "Count the calls of both ways: those that are made once, and " +
            `those that are made for each piece (here: ${roundsOf(job)}). ` +
            "How many mode switches is a call?",
        });
      },
    },
  ),
  oldExercise<[trace: readonly Event[]]>("involvesUser", {
    ask: (dice) =>
      [
        readWrite,
        sendfile,
        ...dice.shuffle([mmapWrite, direct, sendfile, gather]),
      ].map((way) => [drawTrace(dice, way)]),
    judge: judgeReading,
  }),
];
