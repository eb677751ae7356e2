/**
 * The films of a job: all five strategies, as the textbooks tell them, on the NIC of the job.
 *
 * @module
 */
import type { CostModel } from "../cost/cost.ts";
import { generateFile, type Job } from "../machine/job.ts";
import type { Program } from "../machine/program.ts";
import { runToFault } from "../machine/run.ts";
import { fallBack } from "../strategy/fallback.ts";
import { textbook } from "../strategy/linux.ts";
import type { Film, FilmChoice } from "./film.ts";
import { filmOfRun } from "./run_film.ts";

/**
 * Makes a choice of the strategies.
 *
 * @param file The bytes to send: made up, if not given.
 */
export function runFilms(
  job: Job,
  file?: Uint8Array,
  prices?: CostModel,
): FilmChoice[] {
  return textbook.map((program) => ({
    name: program.name,
    film: () => filmOfJob(program, job, { file, prices }),
  }));
}

/** Makes the film of a program that does a job, as the kernel carries it out on the job's NIC. */
export function filmOfJob(
  program: Program,
  job: Job,
  { file = generateFile(job.fileBytes), prices }: {
    file?: Uint8Array | undefined;
    prices?: CostModel | undefined;
  } = {},
): Film {
  return filmOfRun(runToFault(fallBack(program, job), job, file), prices, file);
}
