/**
 * From about which size on one strategy is cheaper than another.
 *
 * @module
 */
import { type Job, makeJob } from "zero-copy/machine/job.ts";
import type { Program } from "zero-copy/machine/program.ts";
import { countsOnLinux } from "zero-copy/cost/closed_form.ts";
import { countHandings, limitJob } from "zero-copy/strategy/linux.ts";
import { type CostModel, costOf, sendingNs } from "zero-copy/cost/cost.ts";

/** The largest file that is looked at. [bytes] */
const mostBytes = 2 ** 30;

/** Sizes up to it, four to each doubling. [bytes] */
const sizesTried = Array.from(
  { length: 1 + Math.log2(mostBytes) },
  (_, i) => [4, 5, 6, 7].map((quarters) => 2 ** i * quarters / 4),
)
  .flat().filter((bytes) => Number.isInteger(bytes) && bytes <= mostBytes);

/** What a program pays to have TCP send a job. @returns [ns] */
export function sendingOn(
  program: Program,
  job: Job,
  model: CostModel,
): number {
  const limited = limitJob(program, job);
  const handings = countHandings(program, limited);
  return sendingNs({ job: limited, handings }, model);
}

/**
 * The CPU time of a program on Linux, for a job.
 *
 * @returns [ns]
 */
export function timeOf(program: Program, job: Job, model: CostModel): number {
  return costOf(countsOnLinux(program, job), model).totalNs +
    sendingOn(program, job, model);
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
  const wins = (fileBytes: number): boolean =>
    isCheaper([program, rival], { ...job, fileBytes }, model);
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

/** Whether a program is cheaper than another for a size and for larger ones, four to each doubling. */
export function winsFrom(
  fileBytes: number,
  pair: readonly [program: Program, rival: Program],
  { job, model }: { job: Job; model: CostModel },
): boolean {
  return sizesTried.filter((bytes) => bytes >= fileBytes)
    .every((bytes) => isCheaper(pair, { ...job, fileBytes: bytes }, model));
}

function isCheaper(
  [program, rival]: readonly [program: Program, rival: Program],
  job: Job,
  model: CostModel,
): boolean {
  const sized = makeJob(job);
  return timeOf(program, sized, model) < timeOf(rival, sized, model);
}
