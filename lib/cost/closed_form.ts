/**
 * Counts without running: a formula for each instruction, summed over a program.
 *
 * A run of N pieces does the same N times, so its counts need no N steps, and no byte of the file.
 * The formulas are the machine's rules written a second time, from the outside; a test holds the
 * two together for random jobs.
 *
 * @module
 */
import { type Counts, noCounts } from "../trace/count.ts";
import type { Instruction } from "../machine/instruction.ts";
import { countPieces, type Job, pagesFor, pieceOf } from "../machine/job.ts";
import { faultAroundPages } from "../machine/machine.ts";
import {
  type Program,
  type Step,
  stepsOf,
  turnsOf,
} from "../machine/program.ts";
import { fallBack } from "../strategy/fallback.ts";
import { limitJob } from "../strategy/linux.ts";
import { peakBytesOf } from "./peak.ts";

type Tally = { -readonly [Name in keyof Counts]: number };

/** What has been established before an instruction is reached. */
interface Known {
  /** Whether the whole file will have been read from the disk. */
  isCached: boolean;
  /** What the socket buffer holds. */
  queued: "nothing" | "bytes" | "references";
}

/**
 * Counts what a program costs, in time that does not grow with the file.
 *
 * @param program One of ours, or one like them, as the kernel carries it out on the job's NIC: each
 * piece is read once, sent in the part in which it is queued, and a mapping is touched only where
 * nothing was mapped before.
 * @param job The job: files up to 1 PiB.
 * @returns The same counts that a run's trace folds to.
 */
export function closedForm(program: Program, job: Job): Counts {
  const tally: Tally = { ...noCounts };
  const known: Known = { isCached: job.cache === "warm", queued: "nothing" };
  for (const step of stepsOf(program)) {
    const turns = turnsOf(step.repeats, job);
    const moves = job.fileBytes === 0 ? 0 : turns;
    addCall(tally, step.instruction, turns);
    addMovement(tally, { step, job, moves, known });
  }
  tally.peakBufferBytes = peakBytesOf(program, job);
  return tally;
}

/** The counts of a program on Linux, for a job: in pieces that it can take, on the job's NIC. */
export function countsOnLinux(program: Program, job: Job): Counts {
  return closedForm(fallBack(program, job), limitJob(program, job));
}

function addCall(tally: Tally, instruction: Instruction, turns: number): void {
  if (instruction.op === "enter kernel") {
    tally.systemCalls += turns;
    tally.modeSwitches += turns;
  }
  if (instruction.op === "leave kernel") tally.modeSwitches += turns;
}

function addMovement(
  tally: Tally,
  { step, job, moves, known }: {
    step: Step;
    job: Job;
    moves: number;
    known: Known;
  },
): void {
  const { instruction } = step;
  switch (instruction.op) {
    case "copy by DMA":
      if (instruction.to === "nic") addSending(tally, { job, moves, known });
      else if (instruction.to === "user buffer") addDma(tally, job, moves);
      else addLoading(tally, { job, known, loads: loadsOf(step, job) });
      break;
    case "transmit":
      addSending(tally, { job, moves, known });
      break;
    case "copy by CPU":
      addCpuCopies(tally, job, moves);
      if (instruction.to === "socket buffer") known.queued = "bytes";
      break;
    case "pass pages":
      tally.passes += moves;
      if (instruction.to === "socket buffer") known.queued = "references";
      break;
    case "copy references":
      if (known.queued === "references") addCpuCopies(tally, job, moves);
      break;
    case "map pages":
    case "reserve addresses":
      tally.mappings += moves;
      break;
    case "touch pages":
      addFaults(tally, job, known);
      break;
  }
}

/** Shows the whole file in a mapping, a group of pages at each fault. */
function addFaults(tally: Tally, job: Job, known: Known): void {
  const faults = pagesFor(job.fileBytes, faultAroundPages * job.pageBytes);
  tally.pageFaults += faults;
  addLoading(tally, { job, known, loads: faults });
}

/** Reads the file from the disk, in some number of pieces, unless it is in memory. */
function addLoading(
  tally: Tally,
  { job, known, loads }: { job: Job; known: Known; loads: number },
): void {
  if (!known.isCached) addDma(tally, job, loads);
  known.isCached = true;
}

/** Sends what the socket buffer holds. */
function addSending(
  tally: Tally,
  { job, moves, known }: { job: Job; moves: number; known: Known },
): void {
  if (known.queued === "nothing") return;
  addDma(tally, job, moves);
  known.queued = "nothing";
}

function addDma(tally: Tally, job: Job, copies: number): void {
  tally.dmaCopies += copies;
  tally.interrupts += copies;
  tally.dmaBytes += copies === 0 ? 0 : job.fileBytes;
}

function addCpuCopies(tally: Tally, job: Job, copies: number): void {
  tally.cpuCopies += copies;
  tally.cpuBytes += copies === 0 ? 0 : job.fileBytes;
}

/**
 * How many pieces find a page that is not in memory yet. Pages are read whole, so a piece that lies
 * within a page that an earlier piece began finds it there.
 */
function loadsOf(step: Step, job: Job): number {
  const { fileBytes, bufferBytes, pageBytes } = job;
  if (fileBytes === 0) return 0;
  if (step.repeats !== "per piece") return 1;
  if (bufferBytes < pageBytes) return pagesFor(fileBytes, pageBytes);
  const pieces = countPieces(job);
  const last = pieceOf(job, pieces);
  const firstNewPage = pagesFor(last.position, pageBytes);
  return firstNewPage * pageBytes < fileBytes ? pieces : pieces - 1;
}
