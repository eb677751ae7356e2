/**
 * Exercises of lesson 6, mmap + write. The tasks are in README.md beside this file.
 *
 * Replace each `todo(…)` by your answer, then type `deno task grade 6`.
 *
 * @module
 */
import { todo } from "zero-copy/workbook/hole.ts";
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  leaveKernel,
  mapPages,
  reserveAddresses,
  touchPages,
  unmapPages,
} from "zero-copy/machine/instruction.ts";
import type { Job } from "zero-copy/machine/job.ts";
import { once, type Program, program } from "zero-copy/machine/program.ts";
import type { Prices } from "./types.ts";

/** Sends a file by mmap and write: maps it once, writes it piece by piece, and unmaps it. */
export function mapAndWrite(): Program {
  return program(
    "mmap + write",
    todo("three calls: what is done once, and for each piece"),
  );
}

/** Says how much less mmap + write needs than read + write, for a file in the page cache. */
export function savedByMapping(
  job: Job,
): { cpuBytes: number; modeSwitches: number; peakBytes: number } {
  return todo("say what is saved");
}

/** Sends a file as Linux does, mapping its pages when they are needed: but this one faults. */
export function mapOnDemand(): Program {
  todo("mend the program below, then delete this line");
  return program(
    "mmap + write on demand",
    once([enterKernel("mmap"), reserveAddresses(), leaveKernel("mmap")]),
    [
      enterKernel("write"),
      cpuCopy("user buffer", "socket buffer"),
      touchPages(),
      dmaCopy("socket buffer", "nic"),
      leaveKernel("write"),
      enterKernel("munmap"),
      unmapPages(),
      leaveKernel("munmap"),
    ],
  );
}

/** Says how much less time mmap + write takes than read + write, as Linux maps a cached file. [ns] */
export function savedTime(job: Job, prices: Prices): number {
  return todo("what is saved, less what the mapping costs");
}
