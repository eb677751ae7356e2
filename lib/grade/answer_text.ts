/**
 * What the text of an answer adds to its grades: whether it is begun, what is left of a hole, and
 * the code of the line at which it failed.
 *
 * @module
 */
import { codeAt, exportOf } from "../workbook/answer_source.ts";
import type { ExerciseFolder } from "../workbook/content.ts";
import type { Exercise } from "../workbook/exercise.ts";
import { findHoles, openHoles } from "../workbook/hole.ts";
import { pristineText } from "../workbook/pristine.ts";
import type { Grade } from "./grade.ts";

/**
 * Whether anything of an answer is worth running. What has a todo may still pass: only running it
 * tells whether that is reached.
 */
export function isBegun(
  text: string,
  exercises: readonly Pick<Exercise, "name">[],
): boolean {
  const open = openHoles(text);
  return exercises.some(({ name }) => !open.includes(name));
}

/**
 * The grade of a hole: where somebody has begun to fill it, it is told what is left.
 *
 * @param first What the answer was at first, where that is known already.
 */
export function openGrade(
  { lesson }: Pick<ExerciseFolder, "lesson">,
  name: string,
  text: string,
  first = pristineText(lesson),
): Grade {
  if (text === first) return { exercise: name, status: "open" };
  const hole = findHoles(text).find((one) => one.name === name);
  const begun = first && exportOf(first, name);
  if (
    hole === undefined || begun === undefined ||
    isSame(begun, exportOf(text, name))
  ) {
    return { exercise: name, status: "open" };
  }
  const why = `answer.ts:${hole.line} still has a todo(…). Replace it, or ` +
    `delete it: ${codeAt(text, hole.line)}`;
  return { exercise: name, status: "open", why };
}

/** Adds to a grade what the text of the answer tells. @param first As of `openGrade`. */
export function besideText(
  grade: Grade,
  folder: Pick<ExerciseFolder, "lesson">,
  text: string,
  first?: string,
): Grade {
  if (grade.status === "open") {
    return openGrade(folder, grade.exercise, text, first);
  }
  return grade.status === "failed" ? withCode(grade, text) : grade;
}

/** Whether two codes differ in nothing but spaces. */
function isSame(code: string, other: string): boolean {
  const [a, b] = [code, other].map((one) => one.replaceAll(/\s/g, ""));
  return a === b;
}

/** Adds the code of the line at which an answer failed, if its place is told. */
function withCode(
  grade: Extract<Grade, { status: "failed" }>,
  text: string,
): Grade {
  const { complaint } = grade;
  const line = /\(answer\.ts:(\d+):\d+\)$/.exec(complaint.why)?.[1];
  if (line === undefined) return grade;
  const why = `${complaint.why}. In: ${codeAt(text, Number(line))}`;
  return { ...grade, complaint: { ...complaint, why } };
}
