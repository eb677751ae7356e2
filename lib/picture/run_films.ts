/**
 * The films of a job: all five strategies, as the textbooks tell them, on the NIC of the job.
 *
 * They are recorded first. A browser that has the recordings shows the films without a machine.
 *
 * @module
 */
import {
  countPieces,
  generateFile,
  isDelivered,
  type Job,
} from "../machine/job.ts";
import { callsOf, type Program } from "../machine/program.ts";
import { type RunToFault, runToFault } from "../machine/run.ts";
import { fallBack } from "../strategy/fallback.ts";
import { textbook } from "../strategy/linux.ts";
import { sayMany } from "../text/say.ts";
import { abridge } from "./abridged.ts";
import type { Ending, FilmChoice } from "./film.ts";
import { gapsOf, type Recording } from "./reel.ts";
import { filmsOf, type RecordingChoice } from "./run_film.ts";

/**
 * Makes a choice of the strategies.
 *
 * @param file Gives the bytes to send, for a film that moves them: made up, if not given.
 */
export function runFilms(job: Job, file?: () => Uint8Array): FilmChoice[] {
  return filmsOf(recordings(job, file));
}

/** Records the strategies, each when it is asked for. */
export function recordings(
  job: Job,
  file?: () => Uint8Array,
): RecordingChoice[] {
  return textbook.map((program) => ({
    name: program.name,
    record: () => record(program, job, file),
  }));
}

/** The largest file, and the most pieces, that a film is made of by doing all of it. */
const mostDone = { bytes: 2 ** 24, pieces: 1000 };

/**
 * Records a program that does a job, as the kernel carries it out on the job's NIC. Of a job that is
 * too long, the beginning is done, and the rest counted by formula.
 */
export function record(
  program: Program,
  job: Job,
  file = (): Uint8Array => generateFile(job.fileBytes),
): Recording {
  const real = fallBack(program, job);
  if (job.fileBytes <= mostDone.bytes && countPieces(job) <= mostDone.pieces) {
    const bytes = file();
    return recordingOf(runToFault(real, job, bytes), bytes);
  }
  const says = `The client would have ${sayMany(job.fileBytes, "byte")}: ` +
    "counted, not moved.";
  const calls = callsOf(real, job);
  const { name } = program;
  const ending = { kind: "over", says } as const;
  return { name, job, calls, ...abridge(real, job), ending };
}

/** Keeps what a film needs of a run. @param file The bytes that were sent: made up, if not given. */
export function recordingOf(
  run: RunToFault,
  file: Uint8Array = generateFile(run.job.fileBytes),
): Recording {
  const { program, job, trace } = run;
  const { name } = program;
  const calls = callsOf(program, job);
  return {
    name,
    job,
    calls,
    trace,
    gaps: gapsOf(run),
    ending: endOf(run, file),
  };
}

function endOf({ fault, delivered }: RunToFault, file: Uint8Array): Ending {
  if (fault) return { kind: "fault", says: fault.message };
  const has = `The client has ${sayMany(delivered.length, "byte")}`;
  return isDelivered(file, delivered)
    ? { kind: "delivered", says: `${has}: the very bytes of the file.` }
    : { kind: "over", says: `${has}: NOT the bytes of the file.` };
}
