/**
 * A homework for tests of exercises as the workbook has them, and our solutions as a student's work.
 *
 * @module
 */
import { itemsOf } from "../../lib/homework/items.ts";
import type { Manifest } from "../../lib/homework/manifest.ts";
import { predictionsFor } from "../../lib/homework/predictions.ts";
import {
  lessonsWithExercises,
  loadExercises,
} from "../../lib/workbook/content.ts";
import { root } from "../../lib/workbook/path.ts";
import { solutionOf } from "../box/graded.ts";
import { manifest } from "./made_up.ts";

/** Asks for the predictions and all exercises of some lessons. */
export async function manifestOf(
  numbers: readonly number[],
): Promise<Manifest> {
  const asked = lessonsWithExercises().filter(({ number }) =>
    numbers.includes(number)
  );
  const folders = await Promise.all(asked.map(loadExercises));
  return { ...manifest, items: await itemsOf(folders) };
}

/** Our answers to all lessons that are asked, by their paths in exercises/. */
export function solutionsTo({ items }: Manifest): Record<string, string> {
  const numbers = items.map(({ lesson }) => lesson);
  const lessons = lessonsWithExercises().filter(({ number }) =>
    numbers.includes(number)
  );
  return Object.fromEntries(lessons.map(({ slug }) => {
    const solutionUrl = new URL(`solutions/${slug}/answer.ts`, root);
    return [`${slug}/answer.ts`, solutionOf({ solutionUrl })];
  }));
}

/** What is right in the predictions of a student, by the item. */
export async function rightPredictions(
  manifest: Manifest,
  student: string,
): Promise<Record<string, string[]>> {
  const problems = await predictionsFor(manifest, student);
  return Object.fromEntries(problems.map(({ lesson, blanks }) => [
    `P${lesson}`,
    blanks.map(({ answer }) => String(answer)),
  ]));
}
