/**
 * Solutions of the exercises of lesson 7, sendfile.
 *
 * @module
 */
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  leaveKernel,
} from "zero-copy/machine/instruction.ts";
import { type Program, program } from "zero-copy/machine/program.ts";
import type { Event } from "zero-copy/trace/event.ts";

/** Sends a file by sendfile, as Linux first had it. */
export function sendfile(): Program {
  return program("sendfile", [
    enterKernel("sendfile"),
    dmaCopy("disk", "page cache"),
    cpuCopy("page cache", "socket buffer"),
    dmaCopy("socket buffer", "nic"),
    leaveKernel("sendfile"),
  ]);
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
  const pieces = Math.ceil(fileBytes / bufferBytes);
  const olderCalls = older === "read + write" ? 2 * pieces : 1 + pieces;
  return 2 * (olderCalls - pieces);
}

/**
 * Tells from a trace whether the file was in the user buffer, or could be seen at its addresses:
 * but this one overlooks some ways.
 */
export function involvesUser(trace: readonly Event[]): boolean {
  return trace.some((event) =>
    // was: only a copy, by the CPU
    (event.kind === "copy" || event.kind === "map") &&
    event.to === "user buffer"
  );
}
