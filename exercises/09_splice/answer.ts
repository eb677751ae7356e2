/**
 * Exercises of lesson 9, splice. The tasks are in README.md beside this file.
 *
 * Replace each `todo(…)` by your answer, then type `deno task grade 9`.
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
  openPipe,
  passPages,
  transmit,
} from "zero-copy/machine/instruction.ts";
import type { Job } from "zero-copy/machine/job.ts";
import { once, type Program, program } from "zero-copy/machine/program.ts";
import { fallBack } from "zero-copy/strategy/fallback.ts";
import {
  gather,
  mmapWrite,
  readWrite,
  sendfile,
} from "../../lessons/09_splice/earlier.ts";
import {
  type RelayAccount,
  type RelayScript,
  tryRelay,
} from "../../lessons/09_splice/relay_kernel.ts";

/** Sends a file by splice, to a NIC that cannot gather. */
export function splice(): Program {
  return program("splice", [todo("a line for each row of the table")]);
}

/** Counts the system calls of splice on Linux, for a file of this size. [bytes] */
export function callsOnLinux(fileBytes: number): number {
  return todo("count the calls");
}

/** Sends a file by splice as Linux does it: but this one has no pipe. */
export function mended(): Program {
  todo("mend the program below, then delete this line");
  return program("mended", [
    enterKernel("splice"),
    dmaCopy("disk", "page cache"),
    passPages("page cache", "socket buffer"),
    leaveKernel("splice"),
    transmit(),
  ]);
}

/** A call that a machine may allow. */
type CallName =
  | ("read" | "write" | "mmap" | "munmap")
  | ("sendfile" | "pipe" | "splice");

/** Chooses the strategy that copies the fewest bytes by the CPU, and makes only the calls it may. */
export function fewest(job: Job, calls: readonly CallName[]): Program {
  return todo(
    "look at job.nic and at calls: one of those imported, or your own",
  );
}

/** Hands on what a client sends to a server and to a mirror, and copies no byte by the CPU. */
export function relay(script: RelayScript): RelayAccount {
  return tryRelay(script, (kernel) => {
    return todo("kernel.splice from the client, until it has closed");
  });
}
