/**
 * Solutions of the exercises of lesson 10, choosing a strategy.
 *
 * @module
 */
import type { Job } from "zero-copy/machine/job.ts";
import type { Counts } from "zero-copy/trace/count.ts";
import type { Event } from "zero-copy/trace/event.ts";
import { closedForm } from "zero-copy/cost/closed_form.ts";
import { fallBack } from "zero-copy/strategy/fallback.ts";
import { strategies } from "zero-copy/strategy/linux.ts";
import { chosenPrograms } from "zero-copy/strategy/strategy.ts";
import type { Prices } from "../../exercises/10_choosing/types.ts";

const programs = chosenPrograms(strategies);

/**
 * Computes the bytes that cross the memory bus in a run. [bytes]
 *
 * @param trace All that happened, in order.
 */
export function memoryTraffic(trace: readonly Event[]): number {
  return trace.filter((event) => event.kind === "copy")
    .reduce((sum, { by, bytes }) => sum + (by === "CPU" ? 2 : 1) * bytes, 0);
}

/** Computes the CPU time that counts stand for. [ns] */
export function cpuTime(counts: Counts, prices: Prices): number {
  return counts.systemCalls * prices.callNs +
    counts.cpuBytes / prices.bytesPerNs +
    counts.pageFaults * prices.faultNs +
    counts.mappings * prices.mappingNs +
    counts.passes * prices.passNs;
}

/**
 * Chooses the strategy that takes the least CPU time, for each job.
 *
 * @returns Their names, as in `program.name`, in the order of the jobs.
 */
export function plan(jobs: readonly Job[], prices: Prices): string[] {
  return jobs.map((job) => {
    const times = programs.map((program) =>
      cpuTime(closedForm(fallBack(program, job), job), prices)
    );
    return programs[times.indexOf(Math.min(...times))]!.name;
  });
}
