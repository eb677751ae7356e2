/**
 * Solutions of the exercises of lesson 8, sendfile + gather.
 *
 * @module
 */
import {
  copyReferences,
  dmaCopy,
  enterKernel,
  leaveKernel,
  passPages,
  transmit,
} from "zero-copy/machine/instruction.ts";
import type { Job } from "zero-copy/machine/job.ts";
import { type Program, program } from "zero-copy/machine/program.ts";

/** Sends a file of tmpfs by sendfile, to a NIC that gathers and adds checksums. */
export function gather(): Program {
  return program("sendfile + gather", [
    enterKernel("sendfile"),
    passPages("page cache", "socket buffer"),
    leaveKernel("sendfile"),
    transmit(),
  ]);
}

/**
 * Makes the program that the kernel carries out for sendfile: it passes the pages, and copies them
 * where the NIC makes that necessary, when it is to send.
 *
 * @param job What is sent, and on which machine: `job.nic` tells what its NIC can do.
 */
export function programFor(job: Job): Program {
  return program("sendfile", [
    enterKernel("sendfile"),
    dmaCopy("disk", "page cache"),
    passPages("page cache", "socket buffer"),
    ...(job.nic === "gather" ? [] : [copyReferences()]),
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
