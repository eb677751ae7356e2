/**
 * What the model says about a way that the lab went.
 *
 * @module
 */
import { type Job, makeJob } from "../machine/job.ts";
import type { Program } from "../machine/program.ts";
import type { Counts } from "../trace/count.ts";
import { closedForm } from "../cost/closed_form.ts";
import { fallBack } from "../strategy/fallback.ts";
import * as linux from "../strategy/linux.ts";

/** What the lab sent, and through what. */
export interface Sending {
  /** [bytes] */
  readonly fileBytes: number;
  /** [bytes] */
  readonly pieceBytes: number;
  readonly cache: Job["cache"];
  readonly nic: Job["nic"];
}

/** The model's account of one transfer. */
export interface Modelled {
  readonly program: Program;
  readonly job: Job;
  readonly counts: Counts;
}

/** The lab's name of each way, and the program that is the model of it. */
const programs: Readonly<Record<string, Program>> = {
  "read + write": linux.readWrite,
  "mmap + write": linux.mmapWrite,
  "sendfile": linux.gather,
  "splice": linux.splice,
};

/**
 * Counts what a way should cost.
 *
 * @throws {RangeError} If the model has no such way.
 */
export function modelOf(
  way: string,
  { fileBytes, pieceBytes, cache, nic }: Sending,
): Modelled {
  const known = Object.hasOwn(programs, way) ? programs[way] : undefined;
  if (known === undefined) {
    throw new RangeError(
      `Cannot count "${way}" as the model must have it: it has ${
        Object.keys(programs).join(", ")
      }`,
    );
  }
  const asked = makeJob({ fileBytes, bufferBytes: pieceBytes, cache, nic });
  const program = fallBack(known, asked);
  const job = linux.limitJob(known, asked);
  return { program, job, counts: closedForm(program, job) };
}
