/**
 * Grading a class: submission after submission, several at a time, and each result kept at once.
 *
 * What ran out of time, and what could not be graded at all, is tried again at the end, alone.
 *
 * @module
 */
import type { Box } from "../box/box.ts";
import type { Submission } from "../collect/submission.ts";
import { sayThrown } from "../grade/caller.ts";
import { choicesAt, type ExerciseChoice } from "../grade/exercise_choice.ts";
import type { LessonGrades } from "../grade/report.ts";
import { isPrediction, type Item } from "../homework/manifest.ts";
import type { Problem } from "../workbook/prediction.ts";
import { type Found, foundIn, foundInPredictions } from "./marking.ts";
import type { ItemResult, Result } from "./results.ts";

/** Grades answers that strangers wrote: those of a submission, and alone what ran out of time. */
export type Grader = Pick<Box, "grade" | "gradeAlone">;

/** What is asked of a class. */
export interface Asked {
  readonly items: readonly Item[];
  readonly choices: readonly ExerciseChoice[];
  /** Of the cases of all exercises. */
  readonly seed: number;
  /** What is asked for each item, by its digest. */
  readonly digests: ReadonlyMap<string, string>;
}

/** One student's work. */
export interface Work {
  /** The student's id. */
  readonly student: string;
  readonly submission: Submission;
  readonly digest: string;
  /** The seed of the student's own predictions. */
  readonly predictionSeed: number;
  /** What they were asked by it. */
  readonly problems: readonly Problem[];
  /** What is known from an earlier run, and is not asked again. */
  readonly known: Result["items"];
}

/** How it is done. */
export interface GradingOptions {
  readonly grader: Grader;
  /** How many at a time. */
  readonly atOnce: number;
  /** Keeps a result. */
  readonly keep: (result: Result) => void;
  /** Is told of each submission that is done, but for what is tried again. */
  readonly onDone: (work: Work) => void;
  /** Is told what is tried again, alone. */
  readonly onAgain: (work: Work) => void;
}

/** What came of a class. */
export interface GradedWorks {
  /** By the student's id. */
  readonly results: ReadonlyMap<string, Result>;
  /** What the workbook could not grade, and why, by the student's id: these marks are not final. */
  readonly broken: ReadonlyMap<string, string>;
}

/** Grades all works, in their order. */
export async function gradeWorks(
  works: readonly Work[],
  asked: Asked,
  options: GradingOptions,
): Promise<GradedWorks> {
  const run = new Run(asked, options);
  const rest = works.values();
  const grade = async (): Promise<void> => {
    for (const work of rest) await run.grade(work);
  };
  await Promise.all(Array.from({ length: options.atOnce }, grade));
  for (const work of works) await run.gradeAlone(work);
  return run;
}

/** A run over a class. */
class Run implements GradedWorks {
  readonly results = new Map<string, Result>();
  readonly broken = new Map<string, string>();
  readonly #asked: Asked;
  readonly #options: GradingOptions;
  /** What is tried again. */
  readonly #late = new Map<Work, readonly ExerciseChoice[]>();

  constructor(asked: Asked, options: GradingOptions) {
    this.#asked = asked;
    this.#options = options;
  }

  /** Grades a work, and puts off what ran out of time. */
  async grade(work: Work): Promise<void> {
    const choices = choicesFor(work, this.#asked);
    const items = unasked(work, this.#asked);
    const { files } = work.submission;
    try {
      const { lessons, late } = choices.length === 0
        ? { lessons: [], late: [] }
        : await this.#options.grader.grade({ files, choices });
      this.#settle(work, { ...items, ...itemsIn(lessons, this.#asked, late) });
      const left = choicesAt(choices, (place) => late.includes(place));
      if (left.length > 0) this.#late.set(work, left);
    } catch {
      // The machine may have had no room for another process.
      this.#settle(work, items);
      this.#late.set(work, choices);
    }
    const isNew = this.#asked.items
      .some(({ id }) => work.known[id] === undefined);
    if (isNew) this.#options.onDone(work);
  }

  /** Grades what was put off of a work, if there is something. */
  async gradeAlone(work: Work): Promise<void> {
    const choices = this.#late.get(work);
    if (choices === undefined) return;
    this.#options.onAgain(work);
    try {
      const { files } = work.submission;
      const lessons = await this.#options.grader.gradeAlone({ files, choices });
      this.#settle(work, itemsIn(lessons, this.#asked));
    } catch (error) {
      this.broken.set(work.student, sayThrown(error));
    }
  }

  #settle({ student, digest, known }: Work, more: Result["items"]): void {
    const all = { ...known, ...this.results.get(student)?.items, ...more };
    const items = Object.fromEntries(
      this.#asked.items.flatMap(({ id }) => all[id] ? [[id, all[id]]] : []),
    );
    const result: Result = { result: 1, student, submission: digest, items };
    this.results.set(student, result);
    if (Object.keys(more).length > 0) this.#options.keep(result);
  }
}

/** Finds what must be asked: what is not known, of what was handed in. */
function choicesFor(work: Work, { choices }: Asked): ExerciseChoice[] {
  return choicesAt(
    choices.filter((choice) => isHandedIn(work, choice)),
    (place) => work.known[place] === undefined,
  );
}

function isHandedIn(
  { submission }: Work,
  { folder }: ExerciseChoice,
): boolean {
  return submission.files.has(`${folder.lesson.slug}/answer.ts`);
}

/** Marks what no process is needed for: predictions, and what was not handed in. */
function unasked(work: Work, asked: Asked): Result["items"] {
  const found = asked.items.flatMap((item): [string, Found][] => {
    if (work.known[item.id] !== undefined) return [];
    if (isPrediction(item)) return [[item.id, predicted(item, work)]];
    const choice = asked.choices
      .find(({ folder }) => folder.lesson.number === item.lesson);
    return choice !== undefined && isHandedIn(work, choice)
      ? []
      : [[item.id, { status: "missing", seed: asked.seed }]];
  });
  return withDigests(found, asked);
}

function predicted(
  item: Item,
  { problems, predictionSeed: seed, submission }: Work,
): Found {
  const problem = problems.find(({ lesson }) => lesson === item.lesson)!;
  const typed = submission.predictions.get(item.id);
  return typed === undefined
    ? { status: "missing", seed }
    : foundInPredictions(problem, { typed, seed });
}

function itemsIn(
  lessons: readonly LessonGrades[],
  asked: Asked,
  late: readonly string[] = [],
): Result["items"] {
  const grades = lessons.flatMap(({ grades }) => grades)
    .filter(({ place }) => !late.includes(place));
  return withDigests(
    grades.map((grade) => [grade.place, foundIn(grade, asked.seed)]),
    asked,
  );
}

function withDigests(
  found: readonly (readonly [id: string, found: Found])[],
  { digests }: Asked,
): Record<string, ItemResult> {
  return Object.fromEntries(
    found.map(([id, one]) => [id, { ...one, asked: digests.get(id) ?? "" }]),
  );
}
