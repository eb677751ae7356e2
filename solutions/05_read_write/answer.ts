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
} from "zero-copy/machine/instruction.ts";
import { type Program, program } from "zero-copy/machine/program.ts";

/** Sends a file by read and write. */
export function readAndWrite(): Program {
  return program("read + write", [
    enterKernel("read"),
    dmaCopy("disk", "page cache"),
    cpuCopy("page cache", "user buffer"),
    leaveKernel("read"),
    enterKernel("write"),
    cpuCopy("user buffer", "socket buffer"),
    dmaCopy("socket buffer", "nic"),
    leaveKernel("write"),
  ]);
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

/** Sends a file by read and write: but this one faults. */
export function mended(): Program {
  return program("mended", [
    enterKernel("read"),
    dmaCopy("disk", "page cache"),
    cpuCopy("page cache", "user buffer"), // was: after the return from read
    leaveKernel("read"),
    enterKernel("write"),
    cpuCopy("user buffer", "socket buffer"),
    dmaCopy("socket buffer", "nic"), // was: after the return from write
    leaveKernel("write"),
  ]);
}
