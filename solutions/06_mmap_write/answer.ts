/**
 * Solutions of the exercises of lesson 6, mmap + write.
 *
 * @module
 */
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
import type { Prices } from "../../exercises/06_mmap_write/types.ts";

/** Sends a file by mmap and write: maps it once, writes it piece by piece, and unmaps it. */
export function mapAndWrite(): Program {
  const mmap = [
    enterKernel("mmap"),
    dmaCopy("disk", "page cache"),
    mapPages("page cache", "user buffer"),
    leaveKernel("mmap"),
  ];
  const write = [
    enterKernel("write"),
    cpuCopy("user buffer", "socket buffer"),
    dmaCopy("socket buffer", "nic"),
    leaveKernel("write"),
  ];
  const munmap = [enterKernel("munmap"), unmapPages(), leaveKernel("munmap")];
  return program("mmap + write", once(mmap), write, once(munmap));
}

/** Says how much less mmap + write needs than read + write, for a file in the page cache. */
export function savedByMapping(
  job: Job,
): { cpuBytes: number; modeSwitches: number; peakBytes: number } {
  const pieces = Math.ceil(job.fileBytes / job.bufferBytes);
  const modeSwitches = 2 * (pieces + pieces) - 2 * (1 + pieces);
  return { cpuBytes: job.fileBytes, modeSwitches, peakBytes: job.bufferBytes };
}

/** Sends a file as Linux does, mapping its pages when they are needed: but this one faults. */
export function mapOnDemand(): Program {
  return program(
    "mmap + write on demand",
    once([enterKernel("mmap"), reserveAddresses(), leaveKernel("mmap")]),
    [
      enterKernel("write"),
      touchPages(), // was: after the copy
      cpuCopy("user buffer", "socket buffer"),
      dmaCopy("socket buffer", "nic"),
      leaveKernel("write"),
    ],
    once([enterKernel("munmap"), unmapPages(), leaveKernel("munmap")]), // was: for each piece
  );
}

/** Says how much less time mmap + write takes than read + write, as Linux maps a cached file. [ns] */
export function savedTime(job: Job, prices: Prices): number {
  const faults = Math.ceil(job.fileBytes / (16 * job.pageBytes));
  const copyNs = job.fileBytes / prices.bytesPerNs;
  return copyNs - faults * prices.faultNs - prices.mappingNs;
}
