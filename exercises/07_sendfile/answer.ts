/**
 * Exercises of lesson 7, sendfile. The tasks are in README.md beside this file.
 *
 * Replace each `todo(…)` by your answer, then type `deno task grade 7`.
 *
 * @module
 */
import { todo } from "zero-copy/workbook/hole.ts";
import {
  copyReferences,
  cpuCopy,
  dmaCopy,
  enterKernel,
  leaveKernel,
  passPages,
  transmit,
} from "zero-copy/machine/instruction.ts";
import { type Program, program } from "zero-copy/machine/program.ts";
import {
  type Account,
  type Script,
  tryLoop,
} from "zero-copy/machine/scripted_kernel.ts";
import type { Event } from "zero-copy/trace/event.ts";
import type {
  Obstacle,
  Source,
  Target,
} from "../../lessons/07_sendfile/ends.ts";

/** Sends a file as the list on the page wants it. */
export function sendfile(): Program {
  return program("sendfile", [todo("one call, and what comes after it")]);
}

/**
 * Counts the mode switches that sendfile saves against an older strategy, as the textbook counts.
 *
 * @param fileBytes Size of the file. [bytes]
 * @param bufferBytes The most that one call moves. [bytes]
 * @param older The program that sendfile replaces.
 */
export function switchesSaved(
  fileBytes: number,
  bufferBytes: number,
  older: "read + write" | "mmap + write",
): number {
  return todo("count both, and take the difference");
}

/**
 * Tells from a trace whether the file was in the user buffer, or could be seen at its addresses:
 * but this one overlooks some ways.
 */
export function involvesUser(trace: readonly Event[]): boolean {
  todo("mend the test below, then delete this line");
  return trace.some((event) =>
    event.kind === "copy" && event.by === "CPU" && event.to === "user buffer"
  );
}

/** Sends a part of a file, whatever the kernel answers, and says how that ended. */
export function sendPart(script: Script): Account {
  return tryLoop(script, (kernel, { from, bytes }) => {
    const offset = { at: from };
    return todo("call kernel.sendfile(offset, …) until nothing is left");
  });
}

/** Names what stands in the way of sendfile from a source to a target: "none", if nothing does. */
export function obstacleTo(source: Source, target: Target): Obstacle {
  return todo("look at what each end can do");
}
