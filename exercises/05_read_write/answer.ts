/**
 * Exercises of lesson 5, read + write. The tasks are in README.md beside this file.
 *
 * Replace each `todo(…)` by your answer, then type `deno task grade 5`.
 *
 * @module
 */
import { todo } from "zero-copy/workbook/hole.ts";
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  leaveKernel,
  transmit,
} from "zero-copy/machine/instruction.ts";
import { once, type Program, program } from "zero-copy/machine/program.ts";
import type { Event } from "zero-copy/trace/event.ts";

/** Sends a file by read and write, as a real loop was seen to do it. */
export function readAndWrite(): Program {
  return program(
    "read + write",
    [enterKernel("read"), todo("the rest of what is done for each piece")],
    once([todo("what is done once, at the end")]),
  );
}

/**
 * Counts the mode switches of read + write, as the textbook counts.
 *
 * @param fileBytes Size of the file. [bytes]
 * @param bufferBytes The most that one call moves. [bytes]
 */
export function countSwitches(fileBytes: number, bufferBytes: number): number {
  return todo("count the mode switches");
}

/** Sends a file of one piece: but of a longer one the client gets the wrong bytes. */
export function mended(): Program {
  todo("mend the program below, then delete this line");
  return program("mended", [
    enterKernel("read"),
    dmaCopy("disk", "page cache"),
    cpuCopy("page cache", "user buffer"),
    leaveKernel("read"),
  ], [
    enterKernel("write"),
    cpuCopy("user buffer", "socket buffer"),
    leaveKernel("write"),
    transmit(),
  ]);
}

/**
 * Says for whom how many bytes were copied while read and write sent a file.
 *
 * @param trace What happened.
 * @param use What the program does with the bytes between read and write.
 */
export function forWhom(
  trace: readonly Event[],
  use: { readonly looksAt: number; readonly changes: boolean },
): { client: number; program: number; nobody: number } {
  return todo("add up the bytes of the copies, for each of the three");
}
