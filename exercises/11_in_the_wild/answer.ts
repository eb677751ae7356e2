/**
 * Exercises of lesson 11, in the wild. The tasks are in README.md beside this file.
 *
 * Replace each `todo(…)` by your answer, then type `deno task grade 11`.
 *
 * @module
 */
import { todo } from "zero-copy/workbook/hole.ts";
import type { Job, Range } from "zero-copy/machine/job.ts";
import type { Counts } from "zero-copy/trace/count.ts";

/** What was seen of a server that sent one file out of the page cache. */
type Seen = Pick<
  Counts,
  "systemCalls" | "cpuBytes" | "dmaBytes" | "pageFaults"
>;

/** Counts the mode switches of a strategy on Linux: of "read + write", "splice" and so on. */
export function switchesOnLinux(strategy: string, job: Job): number {
  return todo("count pieces, then calls, then mode switches");
}

/** Counts the page faults of using ranges of a mapped file, one after the other. */
export function pageFaults(ranges: Range[], pageBytes: number): number {
  return todo("count the faults");
}

/** Computes the bytes that the sender's CPU copies or encrypts. README.md lists the words. [bytes] */
export function touchedBytes(call: string, tls: string, job: Job): number {
  return todo("how often does the CPU go over each byte?");
}

/** Finds a strategy, as Linux does it, and a size of its pieces, that give exactly what was seen. */
export function diagnose(
  seen: Seen,
): { strategy: string; bufferBytes: number } {
  return todo("what explains all four numbers?");
}
