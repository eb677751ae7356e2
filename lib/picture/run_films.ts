/**
 * The films of a job: all five strategies, as the textbooks tell them, on the NIC of the job.
 *
 * @module
 */
import { type CostModel, measuredVm } from "../cost/cost.ts";
import { countPieces, generateFile, type Job } from "../machine/job.ts";
import type { Program } from "../machine/program.ts";
import { runToFault } from "../machine/run.ts";
import { fallBack } from "../strategy/fallback.ts";
import { textbook } from "../strategy/linux.ts";
import { sayMany } from "../text/say.ts";
import type { Film, FilmChoice } from "./film.ts";
import { abridge } from "./abridged.ts";
import { filmOf, filmOfRun } from "./run_film.ts";

/**
 * Makes a choice of the strategies.
 *
 * @param file Gives the bytes to send, for a film that moves them: made up, if not given.
 */
export function runFilms(
  job: Job,
  file?: () => Uint8Array,
  prices?: CostModel,
): FilmChoice[] {
  return textbook.map((program) => ({
    name: program.name,
    film: () => filmOfJob(program, job, { file, prices }),
  }));
}

/** The largest file, and the most pieces, that a film is made of by doing all of it. */
const mostDone = { bytes: 2 ** 24, pieces: 1000 };

/**
 * Makes the film of a program that does a job, as the kernel carries it out on the job's NIC. Of a
 * job that is too long, the beginning is shown, and the rest counted by formula.
 */
export function filmOfJob(
  program: Program,
  job: Job,
  { file, prices = measuredVm }: {
    file?: (() => Uint8Array) | undefined;
    prices?: CostModel | undefined;
  } = {},
): Film {
  const real = fallBack(program, job);
  if (job.fileBytes <= mostDone.bytes && countPieces(job) <= mostDone.pieces) {
    const bytes = file?.() ?? generateFile(job.fileBytes);
    return filmOfRun(runToFault(real, job, bytes), prices, bytes);
  }
  const { run, gaps } = abridge(real, job);
  const says = `The client would have ${sayMany(job.fileBytes, "byte")}: ` +
    "counted, not moved.";
  return filmOf(run, { gaps, prices, ending: { kind: "over", says } });
}
