/**
 * A homework for tests of exercises as the workbook has them, and our solutions as a student's work.
 *
 * @module
 */
import type { Item, Manifest } from "../../lib/homework/manifest.ts";
import { predictionsFor } from "../../lib/homework/predictions.ts";
import {
  lessonsWithExercises,
  loadExercises,
} from "../../lib/workbook/content.ts";
import { readText } from "../../lib/workbook/file.ts";
import { root } from "../../lib/workbook/path.ts";
import { manifest } from "./made_up.ts";

/** Asks for the predictions and all exercises of some lessons. */
export async function manifestOf(
  numbers: readonly number[],
): Promise<Manifest> {
  const asked = lessonsWithExercises().filter(({ number }) =>
    numbers.includes(number)
  );
  const items = await Promise.all(asked.map(async (folder) => {
    const lesson = folder.number;
    const predictions = { id: `P${lesson}`, lesson, name: "predictions" };
    const all = { ...manifest, items: [{ ...predictions, points: 1 }] };
    const [problem] = await predictionsFor(all, "007");
    const { exercises } = await loadExercises(folder);
    return [
      { ...predictions, points: problem!.blanks.length },
      ...exercises.map(({ name }, i): Item => ({
        ...{ id: `${lesson}.${i + 1}`, lesson, name, points: 2 },
      })),
    ];
  }));
  return { ...manifest, items: items.flat() };
}

/** Our answers to all lessons that are asked, by their paths in exercises/. */
export function solutionsTo({ items }: Manifest): Record<string, string> {
  const numbers = items.map(({ lesson }) => lesson);
  const lessons = lessonsWithExercises().filter(({ number }) =>
    numbers.includes(number)
  );
  return Object.fromEntries(lessons.map(({ slug }) => [
    `${slug}/answer.ts`,
    // There it lies beside what it imports.
    readText(new URL(`solutions/${slug}/answer.ts`, root))
      .replaceAll(`../../exercises/${slug}/`, "./"),
  ]));
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
