/**
 * The exercises as the room knows them: their names, and in our own words why an answer is wrong.
 * What a report names beside these is not taken.
 *
 * @module
 */
import { lessonsWithExercises, tasksOf } from "../workbook/content.ts";
import { anythingElse, type Reasons } from "../workbook/exercise_page.ts";
import { generalReasons } from "./report.ts";

/** What is known of an exercise. */
export interface KnownExercise {
  /** The name of the export. */
  readonly name: string;
  /** What is told of each wrong idea. */
  readonly reasons: Reasons;
}

/** All exercises by their places, in the order of the book. */
export type Catalog = ReadonlyMap<string, KnownExercise>;

/** Reads the pages of all exercises. */
export function readCatalog(): Catalog {
  return new Map(
    lessonsWithExercises().flatMap((lesson) =>
      tasksOf(lesson).map(({ name, reasons }, i) => [
        `${lesson.number}.${i + 1}`,
        {
          name,
          reasons: { [anythingElse]: "", ...reasons, ...generalReasons },
        },
      ])
    ),
  );
}

/** The reason that a report means: one that we know. */
export function reasonIn(
  { reasons }: KnownExercise,
  reason: string | undefined,
): string {
  return reason !== undefined && Object.hasOwn(reasons, reason)
    ? reason
    : anythingElse;
}
