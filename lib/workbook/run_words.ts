/**
 * The run that a problem is about, in words: why a count is what it is.
 *
 * A count is explained by the steps that it counts and how often they are done; the sum is never
 * told.
 *
 * @module
 */
import { countPieces, type Job } from "../machine/job.ts";
import type { Program } from "../machine/program.ts";
import { run } from "../machine/run.ts";
import type { Event } from "../trace/event.ts";
import { sayEvent } from "../trace/explain.ts";
import { fallBack } from "../strategy/fallback.ts";

/** What happened, and for which job. */
export interface Ran {
  readonly trace: readonly Event[];
  readonly job: Job;
}

/** Does a job as a kernel would do it on the job's NIC. */
export function runJob(program: Program, job: Job): Ran {
  return { job, trace: run(fallBack(program, job), job).trace };
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
  if (events[0]!.round === 0) return " (once)";
  if (events.length === countPieces(job)) return " (for each piece)";
  return " (only for a piece with a page that is not in memory yet)";
}
