/**
 * From about which size on one strategy is cheaper than another.
 *
 * @module
 */
import { type Job, makeJob } from "zero-copy/machine/job.ts";
import type { Program } from "zero-copy/machine/program.ts";
import { closedForm } from "zero-copy/cost/closed_form.ts";
import { fallBack } from "zero-copy/strategy/fallback.ts";
import { countHandings, limitJob } from "zero-copy/strategy/linux.ts";
import { type CostModel, costOf, sendingNs } from "zero-copy/cost/cost.ts";

/** The largest file that is looked at. [bytes] */
const mostBytes = 2 ** 30;

/**
 * The CPU time of a program on Linux, for a job.
 *
 * @returns [ns]
 */
export function timeOf(program: Program, job: Job, model: CostModel): number {
  const real = fallBack(program, job);
  const limited = limitJob(program, job);
  return costOf(closedForm(real, limited), model).totalNs +
    sendingNs(
      { job: limited, handings: countHandings(program, limited) },
      model,
    );
}

/**
 * Finds a size at which a program begins to be cheaper than another. Costs grow in steps (a page
 * fault, a pipe-full), so just beside it the winner may change a few times more.
 *
 * @param program The one that should win for large files.
 * @param rival The one that wins for small files.
 * @param setting The job, whose file size is left open, and the prices.
 * @returns Its size [bytes]: 1 if the program always wins, `undefined` if it never does.
 */
export function crossover(
  program: Program,
  rival: Program,
  { job, model }: { job: Job; model: CostModel },
): number | undefined {
  const wins = (fileBytes: number): boolean => {
    const sized = makeJob({ ...job, fileBytes });
    return timeOf(program, sized, model) < timeOf(rival, sized, model);
  };
  let least = 1;
  while (least <= mostBytes && !wins(least)) least *= 2;
  if (least > mostBytes) return undefined;
  let below = Math.floor(least / 2);
  while (least - below > 1) {
    const middle = Math.floor((below + least) / 2);
    if (wins(middle)) least = middle;
    else below = middle;
  }
  return least;
}
