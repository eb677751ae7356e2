import { assert, assertEquals } from "@std/assert";
import { countPieces, type Job, makeJob } from "../../lib/machine/job.ts";
import { abridge } from "../../lib/picture/abridged.ts";
import type { RunToFault } from "../../lib/machine/run.ts";
import { type Beat, type Film, lengthOf } from "../../lib/picture/film.ts";
import { filmOf } from "../../lib/picture/run_film.ts";
import { record, recordingOf } from "../../lib/picture/run_films.ts";
import { fallBack } from "../../lib/strategy/fallback.ts";
import { limitJob, linux, textbook } from "../../lib/strategy/linux.ts";
import { sayQuantity } from "../../lib/trace/quantity.ts";
import { closedForm } from "../../lib/cost/closed_form.ts";
import { makeDice } from "../dice.ts";
import { cornerJobs, randomJob } from "../random_job.ts";
import { mayTakeLong } from "../source_tree.ts";
import { tenRuns } from "./ten_runs.ts";

/** What there is to see at times that are counted from the end. [ms] */
function nearEnd(film: Film, timesMs: readonly number[]): unknown {
  return timesMs.map((timeMs) => {
    const still = film.still(lengthOf(film) - timeMs, "wide");
    const { picture: { says, shapes }, tiles } = still;
    return { says, shapes, tiles };
  });
}

/** The film of a run of which only the beginning is done. */
function abridgedFilm(run: RunToFault): Film {
  return filmOf({ ...recordingOf(run), ...abridge(run.program, run.job) });
}

/** Where the counted pieces are. */
function gapOf({ beats }: Film): Beat {
  return beats.findLast(({ label }) => label?.startsWith("×"))!;
}

Deno.test("an abridged film ends as the whole one does, whatever the job", () => {
  const jobs = [
    ...Object.values(cornerJobs),
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((seed) => randomJob(makeDice(seed))),
  ].filter((job, i) => countPieces(job) > 2 && i % (mayTakeLong ? 2 : 8) === 0);
  for (const run of jobs.flatMap(tenRuns)) {
    const film = abridgedFilm(run);
    const { endMs, line } = gapOf(film);
    // From the moment after the last piece.
    const timesMs = film.beats.filter(({ startMs }) => startMs >= endMs)
      .map(({ startMs }) => lengthOf(film) - startMs - 1);
    assertEquals(
      nearEnd(film, [0, ...timesMs]),
      nearEnd(filmOf(recordingOf(run)), [0, ...timesMs]),
      run.says,
    );
    const later = film.lines.slice(line);
    assert(later.every(({ number }) => number === undefined), run.says);
    assert(later.every(({ counted }) => counted.length === 0), run.says);
  }
});

Deno.test("an abridged film begins as the whole one does, with the same lines", () => {
  for (const run of tenRuns(makeJob({ bufferBytes: 8192 }))) {
    const film = abridgedFilm(run);
    const whole = filmOf(recordingOf(run));
    const gapLine = film.lines.findIndex(({ number }) => number === undefined);
    assertEquals(
      film.lines.slice(0, gapLine),
      whole.lines.slice(0, gapLine),
      run.says,
    );
    const { startMs } = gapOf(film);
    const stepMs = mayTakeLong ? 500 : 3000;
    for (let timeMs = 0; timeMs <= startMs; timeMs += stepMs) {
      assertEquals(film.still(timeMs, "wide"), whole.still(timeMs, "wide"));
    }
  }
});

const large: readonly Partial<Job>[] = [
  { fileBytes: 2 ** 30, bufferBytes: 65536 },
  { fileBytes: 2 ** 27 },
  { fileBytes: 2 ** 50, bufferBytes: 2 ** 16 },
  { fileBytes: 2 ** 40, bufferBytes: 2 ** 36 },
  { fileBytes: 2 ** 40 + 1, bufferBytes: 2 ** 36 },
];

Deno.test("a film of a huge file is made at once, and counts what the formula counts", () => {
  for (const parts of large) {
    const given = makeJob(parts);
    for (const program of [textbook[1]!, ...linux.slice(1, 3), linux[4]!]) {
      const job = limitJob(program, given);
      const film = filmOf(record(program, job));
      const counts = closedForm(fallBack(program, job), job);
      const { tiles } = film.still(lengthOf(film), "narrow");
      assertEquals(
        tiles.slice(0, 3).map(({ says }) => says),
        (["modeSwitches", "cpuCopies", "dmaCopies"] as const)
          .map((name) => sayQuantity(name, counts)),
      );
      assert(film.lines.length < 100);
    }
  }
});
