/**
 * What the exercises of lesson 6 ask, and how answers are judged.
 *
 * @module
 */
import { type Exercise, oldExercise } from "zero-copy/workbook/exercise.ts";
import type { Dice } from "zero-copy/workbook/dice.ts";
import {
  judgeProgram,
  judgeValue,
  type Misconception,
} from "zero-copy/workbook/judge.ts";
import { type Job, makeJob, roundsOf } from "zero-copy/machine/job.ts";
import {
  callsOf,
  isProgram,
  type Program,
  stepsOf,
} from "zero-copy/machine/program.ts";
import { run } from "zero-copy/machine/run.ts";
import type { Event } from "zero-copy/trace/event.ts";
import { sayEvent } from "zero-copy/trace/explain.ts";
import { closedForm } from "zero-copy/cost/closed_form.ts";
import { mmapWrite as onDemand } from "zero-copy/strategy/linux.ts";
import { mmapWrite, readWrite } from "zero-copy/strategy/textbook.ts";

/** What is saved, under the names that an answer gives it. */
interface Saved {
  readonly cpuBytes: number;
  readonly modeSwitches: number;
  readonly peakBytes: number;
}

/** A file in five pieces, the last of which ends within a page. */
const unevenJob = makeJob({ fileBytes: 70_000, bufferBytes: 16_384 });

/** A file in pieces of which a fault brings several. */
const faultingJob = makeJob({ fileBytes: 163_840, bufferBytes: 16_384 });

/** Judges a program with mmap, first by whether it delivers, at last by what it costs. */
function judgeMapping(
  gave: unknown,
  job: Job,
  { like, why }: { like: Program; why: string },
): string | undefined {
  const undelivered = isProgram(gave) && sayWholeWrite(gave, job) ||
    judgeProgram(gave, job, { calls: callsOf(like) });
  if (undelivered !== undefined) return undelivered;
  const program = gave as Program;
  const { trace } = run(program, job);
  return sayDetour(trace) ?? sayMappedAgain(program, job) ??
    sayUserFault(trace) ?? judgeProgram(program, job, { like, why });
}

/** Says where bytes get into the socket buffer, and not by write's copy from a mapping. */
function sayDetour(trace: readonly Event[]): string | undefined {
  for (const event of trace) {
    if (event.kind === "pass") {
      return `The file arrives, but step ${event.step} ${sayEvent(event)}. ` +
        "The program may change its buffer as soon as write has returned, " +
        "so the socket buffer needs a copy.";
    }
    const isFilling = event.kind === "copy" && event.to === "socket buffer";
    if (isFilling && event.through !== "user buffer") {
      return `The file arrives, but step ${event.step} ${sayEvent(event)}. ` +
        "write is given an address of the program: a mapping lets that " +
        "address lead to the page cache, so that write finds the bytes there.";
    }
  }
  return undefined;
}

/** Says where a program writes the file in one piece, though a piece is less. */
function sayWholeWrite(program: Program, job: Job): string | undefined {
  const step = stepsOf(program).find(({ instruction, repeats }) =>
    instruction.op === "enter kernel" && instruction.call === "write" &&
    repeats === "once"
  );
  return step && `Step ${step.step} writes all of the file at once: a call ` +
      `moves at most ${job.bufferBytes} bytes here. What stands in once ` +
      "works on the file as a whole, and a piece is less.";
}

/** Says where a program makes or ends a mapping for each piece. */
function sayMappedAgain(program: Program, job: Job): string | undefined {
  for (const { step, instruction, repeats } of stepsOf(program)) {
    if (repeats === "once" || instruction.op !== "enter kernel") continue;
    if (instruction.call === "write") continue;
    return `The file arrives, but step ${step} calls ${instruction.call}() ` +
      `for each of the ${roundsOf(job)} pieces. One mapping can show the ` +
      "whole file until the last piece is written.";
  }
  return undefined;
}

/** Says where the program itself touches a page that is not there. */
function sayUserFault(trace: readonly Event[]): string | undefined {
  const fault = trace.find((event) =>
    event.kind === "page fault" && event.mode === "user"
  );
  return fault && `The file arrives, but step ${fault.step} faults in user ` +
      "mode: each such fault is a way into the kernel and back. If a call " +
      "touches the pages, the CPU is in the kernel already.";
}

/** What read + write costs more than mmap + write. */
function savedFor(job: Job): Saved {
  const before = closedForm(readWrite, job);
  const after = closedForm(mmapWrite, job);
  return {
    cpuBytes: before.cpuBytes - after.cpuBytes,
    modeSwitches: before.modeSwitches - after.modeSwitches,
    peakBytes: before.peakBufferBytes - after.peakBufferBytes,
  };
}

/** A cached file in several pieces, the last of which is shorter. */
function drawCached(dice: Dice): Job {
  const bufferBytes = dice.pick([4096, 8192, 16384, 32768]);
  const rest = dice.whole(1, bufferBytes - 1);
  const fileBytes = dice.whole(2, 9) * bufferBytes + rest;
  return makeJob({ fileBytes, bufferBytes, cache: "warm" });
}

