/**
 * `deno task gradebook`: grades what a class handed in.
 *
 * @module
 */
import { openBox } from "../box/box.ts";
import { collect } from "../collect/collect.ts";
import { type Matching, matchStudents } from "../collect/match.ts";
import type { Submission } from "../collect/submission.ts";
import { changesOf, sayChange, toChangesCsv } from "../gradebook/changes.ts";
import {
  type ClassWork,
  type GradedBook,
  prepareClass,
  type ReadyClass,
} from "../gradebook/class_grading.ts";
import { fileNamesFor } from "../gradebook/file_names.ts";
import { itemDigests } from "../gradebook/item_digests.ts";
import type { Gradebook } from "../gradebook/marks.ts";
import { Results } from "../gradebook/results.ts";
import { saySummary } from "../gradebook/summary.ts";
import { withTypes } from "../gradebook/type_notes.ts";
import { loadAsked } from "../homework/asked_exercises.ts";
import { asksTheSame } from "../homework/questions_digest.ts";
import { gradingSeeds } from "../homework/seeds.ts";
import { sayMany } from "../text/say.ts";
import { loadAllExercises } from "../workbook/content.ts";
import {
  type Folders,
  foldersFor,
  givenManifest,
  givenOverrides,
  givenRoster,
  packedManifest,
  regraded,
} from "./gradebook_input.ts";
import { tellClass } from "./gradebook_output.ts";
import {
  type AskedReport,
  askedReports,
  earlierBook,
  resultsFolder,
  writeInto,
  writeReports,
} from "./gradebook_reports.ts";
import { GradingProgress } from "./grading_progress.ts";
import { complain } from "./output.ts";
import { ProgressLine } from "./progress_line.ts";
import { isGiven, readOrHelp, type Typed } from "./typed.ts";
import { refusing } from "./usage_error.ts";

/** All that is known before anything is graded. */
interface Prepared {
  readonly typed: Typed;
  readonly folders: Folders;
  readonly matching: Matching;
  readonly work: ClassWork;
  readonly fileNames: ReadonlyMap<string, string>;
  readonly reports: readonly AskedReport[];
  /** The gradebook of an earlier run. */
  readonly before: Gradebook | undefined;
}

/**
 * Carries out the command.
 *
 * @returns 0, or 1 if something could not be graded.
 */
export async function gradebookCommand(
  args: readonly string[],
): Promise<number> {
  const typed = readOrHelp("gradebook", args);
  if (typed === undefined) return 0;
  const prepared = await prepare(typed);
  const ready = await prepareClass(prepared.work);
  if (!await asksTheSame(prepared.work.manifest)) {
    complain(
      "The questions have changed since this homework was given out: those of " +
        "this workbook are asked",
    );
  }
  sayOutlook(ready, prepared);
  const { graded, unlimited } = await gradeInBox(ready, prepared.work);
  const submissions = submissionsIn(prepared);
  const book = isGiven(typed, "types")
    ? await lookAtTypes(graded.book, prepared, submissions)
    : graded.book;
  const notes: string[] = [];
  const changes = await write(prepared, { book, submissions, notes });
  const { folders, matching, work, reports } = prepared;
  tellClass({
    ...{ folders, reports, unlimited, notes, changes },
    ...{ book, broken: graded.broken },
    refused: matching.refused,
    overrides: work.overrides,
    isRegraded: work.regrade !== undefined,
  });
  return graded.broken === 0 ? 0 : 1;
}

