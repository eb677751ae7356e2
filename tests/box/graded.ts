/**
 * Submissions as tests of the box make them up: the files that matter, and what came of each place.
 *
 * @module
 */
import { type Box, openBox } from "../../lib/box/box.ts";
import type { BoxLimits } from "../../lib/box/limits.ts";
import { wholeLesson } from "../../lib/grade/exercise_choice.ts";
import type { PlacedGrade } from "../../lib/grade/report.ts";
import { gradeIn } from "../../lib/homework/grade_pack.ts";
import {
  type ExerciseFolder,
  loadAllExercises,
} from "../../lib/workbook/content.ts";
import { readText } from "../../lib/workbook/file.ts";
import { pristineAt } from "../../lib/workbook/pristine.ts";

/** Lessons, and a box for them. */
export interface OpenBox extends AsyncDisposable {
  readonly box: Box;
  readonly folders: readonly ExerciseFolder[];
}

/** As patient as a test can be that waits for each of them. */
export const quickLimits: BoxLimits = {
  firstMs: 150,
  mostLate: 2,
  aloneMs: [400, 200],
  thenMs: 150,
};

/** Opens a box for some lessons: for all, if none is given. */
export async function openFor(
  lessons: readonly number[] = [],
  limits: BoxLimits = quickLimits,
): Promise<OpenBox> {
  const folders = (await loadAllExercises()).filter(({ lesson }) =>
    lessons.length === 0 || lessons.includes(lesson.number)
  );
  const box = await openBox(folders, [7], limits);
  return {
    box,
    folders,
    [Symbol.asyncDispose]: () => box[Symbol.asyncDispose](),
  };
}

/** Our answer of a lesson, as a learner would have it. */
export function solutionOf(
  { solutionUrl }: Pick<ExerciseFolder, "solutionUrl">,
): string {
  return readText(solutionUrl).replaceAll(
    /"\.\.\/\.\.\/exercises\/\w+\//g,
    '"./',
  );
}

/** What a learner of a lesson begins with. */
export function stubOf({ lesson }: ExerciseFolder): string {
  return new TextDecoder().decode(pristineAt(lesson));
}

/** Our answers of some lessons, by their paths in exercises/. */
export function solved(
  folders: readonly ExerciseFolder[],
): Map<string, string> {
  return new Map(
    folders.map((folder) => [
      `${folder.lesson.slug}/answer.ts`,
      solutionOf(folder),
    ]),
  );
}

/**
 * Grades a submission to the end: what ran out of time once more, alone.
 *
 * @param files By their paths in exercises/.
 * @returns The grade of each place: "5.2".
 */
export async function gradeHostile(
  { box, folders }: OpenBox,
  files: ReadonlyMap<string, string>,
): Promise<Record<string, PlacedGrade>> {
  const choices = folders.map(wholeLesson);
  const lessons = await gradeIn(box, { files, choices });
  return Object.fromEntries(
    lessons.flatMap(({ grades }) =>
      grades.map((grade) => [grade.place, grade])
    ),
  );
}

/** The states of all places: "5.1 passed". */
export function statesOf(
  grades: Readonly<Record<string, PlacedGrade>>,
): string[] {
  return Object.values(grades).map(({ place, status }) => `${place} ${status}`);
}

/** What a place is told that failed. */
export function whyOf(
  grades: Readonly<Record<string, PlacedGrade>>,
  place: string,
): string {
  const grade = grades[place];
  return grade?.status === "failed" ? grade.complaint.why : `${grade?.status}`;
}

/** Lists all files in a folder, by their paths from there. */
export function filesUnder(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
    isDirectory
      ? filesUnder(`${folder}/${name}`).map((one) => `${name}/${one}`)
      : [name]
  );
}
