/**
 * Grading one submission by itself, lesson after lesson: as autograders of other systems do.
 *
 * @module
 */
import type { Student, Submission } from "../collect/submission.ts";
import type { ExerciseChoice } from "../grade/exercise_choice.ts";
import type { Manifest } from "../homework/manifest.ts";
import { predictionsFor } from "../homework/predictions.ts";
import { predictionSeed } from "../homework/seeds.ts";
import { seedOf } from "../workbook/dice.ts";
import { bookOf } from "./book.ts";
import { type Asked, type Grader, gradeWorks } from "./grading.ts";
import type { Gradebook } from "./marks.ts";
import { type Result, submissionDigest } from "./results.ts";

/** What is asked of one submission, and who asks. */
export interface Asking {
  readonly manifest: Manifest;
  readonly choices: readonly ExerciseChoice[];
  /** Of the cases. */
  readonly seed: number;
  readonly grader: Grader;
}

/** The seed of the cases: other files are asked other cases, so that it does not help to know those of before. */
export async function seedFor(
  submission: Submission,
  { seed }: Pick<Manifest, "seed">,
): Promise<number> {
  return seedOf(`one ${seed} ${await submissionDigest(submission)}`);
}

/**
 * Grades a submission, and gives the gradebook of its student after each lesson. What is not yet
 * graded is told as that.
 */
export async function* gradeOne(
  submission: Submission,
  asking: Asking,
): AsyncIterable<Gradebook> {
  const { manifest, seed } = asking;
  const digest = await submissionDigest(submission);
  const student = studentOf(submission);
  const own = await predictionSeed(manifest, student.id);
  const { notes } = submission;
  const entry = { student, submission, digest, notes, predictionSeed: own };
  const problems = await predictionsFor(manifest, own);
  const work = {
    ...{ student: student.id, submission, digest, known: {} },
    ...{ problems, predictionSeed: own },
  };
  let [result, broken]: [Result | undefined, string] = [
    undefined,
    "it was ended before",
  ];
  for (const lesson of new Set(manifest.items.map(({ lesson }) => lesson))) {
    const graded = await gradeWorks(
      [work],
      lessonOf(lesson, asking),
      { grader: asking.grader, atOnce: 1, ...quietly },
    );
    const found = graded.results.get(student.id);
    const items: Result["items"] = { ...result?.items, ...found?.items };
    if (found !== undefined) result = { ...found, items };
    broken = graded.broken.get(student.id) ?? broken;
    yield bookOf([{ ...entry, result, broken }], {
      ...{ manifest, seed },
      overrides: [],
    });
  }
}

const quietly = { keep: () => {}, onDone: () => {}, onAgain: () => {} };

/** What is asked of one lesson. */
function lessonOf(lesson: number, { manifest, choices, seed }: Asking): Asked {
  return {
    items: manifest.items.filter((item) => item.lesson === lesson),
    choices: choices.filter(({ folder }) => folder.lesson.number === lesson),
    seed,
    digests: new Map(),
  };
}

/** The gradebook of nobody, before anything is graded. */
export function openBook(manifest: Manifest): Gradebook {
  const { title, due, items } = manifest;
  const marks = items.map(({ id }) => ({
    ...{ item: id, points: 0, status: "open", seed: 0 } as const,
  }));
  const student = { id: "", lastName: "", firstName: "", email: "" };
  const one = { student, isLate: false, marks, notes: [], digest: "" };
  return { gradebook: 1, title, due, items, students: [one] };
}

/** Who it is, as far as the submission says so. Its system knows better. */
function studentOf({ claim }: Submission): Student {
  const id = claim.id ?? "";
  return { id, lastName: "", firstName: claim.name ?? "", email: "" };
}
