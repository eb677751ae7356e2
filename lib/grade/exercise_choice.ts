/**
 * Which exercises are meant: some of a lesson, and where each stands in the book.
 *
 * @module
 */
import type { ExerciseFolder, LessonFolder } from "../workbook/content.ts";

/** Some exercises of one lesson. */
export interface ExerciseChoice {
  readonly folder: ExerciseFolder;
  /** Which of its exercises. [from 0] */
  readonly chosen: readonly number[];
}

/** The place of an exercise, as it is typed: "5.2". @param at [from 0] */
export function placeOf(
  { number }: Pick<LessonFolder, "number">,
  at: number,
): string {
  return `${number}.${at + 1}`;
}

/** Chooses all exercises of a lesson. */
export function wholeLesson(folder: ExerciseFolder): ExerciseChoice {
  return { folder, chosen: folder.exercises.map((_, at) => at) };
}

/** Lists the places of what is chosen. */
export function placesOf(choices: readonly ExerciseChoice[]): string[] {
  return choices.flatMap(({ folder, chosen }) =>
    chosen.map((at) => placeOf(folder.lesson, at))
  );
}

/** Keeps the exercises at some places; a lesson of which none is left is left out. */
export function choicesAt(
  choices: readonly ExerciseChoice[],
  isWanted: (place: string) => boolean,
): ExerciseChoice[] {
  return choices.map(({ folder, chosen }) => ({
    folder,
    chosen: chosen.filter((at) => isWanted(placeOf(folder.lesson, at))),
  })).filter(({ chosen }) => chosen.length > 0);
}
