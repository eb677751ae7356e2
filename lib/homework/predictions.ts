/**
 * The predictions of a homework: for each student problems of their own, and what came of them.
 *
 * @module
 */
import {
  type LessonFolder,
  loadProblems,
  readLessons,
} from "../workbook/content.ts";
import { type Problem, rollProblem } from "../workbook/prediction.ts";
import { checkBlank, isFitting } from "../workbook/submission.ts";
import { isPrediction, type Item, type Manifest } from "./manifest.ts";
import { lessonSeed, predictionSeed } from "./seeds.ts";

/** How many blanks are right. */
export interface MarkedPredictions {
  readonly right: number;
  readonly of: number;
}

/**
 * Rolls the problems of a student: one for each item that are predictions, in their order.
 *
 * @param student The student's id; or the seed that an instructor has given them.
 * @throws {RangeError} If a lesson is not in this workbook, or has no problems.
 */
export async function predictionsFor(
  manifest: Pick<Manifest, "seed" | "items">,
  student: string | number,
): Promise<Problem[]> {
  const seed = typeof student === "number"
    ? student
    : await predictionSeed(manifest, student);
  const folders = readLessons();
  const lessons = manifest.items.filter(isPrediction)
    .map(({ lesson }) => lesson);
  return await Promise.all(
    lessons.map((lesson) => rollFor(lesson, seed, folders)),
  );
}

async function rollFor(
  lesson: number,
  seed: number,
  folders: readonly LessonFolder[],
): Promise<Problem> {
  const folder = folders.find(({ number }) => number === lesson);
  const roll = folder && await loadProblems(folder);
  if (roll === undefined) {
    throw new RangeError(`Lesson ${lesson} has no problems in this workbook`);
  }
  return rollProblem(roll, { lesson, seed: lessonSeed(seed, lesson) });
}

/** Counts which blanks are right. What is not there, or of another kind, is not. */
export function markPredictions(
  { blanks }: Pick<Problem, "blanks">,
  typed: readonly string[],
): MarkedPredictions {
  const right = blanks.filter((blank, i) => {
    const one = { typed: typed[i] ?? "", number: i + 1 };
    return isFitting(blank, one.typed) && checkBlank(blank, one).isRight;
  });
  return { right: right.length, of: blanks.length };
}

/** The points for predictions: a share of the item's, rounded down. */
export function predictionPoints(
  { points }: Pick<Item, "points">,
  { right, of }: MarkedPredictions,
): number {
  return Math.floor(points * right / of);
}
