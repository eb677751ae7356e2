/**
 * The exercises as the room knows them: their names, and in our own words why an answer is wrong.
 * What a report names beside these is not taken.
 *
 * @module
 */
import { placeOf } from "../grade/exercise_choice.ts";
import { reasonsWithoutIdea, unexplained } from "../grade/own_reason.ts";
import { lessonsWithExercises, tasksOf } from "../workbook/content.ts";
import { anythingElse, type Reasons } from "../workbook/exercise_page.ts";

/** What is known of an exercise. */
export interface KnownExercise {
  /** The name of the export. */
  readonly name: string;
  /** What the page tells of each reason, or nothing. */
  readonly reasons: Reasons;
}

/** All exercises by their places, in the order of the book. */
export type Catalog = ReadonlyMap<string, KnownExercise>;

/** Reads the pages of all exercises. */
export function readCatalog(): Catalog {
  return new Map(
    lessonsWithExercises().flatMap((lesson) =>
      tasksOf(lesson).map(({ name, reasons }, i) => [
        placeOf(lesson, i),
        { name, reasons: { ...reasons, ...unnamed(reasons) } },
      ])
    ),
  );
}

/** The reasons that no page names; what it tells of anything else stands for what is not explained. */
function unnamed(reasons: Reasons): Reasons {
  const others = reasonsWithoutIdea.map((reason) => [reason, ""] as const);
  return {
    ...Object.fromEntries(others),
    [unexplained]: reasons[anythingElse] ?? "",
  };
}

/** The reason that a report means: one that we know. */
export function reasonIn(
  { reasons }: KnownExercise,
  reason: string | undefined,
): string {
  return reason !== undefined && Object.hasOwn(reasons, reason)
    ? reason
    : unexplained;
}