/** Reads all that was typed and handed in. Nothing is written. */
async function prepare(typed: Typed): Promise<Prepared> {
  const folders = foldersFor(typed);
  const exercises = await loadAllExercises();
  const given = givenManifest(typed, folders);
  const manifest = given ?? packedManifest(
    (await collect(folders.from, { folders: exercises })).submissions
      .flatMap(({ manifest }) => manifest ?? []),
    folders,
  );
  const before = earlierBook(typed, folders, manifest);
  const regrade = regraded(typed, manifest);
  const choices = await refusing(
    "deno task start --help",
    () => loadAsked(manifest),
  );
  const matching = matchStudents(
    await collect(folders.from, { manifest, folders: exercises }),
    givenRoster(typed),
  );
  const ids = matching.students.map(({ student }) => student.id);
  const fileNames = fileNamesFor(ids);
  return {
    ...{ typed, folders, matching, fileNames, before },
    reports: askedReports(typed, manifest),
    work: {
      manifest,
      regrade,
      students: matching.students,
      overrides: givenOverrides(typed, manifest, new Set(ids)),
      results: new Results(new URL(resultsFolder, folders.to), fileNames),
      asked: {
        items: manifest.items,
        choices,
        seed: gradingSeeds(manifest).gradebook,
        digests: await itemDigests(manifest.items),
      },
    },
  };
}

/** Says what will be done, as far as that is not plain. */
function sayOutlook(
  { outlook: { known, outdated } }: ReadyClass,
  { folders, work }: Prepared,
): void {
  if (known > 0) {
    complain(
      `${sayMany(known, "submission")} of an earlier run: not graded again`,
    );
  }
  if (outdated.length === 0) return;
  const items = outdated.join();
  complain(
    work.regrade === undefined
      ? `What is asked for ${items} has changed: all answers to it are graded again`
      : `What is asked for ${items} has changed as well, and those marks stay. To ask again: ` +
        `${folders.command} --regrade ${items}`,
  );
}

async function gradeInBox(
  ready: ReadyClass,
  { asked }: ClassWork,
): Promise<{ graded: GradedBook; unlimited: readonly string[] }> {
  const lessons = asked.choices.map(({ folder }) => folder);
  await using box = await openBox(lessons, [asked.seed]);
  using progress = new GradingProgress(ready.outlook.toGrade);
  const graded = await ready.grade({
    grader: box,
    atOnce: Math.min(8, navigator.hardwareConcurrency),
    onDone: () => progress.addDone(),
    onAgain: () => progress.addAgain(),
  });
  return { graded, unlimited: box.unlimited };
}

/** The submissions that count, by the student's id. */
function submissionsIn(
  { matching: { students } }: Prepared,
): ReadonlyMap<string, Submission> {
  return new Map(
    students.flatMap(({ student, submission }) =>
      submission === undefined ? [] : [[student.id, submission]]
    ),
  );
}

async function lookAtTypes(
  book: Gradebook,
  { work: { asked } }: Prepared,
  submissions: ReadonlyMap<string, Submission>,
): Promise<Gradebook> {
  const folder = Deno.realPathSync(Deno.makeTempDirSync());
  try {
    using progress = new ProgressLine();
    progress.show("types: a minute or more");
    const { choices } = asked;
    return await withTypes(book, { choices, submissions, folder });
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

/** Writes all reports. @returns Whose marks have changed. */
async function write(
  { folders: { to }, matching, work, fileNames, reports, before }: Prepared,
  { book, submissions, notes }: {
    readonly book: Gradebook;
    readonly submissions: ReadonlyMap<string, Submission>;
    readonly notes: string[];
  },
): Promise<readonly string[]> {
  const { refused } = matching;
  const { overrides, asked: { choices }, regrade } = work;
  const changes = before === undefined ? [] : changesOf(before, book);
  if (regrade !== undefined || changes.length > 0) {
    writeInto(to, "changes.csv", toChangesCsv(changes));
  }
  const summary = saySummary({ book, refused, overrides }, { columns: 80 });
  writeInto(to, "summary.txt", summary.join("\n") + "\n");
  await writeReports(reports, {
    book,
    folders: choices.map(({ folder }) => folder),
    fileNames,
    submissions,
  }, { to, tell: (line) => notes.push(line) });
  return changes.map(sayChange);
}
