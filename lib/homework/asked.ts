/**
 * The exercises that a homework asks for, as this workbook has them.
 *
 * @module
 */
import type { ExerciseChoice } from "../grade/chosen_answer.ts";
import { lessonsWithExercises, loadExercises } from "../workbook/content.ts";
import { isPrediction, type Item, type Manifest } from "./manifest.ts";

/**
 * Loads the lessons whose exercises are asked, and no others.
 *
 * @returns The exercises of each lesson that are asked, in the order of the lessons.
 * @throws {RangeError} If this workbook has no such exercise: it is another version.
 */
export async function loadAsked(
  { items }: Pick<Manifest, "items">,
): Promise<ExerciseChoice[]> {
  const asked = items.filter((item) => !isPrediction(item));
  const folders = await Promise.all(
    lessonsWithExercises()
      .filter(({ number }) => asked.some(({ lesson }) => lesson === number))
      .map(loadExercises),
  );
  const choices = folders.map((folder) => {
    const { number } = folder.lesson;
    const chosen = folder.exercises.flatMap(({ name }, i) =>
      asked.some((item) => isAt(item, number, i) && item.name === name)
        ? [i]
        : []
    );
    return { folder, chosen };
  });
  const found = choices.reduce((sum, { chosen }) => sum + chosen.length, 0);
  if (found === asked.length) return choices;
  const { id, name } = asked.find((item) =>
    !choices.some(({ folder, chosen }) =>
      chosen.some((at) => isAt(item, folder.lesson.number, at))
    )
  )!;
  throw new RangeError(
    `The homework asks for ${id} ${name}, which this workbook has not: it was made with another version`,
  );
}

function isAt({ id }: Item, lesson: number, at: number): boolean {
  return id === `${lesson}.${at + 1}`;
}
