/**
 * Exercises of lesson 8, sendfile + gather. The tasks are in README.md beside this file.
 *
 * Replace each `todo(…)` by your answer, then type `deno task grade 8`.
 *
 * @module
 */
import { todo } from "zero-copy/workbook/hole.ts";
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
    todo("one call, and what comes after it"),
  ]);
}

/**
 * Makes the program that the kernel carries out for sendfile: it passes the pages, and copies them
 * where the NIC makes that necessary, when it is to send.
 *
 * @param job What is sent, and on which machine: `job.nic` tells what its NIC can do.
 */
export function programFor(job: Job): Program {
  return todo("look at job.nic, and return a program for it");
}

/**
 * Predicts how many bytes sendfile moves.
 *
 * @param job What is sent, and on which machine.
 * @returns What the CPU moves and what DMA engines move. [bytes]
 */
export function movedBytes(job: Job): { cpuBytes: number; dmaBytes: number } {
  return {
    cpuBytes: todo("from memory to memory"),
    dmaBytes: todo("between a device and memory"),
  };
}
