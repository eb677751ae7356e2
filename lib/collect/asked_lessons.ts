/**
 * What answers may belong to: the lessons, and which of them are asked.
 *
 * @module
 */
import type { Manifest } from "../homework/manifest.ts";
import type { ExerciseFolder } from "../workbook/content.ts";

/** A lesson, as far as its answer is known by it. */
export interface AskedLesson {
  /** [from 1] */
  readonly number: number;
  /** The name of its folder: "05_read_write". */
  readonly slug: string;
  /** What its answer exports. */
  readonly exports: readonly string[];
  /** What lies beside the answer and is ours: nobody hands it in. */
  readonly ours: readonly string[];
  /** Whether a homework asks for it. */
  readonly isAsked: boolean;
}

/**
 * Lists the lessons.
 *
 * @param manifest What is asked: all lessons, if there is none.
 */
export function lessonsFor(
  folders: readonly ExerciseFolder[],
  manifest?: Manifest,
): AskedLesson[] {
  return folders.map(({ lesson: { number, slug }, exercises, answerUrl }) => ({
    number,
    slug,
    exports: exercises.map(({ name }) => name),
    ours: [...Deno.readDirSync(new URL(".", answerUrl))]
      .map(({ name }) => name).filter((name) => name !== "answer.ts"),
    isAsked: manifest === undefined ||
      manifest.items.some(({ lesson }) => lesson === number),
  }));
}

/**
 * Finds the lesson that an answer belongs to, by what it exports.
 *
 * @returns The lesson that has the most of it, or all that have as much.
 */
export function lessonsExporting(
  names: readonly string[],
  lessons: readonly AskedLesson[],
): AskedLesson[] {
  const counts = lessons.map((lesson) =>
    lesson.exports.filter((name) => names.includes(name)).length
  );
  const most = Math.max(0, ...counts);
  return most === 0 ? [] : lessons.filter((_, i) => counts[i] === most);
}

/** Finds the folder of a lesson that a path goes through: the last one counts. */
export function spotOf(
  path: string,
  lessons: readonly AskedLesson[],
): { readonly lesson: AskedLesson | undefined; readonly depth: number } {
  const steps = path.toLowerCase().split("/").slice(0, -1);
  const at = steps.findLastIndex((step) =>
    lessons.some(({ slug }) => slug === step)
  );
  const lesson = lessons.find(({ slug }) => slug === steps[at]);
  return { lesson, depth: lesson === undefined ? 0 : steps.length - 1 - at };
}

/** Says lessons: "lesson 5", "lessons 5 and 7". */
export function sayLessons(lessons: readonly AskedLesson[]): string {
  const numbers = lessons.map(({ number }) => String(number));
  const last = numbers.pop();
  return numbers.length === 0
    ? `lesson ${last}`
    : `lessons ${numbers.join(", ")} and ${last}`;
}
