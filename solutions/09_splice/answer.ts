/**
 * Solutions of the exercises of lesson 9, splice.
 *
 * @module
 */
import {
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
import { gather, mmapWrite, readWrite } from "zero-copy/strategy/textbook.ts";

/** Sends a file by splice, as the textbook tells it. */
export function splice(): Program {
  return program("splice", [
    enterKernel("splice"),
    dmaCopy("disk", "page cache"),
    passPages("page cache", "pipe"),
    passPages("pipe", "socket buffer"),
    dmaCopy("socket buffer", "nic"),
    leaveKernel("splice"),
  ]);
}

/** Counts the system calls of splice on Linux, for a file of this size. [bytes] */
export function callsOnLinux(fileBytes: number): number {
  const pipeBytes = 16 * 4096;
  return 1 + 2 * Math.ceil(fileBytes / pipeBytes);
}

/** Sends a file by splice as Linux does it: but this one has no pipe. */
export function mended(): Program {
  return program(
    "mended",
    once([enterKernel("pipe"), openPipe(16), leaveKernel("pipe")]),
    [
      enterKernel("splice"),
      dmaCopy("disk", "page cache"),
      passPages("page cache", "pipe"), // was: to the socket buffer
      leaveKernel("splice"),
      enterKernel("splice"),
      passPages("pipe", "socket buffer"),
      leaveKernel("splice"),
      transmit(),
    ],
  );
}

/** Chooses the strategy that copies the fewest bytes by the CPU, and makes only the calls it may. */
export function fewest(job: Job, calls: readonly string[]): Program {
  if (calls.includes("sendfile")) return fallBack(gather, job);
  if (calls.includes("splice")) return fallBack(splice(), job);
  return calls.includes("mmap") ? mmapWrite : readWrite;
}
