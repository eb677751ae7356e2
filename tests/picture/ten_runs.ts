/**
 * Runs of all ten programs, for the tests of what is drawn from them.
 *
 * @module
 */
import {
  dmaCopy,
  enterKernel,
  leaveKernel,
  passPages,
} from "../../lib/machine/instruction.ts";
import type { Job } from "../../lib/machine/job.ts";
import { generateFile } from "../../lib/machine/job.ts";
import { program } from "../../lib/machine/program.ts";
import { type Run, run } from "../../lib/machine/run.ts";
import { fallBack } from "../../lib/strategy/fallback.ts";
import { limitJob } from "../../lib/strategy/linux.ts";
import { linux, textbook } from "../../lib/strategy/linux.ts";

/** One program, the job that it did, and what happened. */
export interface ToldRun extends Run {
  /** Names program and job, for the message of a test that fails. */
  readonly says: string;
}

/** Does a job in the five strategies of the textbook and in the five of Linux. */
export function tenRuns(job: Job): ToldRun[] {
  const file = generateFile(job.fileBytes);
  return [
    ...textbook.map((program) => ({ program, job, book: "textbook" })),
    ...linux.map((program) => ({
      program,
      job: limitJob(program, job),
      book: "linux",
    })),
  ].map(({ program, job, book }) => {
    const real = fallBack(program, job);
    const says = `${book} ${program.name}, ${JSON.stringify(job)}`;
    return { ...run(real, job, file), says };
  });
}

/** Past the page cache: from the disk to the user buffer, and by reference from there. */
export const pastTheCache = program("own", [
  enterKernel("read"),
  dmaCopy("disk", "user buffer"),
  passPages("user buffer", "pipe"),
  passPages("pipe", "socket buffer"),
  dmaCopy("socket buffer", "nic"),
  leaveKernel("read"),
]);
