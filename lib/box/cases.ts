/**
 * The cases of a class: rolled once, so that each student is asked the same, and what is right is
 * worked out once.
 *
 * @module
 */
import { casesOf } from "../grade/ask.ts";
import type { ExerciseFolder } from "../workbook/content.ts";
import type { Case, Exercise } from "../workbook/exercise.ts";

/** What is asked of each exercise. */
export type AskedCases = ReadonlyMap<Exercise, readonly Case[]>;

/**
 * Rolls the cases of all exercises of some lessons.
 *
 * @param seeds Which: those of each, none of them twice.
 */
export function rollCases(
  folders: readonly Pick<ExerciseFolder, "exercises">[],
  seeds: readonly number[],
): AskedCases {
  return new Map(
    folders.flatMap(({ exercises }) =>
      exercises.map((one) => [one, casesOf(one, seeds)] as const)
    ),
  );
}
