/**
 * Exercises of lesson 11, in the wild. The tasks are in README.md beside this file.
 *
 * Replace each `todo(…)` by your answer, then type `deno task grade 11`.
 *
 * @module
 */
import { todo } from "zero-copy/workbook/hole.ts";
import type { Job, Range } from "zero-copy/machine/job.ts";
import { callsIn } from "../../lessons/11_in_the_wild/strace_calls.ts";
import type {
  Account,
  Call,
  Explanation,
  Saving,
  Seen,
  Sending,
  Strategy,
  Tls,
  Way,
} from "./types.ts";

/** Counts the mode switches of a strategy on Linux. */
export function switchesOnLinux(strategy: Strategy, job: Job): number {
  return todo("count pieces, then calls, then mode switches");
}

/** Counts the page faults of using ranges of a mapped file, one after the other. */
export function pageFaults(
  ranges: readonly Range[],
  pageBytes: number,
): number {
  return todo("count the faults");
}

/** Computes the bytes that the sender's CPU copies or encrypts. [bytes] */
export function touchedBytes(call: Call, tls: Tls, job: Job): number {
  return todo("how often does the CPU go over each byte?");
}

/** Finds a strategy, as Linux does it, and a size of its pieces, that give exactly what was seen. */
export function diagnose(seen: Seen): Explanation {
  return todo("what explains all four numbers?");
}

/** Names the system calls that Linux sees for a piece, each once, in order. */
export function callsBehind(sending: Sending): string[] {
  return todo("which calls stand behind it?");
}

/** Names the way by which a file went to a socket. */
export function wayOf(path: string, lines: readonly string[]): Way {
  const calls = callsIn(lines);
  return todo("follow its descriptor, from openat to close");
}

/** Counts what sendfile would save. */
export function saved({ way, bytes, calls, tls }: Account): Saving {
  return todo("what did it take, and what would it take?");
}
