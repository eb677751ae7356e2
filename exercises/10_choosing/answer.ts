/**
 * Exercises of lesson 10, choosing a strategy. The tasks are in README.md beside this file.
 *
 * Replace each `todo(…)` by your answer, then type `deno task grade 10`.
 *
 * @module
 */
import { todo } from "zero-copy/workbook/hole.ts";
import type { Job } from "zero-copy/machine/job.ts";
import type { Counts } from "zero-copy/trace/count.ts";
import type { Event } from "zero-copy/trace/event.ts";
import { closedForm } from "zero-copy/cost/closed_form.ts";
import { fallBack } from "zero-copy/strategy/fallback.ts";
import { strategies } from "zero-copy/strategy/linux.ts";
import { chosenPrograms } from "zero-copy/strategy/strategy.ts";
import type { Prices } from "./types.ts";

/** What Linux does for each strategy. The NIC decides whether sendfile gathers. */
const programs = chosenPrograms(strategies);

/**
 * Computes the bytes that cross the memory bus in a run. [bytes]
 *
 * @param trace All that happened, in order.
 */
export function memoryTraffic(trace: readonly Event[]): number {
  return todo("add up what each event moves through memory");
}

/** Computes the CPU time that counts stand for. [ns] */
export function cpuTime(counts: Counts, prices: Prices): number {
  return todo("put each price on its own count");
}

/**
 * Chooses the strategy that takes the least CPU time, for each job.
 *
 * @returns Their names, as in `program.name`, in the order of the jobs.
 */
export function plan(jobs: readonly Job[], prices: Prices): string[] {
  return todo("compare the strategies, job by job");
}