function judgeSaved(gave: unknown, job: Job): string | undefined {
  const right = savedFor(job);
  if (typeof gave !== "object" || gave === null || Array.isArray(gave)) {
    return judgeValue(gave, right, { why: "" });
  }
  const known = misconceptions(job);
  for (const name of ["cpuBytes", "modeSwitches", "peakBytes"] as const) {
    const value = (gave as Partial<Record<string, unknown>>)[name];
    const why = judgeValue(value, right[name], known[name]);
    if (why !== undefined) return `${name}: ${why}`;
  }
  return undefined;
}

type Reasons = { known: readonly Misconception[]; why: string };

/** What somebody may think of each saving. */
function misconceptions(job: Job): Record<keyof Saved, Reasons> {
  return {
    cpuBytes: wrongBytes(job),
    modeSwitches: wrongSwitches(job),
    peakBytes: wrongPeaks(job),
  };
}

function wrongBytes(job: Job): Reasons {
  const before = closedForm(readWrite, job);
  return {
    known: [
      {
        value: before.cpuBytes,
        why: "That is all that the CPU copies for read + write, as if a " +
          "mapping left no copy at all. What does write still do with the " +
          "bytes it is pointed to?",
      },
      {
        value: 0,
        why: "Something is saved: which copy of read has no counterpart in " +
          "mmap?",
      },
      {
        value: job.bufferBytes,
        why: "That is one piece. The copy is saved for each of them.",
      },
      {
        value: roundsOf(job) * job.bufferBytes,
        why: "The last piece is not full, and a copy moves only the bytes " +
          "that are there.",
      },
    ],
    why: "Follow one byte of the file through both programs: how many times " +
      "does the CPU copy it in each?",
  };
}

function wrongSwitches(job: Job): Reasons {
  const before = closedForm(readWrite, job);
  const pieces = roundsOf(job);
  return {
    known: [
      {
        value: 0,
        why: `That holds for one piece. Here there are ${pieces}: which of ` +
          "the calls is made for each of them, and which is not?",
      },
      {
        value: before.modeSwitches,
        why: "That is all of them. A mapping is made by a call, and the " +
          "writes are still there.",
      },
      {
        value: before.modeSwitches / 2,
        why: "That is what the reads cost. In their place stands something " +
          "that is done once, but not for nothing.",
      },
      {
        value: pieces - 1,
        why: "That is the number of calls. Each is a way into the kernel, " +
          "and a way back.",
      },
    ],
    why: `Write down the calls of both programs for ${pieces} ` +
      `${pieces === 1 ? "piece" : "pieces"}. Then count the ways in and out.`,
  };
}

function wrongPeaks(job: Job): Reasons {
  const before = closedForm(readWrite, job);
  const file = pagesBytes(job);
  return {
    known: [
      {
        value: 0,
        why: "Something is saved: whose memory does read fill, that nobody " +
          "needs with a mapping?",
      },
      {
        value: job.fileBytes,
        why: "That is the size of the file, as if there were a second copy " +
          "of it. How much of the file is in the user buffer at one time?",
      },
      {
        value: file,
        why: "The pages of the file stay in the page cache in both cases. " +
          "What is held besides?",
      },
      {
        value: 2 * job.bufferBytes,
        why: "The socket buffer needs memory in both cases: write still " +
          "copies into it.",
      },
      {
        value: before.peakBufferBytes / 2,
        why: "Half of all would be right if there were no socket buffer, " +
          "and if one piece were the whole file.",
      },
    ],
    why: "Which places hold bytes at the fullest moment of each program, and " +
      "how many? One of them is not needed any more.",
  };
}

/** The memory of a file in the page cache. [bytes] */
function pagesBytes({ fileBytes, pageBytes }: Job): number {
  return Math.ceil(fileBytes / pageBytes) * pageBytes;
}

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = [
  oldExercise<[]>("mapAndWrite", {
    ask: () => [[]],
    judge: (gave) =>
      judgeMapping(gave, unevenJob, {
        like: mmapWrite,
        why: "mmap brings the pages and maps them, once. After that, a piece " +
          "needs one copy and its sending.",
      }),
  }),
  oldExercise<[job: Job]>("savedByMapping", {
    ask: (dice) => [
      [makeJob({ cache: "warm" })],
      [drawCached(dice)],
      [drawCached(dice)],
      [drawCached(dice)],
    ],
    judge: judgeSaved,
  }),
  oldExercise<[]>("mapOnDemand", {
    ask: () => [[]],
    judge: (gave) =>
      judgeMapping(gave, faultingJob, {
        like: onDemand,
        why:
          "A page is brought once, when it is first needed. Nothing has to " +
          "be added for that, only moved.",
      }),
  }),
];
