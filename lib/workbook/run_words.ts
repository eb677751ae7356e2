/**
 * The run that a problem is about, in words: for which job it is, and why a count is what it is.
 *
 * A count is explained by the steps that it counts and how often they are done; the sum is never
 * told.
 *
 * @module
 */
import { type Job, type NicAbility, roundsOf } from "../machine/job.ts";
import type { Program } from "../machine/program.ts";
import { run } from "../machine/run.ts";
import type { Event } from "../trace/event.ts";
import { sayEvent } from "../trace/explain.ts";
import { fallBack } from "../strategy/fallback.ts";

/** What a NIC can do, in words. */
const nicWords: Readonly<Record<NicAbility, string>> = {
  "gather": "a NIC that gathers and adds checksums",
  "no-gather": "a NIC that cannot gather",
  "no-checksum": "a NIC that gathers and adds no checksums",
};

/** Echoes a job: all that changes what it costs. */
export function sayJob(
  { fileBytes, bufferBytes, pageBytes, cache, nic }: Job,
): string[] {
  return [
    `a file of ${fileBytes} bytes, in pieces of at most ${bufferBytes}`,
    `pages of ${pageBytes} bytes, ${cache} page cache: ` +
    (cache === "warm" ? "the file is in memory" : "the file is on the disk"),
    nicWords[nic],
  ];
}

/** What happened, and for which job. */
export interface Ran {
  readonly trace: readonly Event[];
  readonly job: Job;
}

/** Does a job as a kernel would do it on the job's NIC. */
export function runJob(program: Program, job: Job): Ran {
  return { job, trace: run(fallBack(program, job), job).trace };
}

/** Whether an event crosses between the modes. */
export function isModeSwitch({ kind }: Event): boolean {
  return kind === "mode switch";
}

/** Whether an event begins a system call. */
export function isEntry(event: Event): boolean {
  return event.kind === "mode switch" && event.to === "kernel";
}

/** Whether an event is a copy by the CPU, or by a DMA engine. */
export function isCopyBy(event: Event, by: "CPU" | "DMA"): boolean {
  return event.kind === "copy" && event.by === by;
}

/**
 * Lists the steps that are counted.
 *
 * @param isCounted Which events are.
 * @param nothing What to say if there is none.
 */
export function sayCountedSteps(
  { trace, job }: Ran,
  isCounted: (event: Event) => boolean,
  nothing: string,
): string {
  const steps = Map.groupBy(trace.filter(isCounted), ({ step }) => step);
  if (steps.size === 0) return nothing;
  const texts = [...steps].map(([step, events]) =>
    `step ${step} ${sayEvent(events[0]!)}${sayHowOften(events, job)}`
  );
  return `Counted: ${texts.join("; ")}.`;
}

/** Whether something is done once, for each piece, or only where a page is missing. */
function sayHowOften(events: readonly Event[], job: Job): string {
  const rounds = roundsOf(job);
  if (events[0]!.round === 0) return " (once)";
  if (events.length === rounds) return " (for each piece)";
  return " (only for a piece with a page that is not in memory yet)";
}
