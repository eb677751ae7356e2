/**
 * Solutions of the exercises of lesson 5, read + write.
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
import { once, type Program, program } from "zero-copy/machine/program.ts";
import type { Event } from "zero-copy/trace/event.ts";

/** Sends a file by read and write, as a real loop was seen to do it. */
export function readAndWrite(): Program {
  return program(
    "read + write",
    [
      enterKernel("read"),
      dmaCopy("disk", "page cache"),
      cpuCopy("page cache", "user buffer"),
      leaveKernel("read"),
      enterKernel("write"),
      cpuCopy("user buffer", "socket buffer"),
      leaveKernel("write"),
      transmit(),
    ],
    once([enterKernel("read"), leaveKernel("read")]),
  );
}

/**
 * Counts the mode switches of read + write, as the textbook counts.
 *
 * @param fileBytes Size of the file. [bytes]
 * @param bufferBytes The most that one call moves. [bytes]
 */
export function countSwitches(fileBytes: number, bufferBytes: number): number {
  const pieces = Math.ceil(fileBytes / bufferBytes);
  const calls = 2 * pieces;
  return 2 * calls;
}

/** Sends a file of one piece: but of a longer one the client gets the wrong bytes. */
export function mended(): Program {
  return program("mended", [
    enterKernel("read"),
    dmaCopy("disk", "page cache"),
    cpuCopy("page cache", "user buffer"),
    leaveKernel("read"), // was: the end of a list, and so of a loop
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
  const copied = { CPU: 0, DMA: 0 };
  for (const event of trace) {
    if (event.kind === "copy") copied[event.by] += event.bytes;
  }
  const seen = Math.min(use.looksAt, copied.CPU / 2);
  const program = use.changes ? 2 * seen : seen;
  return { client: copied.DMA, program, nobody: copied.CPU - program };
}
