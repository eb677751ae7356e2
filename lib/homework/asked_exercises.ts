/**
 * The exercises that a homework asks for, as this workbook has them.
 *
 * @module
 */
import {
  type ExerciseChoice,
  placeOf,
  placesOf,
} from "../grade/exercise_choice.ts";
import { lessonsWithExercises, loadExercises } from "../workbook/content.ts";
import { isPrediction, type Manifest } from "./manifest.ts";

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
  const isAsked = (name: string, place: string): boolean =>
    asked.some((item) => item.id === place && item.name === name);
  const choices = folders.map((folder) => ({
    folder,
    chosen: folder.exercises.flatMap(({ name }, at) =>
      isAsked(name, placeOf(folder.lesson, at)) ? [at] : []
    ),
  }));
  const found = placesOf(choices);
  const missing = asked.find(({ id }) => !found.includes(id));
  if (missing === undefined) return choices;
  throw new RangeError(
    `The homework asks for ${missing.id} ${missing.name}, which this workbook has not: it was made with another version`,
  );
}
