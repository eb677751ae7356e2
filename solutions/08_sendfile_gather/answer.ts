/**
 * Solutions of the exercises of lesson 8, sendfile + gather.
 *
 * @module
 */
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  leaveKernel,
  passPages,
} from "zero-copy/machine/instruction.ts";
import type { Job } from "zero-copy/machine/job.ts";
import { type Program, program } from "zero-copy/machine/program.ts";

/** Sends a file by sendfile, to a NIC that gathers and adds checksums. */
export function gather(): Program {
  return program("sendfile + gather", [
    enterKernel("sendfile"),
    dmaCopy("disk", "page cache"),
    passPages("page cache", "socket buffer"),
    dmaCopy("socket buffer", "nic"),
    leaveKernel("sendfile"),
  ]);
}

/**
 * Chooses the program that sendfile must be on a machine: the CPU copies no more than its NIC
 * makes necessary.
 *
 * @param job What is sent, and on which machine: `job.nic` tells what its NIC can do.
 */
export function programFor(job: Job): Program {
  const handOver = job.nic === "no-gather" ? cpuCopy : passPages;
  return program("sendfile", [
    enterKernel("sendfile"),
    dmaCopy("disk", "page cache"),
    handOver("page cache", "socket buffer"),
    dmaCopy("socket buffer", "nic"),
    leaveKernel("sendfile"),
  ]);
}

/**
 * Predicts how many bytes sendfile moves.
 *
 * @param job What is sent, and on which machine.
 * @returns What the CPU moves and what DMA engines move. [bytes]
 */
export function movedBytes(job: Job): { cpuBytes: number; dmaBytes: number } {
  const { fileBytes, nic, cache } = job;
  return {
    cpuBytes: nic === "gather" ? 0 : fileBytes,
    dmaBytes: cache === "warm" ? fileBytes : 2 * fileBytes,
  };
}
