/**
 * The most memory that a program holds at one time, without running it.
 *
 * The page cache only grows, and the other places hold one piece at a time, so the peak is reached
 * in the first piece, in the last, or in the one before.
 *
 * @module
 */
import type { Instruction } from "../machine/instruction.ts";
import {
  countPieces,
  type Job,
  pagesFor,
  pieceOf,
  type Range,
  wholeFile,
} from "../machine/job.ts";
import { faultAroundPages } from "../machine/machine.ts";
import type { Program } from "../machine/program.ts";

/** What each place holds. [pages] */
interface Held {
  cachePages: number;
  userPages: number;
  socketPages: number;
  holdsReferences: boolean;
  peakPages: number;
}

/**
 * Finds the peak of buffer memory.
 *
 * @returns The sum of page cache, user buffer and socket buffer where it is largest. [bytes]
 */
export function peakBytesOf(program: Program, job: Job): number {
  const filePages = pagesFor(job.fileBytes, job.pageBytes);
  const cachePages = job.cache === "warm" ? filePages : 0;
  const held: Held = {
    cachePages,
    userPages: 0,
    socketPages: 0,
    holdsReferences: false,
    peakPages: cachePages,
  };
  for (const { repeats, instructions } of program.parts) {
    const ranges = repeats === "per piece"
      ? tellingPieces(job)
      : [wholeFile(job)];
    for (const range of ranges) {
      for (const instruction of instructions) {
        hold(held, { instruction, range, job });
      }
    }
  }
  return held.peakPages * job.pageBytes;
}

/** The pieces of the file among which the peak must be. */
function tellingPieces(job: Job): Range[] {
  const pieces = countPieces(job);
  const telling = new Set([1, pieces - 1, pieces]);
  return [...telling].filter((number) => number >= 1 && number <= pieces)
    .map((number) => pieceOf(job, number));
}

function hold(
  held: Held,
  { instruction, range, job }: {
    instruction: Instruction;
    range: Range;
    job: Job;
  },
): void {
  const piecePages = pagesFor(range.bytes, job.pageBytes);
  const endPages = pagesFor(range.position + range.bytes, job.pageBytes);
  const target = "to" in instruction ? instruction.to : undefined;
  if (instruction.op === "transmit" || target === "nic") {
    held.socketPages = 0;
    held.holdsReferences = false;
  } else if (instruction.op === "touch pages") {
    const windows = pagesFor(endPages, faultAroundPages);
    const filePages = pagesFor(job.fileBytes, job.pageBytes);
    growCache(held, Math.min(windows * faultAroundPages, filePages));
  } else if (instruction.op === "copy references") {
    if (held.holdsReferences) held.socketPages += piecePages;
    held.holdsReferences = false;
  } else if (instruction.op === "pass pages") {
    held.holdsReferences ||= target === "socket buffer";
  } else if (instruction.op.startsWith("copy")) {
    if (target === "page cache") growCache(held, endPages);
    if (target === "user buffer") {
      held.userPages = Math.max(held.userPages, piecePages);
    }
    if (target === "socket buffer") held.socketPages += piecePages;
  }
  notePeak(held);
}

function growCache(held: Held, pages: number): void {
  held.cachePages = Math.max(held.cachePages, pages);
}

function notePeak(held: Held): void {
  const pages = held.cachePages + held.userPages + held.socketPages;
  held.peakPages = Math.max(held.peakPages, pages);
}
