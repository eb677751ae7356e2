/**
 * Solutions of the exercises of lesson 9, splice.
 *
 * @module
 */
import {
  copyReferences,
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
} from "../../lessons/09_splice/earlier.ts";
import {
  type RelayAccount,
  type RelayScript,
  tryRelay,
} from "../../lessons/09_splice/relay_kernel.ts";

/** Sends a file by splice, to a NIC that cannot gather. */
export function splice(): Program {
  return program("splice", [
    enterKernel("splice"),
    dmaCopy("disk", "page cache"),
    passPages("page cache", "pipe"),
    passPages("pipe", "socket buffer"),
    copyReferences(),
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

/** A call that a machine may allow. */
type CallName =
  | ("read" | "write" | "mmap" | "munmap")
  | ("sendfile" | "pipe" | "splice");

/** Chooses the strategy that copies the fewest bytes by the CPU, and makes only the calls it may. */
export function fewest(job: Job, calls: readonly CallName[]): Program {
  if (calls.includes("sendfile")) return fallBack(gather, job);
  if (calls.includes("splice")) {
    const steps = splice().parts.flatMap(({ instructions }) => instructions);
    const copiesLate = job.nic !== "gather";
    return program(
      "splice",
      steps.filter(({ op }) => copiesLate || op !== "copy references"),
    );
  }
  return calls.includes("mmap") ? mmapWrite : readWrite;
}

/** Hands on what a client sends to a server and to a mirror, and copies no byte by the CPU. */
export function relay(script: RelayScript): RelayAccount {
  return tryRelay(script, (kernel) => {
    let left = kernel.splice("client", "pipe", 65_536);
    while (left > 0) {
      const doubled = kernel.tee("pipe", "second pipe", left);
      left -= doubled;
      for (let out = doubled; out > 0;) {
        out -= kernel.splice("second pipe", "mirror", out);
      }
      for (let out = doubled; out > 0;) {
        out -= kernel.splice("pipe", "server", out);
      }
      if (left === 0) left = kernel.splice("client", "pipe", 65_536);
    }
  });
}
