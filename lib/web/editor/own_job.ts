/**
 * The job that an own program does, as the address says it.
 *
 * @module
 */
import { type Job, makeJob } from "../../machine/job.ts";
import { jobOptions, type ToldOption } from "../../workbook/lesson_options.ts";
import { writeValue } from "../../workbook/option_values.ts";
import type { Address } from "../address.ts";
import { readGiven, typedValue } from "../given.ts";

/** The options of a job that can be set, in the order of the help. */
export const ownOptions: readonly ToldOption[] = jobOptions.filter(({ sets }) =>
  sets !== undefined
);

/** A job, and what could not be read of it. */
export interface OwnJob {
  readonly job: Job;
  /** What stands in the field of each option. */
  readonly typed: Readonly<Record<string, string>>;
  /** Why a value was refused, by its option: the usual one stands for it. */
  readonly refused: Readonly<Record<string, string>>;
}

/** Reads the job from an address: whatever is typed there. */
export function readJob(address: Address): OwnJob {
  const { given, refused } = readGiven(ownOptions, address);
  const parts = ownOptions.flatMap(({ name, sets }) =>
    given[name] === undefined ? [] : [[sets!, given[name]]]
  );
  const typed = ownOptions.map((option) => {
    const { name, value } = option;
    const usual = value === undefined ? "" : writeValue(option, value);
    return [name, address[name] ?? usual];
  });
  return {
    job: makeJob(Object.fromEntries(parts)),
    typed: Object.fromEntries(typed),
    refused,
  };
}

/** Writes a job into an address: what is as usual is left out. */
export function writeJob(job: Job): Record<string, string | undefined> {
  return Object.fromEntries(ownOptions.map((option) => {
    const value = job[option.sets!];
    const isWhole = option.sets === "bufferBytes" &&
      value === Math.max(1, job.fileBytes);
    return [option.name, isWhole ? undefined : typedValue(option, value)];
  }));
}

/** Whether two jobs are the same. */
export function equalJobs(one: Job, other: Job): boolean {
  return ownOptions.every(({ sets }) => one[sets!] === other[sets!]);
}
