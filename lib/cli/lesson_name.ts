/**
 * How people name a lesson: `8`, `08_sendfile_gather`, `gather` or `sendfile + gather`.
 *
 * @module
 */
import { normal } from "../text/nearest.ts";
import { sayRanges } from "../text/say.ts";
import type { LessonFolder } from "../workbook/content.ts";
import { UsageError } from "./usage_error.ts";

/** Commands that replace something: for them a name is a whole one, as it is written. */
const replacing = ["reset"];

/**
 * Finds a lesson by its number, or by its name or a part of it. Pages are read only where neither the
 * number nor the folder tells.
 *
 * @param command The command that a refusal suggests.
 * @throws {UsageError} If none has that name, or several have.
 */
export function findLesson(
  wanted: string,
  lessons: readonly LessonFolder[],
  command = "lesson",
): LessonFolder {
  const byNumber = lessons.find(({ number }) =>
    /^\d+$/.test(wanted) && number === Number(wanted)
  );
  if (byNumber !== undefined) return byNumber;
  const found = replacing.includes(command)
    ? lessons.filter((one) => isNameOf(wanted, one))
    : named(wanted, lessons);
  if (found.length === 1) return found[0]!;
  if (found.length > 1) {
    const list = found.map(({ number }) => number).join(", ");
    throw new UsageError(
      `The name "${wanted}" fits lessons ${list}: one was expected`,
      `deno task ${command} ${found[0]!.number}`,
    );
  }
  const digits = /^\d+/.exec(wanted)?.[0];
  const near = lessons.find(({ number }) => number === Number(digits));
  throw new UsageError(
    `Unknown lesson "${wanted}": there are ${
      sayRanges(lessons.map(({ number }) => number))
    }`,
    near ? `deno task ${command} ${near.number}` : "deno task lesson",
  );
}

/** The numbers of "5-9" or "5"; of anything else, one that no lesson has. */
function numbersIn(part: string): number[] {
  const [, first, last = first] =
    /^\s*(\d{1,3})(?:\s*-\s*(\d{1,3}))?\s*$/.exec(part) ?? [];
  const count = Number(last) - Number(first) + 1;
  return count >= 1
    ? Array.from({ length: count }, (_, i) => Number(first) + i)
    : [NaN];
}

/**
 * Finds several lessons: `5-9`, or `1,3,5-9`.
 *
 * @returns Each once, in their order.
 * @throws {UsageError} If a number has no lesson, or it is no list of numbers. Its suggestion is an option.
 */
export function findLessons<Lesson extends { readonly number: number }>(
  list: string,
  lessons: readonly Lesson[],
): Lesson[] {
  const numbers = list.split(",").flatMap(numbersIn);
  const have = lessons.map(({ number }) => number);
  if (numbers.every((number) => have.includes(number))) {
    return lessons.filter(({ number }) => numbers.includes(number));
  }
  throw new UsageError(
    `--lessons takes lessons of ${sayRanges(have)}, as in 5-9 or 1,3,5-9: ` +
      `it is "${list}"`,
    `--lessons ${sayRanges(have).replaceAll(" to ", "-").replaceAll(" ", "")}`,
  );
}

function isNameOf(wanted: string, lesson: LessonFolder): boolean {
  const { slug } = lesson;
  return [slug, slug.slice(3)].includes(wanted) || lesson.title === wanted;
}

/** Lists the lessons of that name; if there is none, those that have it as a part of theirs. */
function named(
  wanted: string,
  lessons: readonly LessonFolder[],
): LessonFolder[] {
  // A number that no lesson has is not a part of a name.
  const name = normal(wanted).replace(/^\d+$/, "");
  if (name === "") return [];
  const folders = lessons.filter((one) => foldersOf(one).includes(name));
  if (folders.length > 0) return folders;
  const titles = lessons.filter(({ title }) => normal(title) === name);
  if (titles.length > 0) return titles;
  return lessons.filter((one) =>
    [...foldersOf(one), normal(one.title)].some((other) => other.includes(name))
  );
}

function foldersOf({ slug }: LessonFolder): string[] {
  return [normal(slug), normal(slug.slice(3))];
}
