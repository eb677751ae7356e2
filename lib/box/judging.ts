/**
 * Judging what came out of the box: by the same code as at home, and once for all students who gave
 * the same.
 *
 * @module
 */
import { type Grade, judgeAll } from "../grade/grade.ts";
import type { ExerciseFolder } from "../workbook/content.ts";
import type { Case, Exercise } from "../workbook/exercise.ts";
import type { Came } from "./asking.ts";
import { readGiven } from "./messages.ts";

/** The longest reply whose grade is remembered. [characters] */
const longest = 8 * 2 ** 10;

/** How many grades of an exercise are remembered. */
const most = 64;

/** Judges, and remembers grades by what was said. */
export class Judge {
  readonly #known = new Map<readonly Case[], Map<string, Grade>>();

  /** Judges what came of an exercise. */
  grade(
    came: Came,
    folder: Pick<ExerciseFolder, "exercises" | "tasks">,
    at: number,
    cases: readonly Case[],
  ): Grade {
    const exercise: Exercise = folder.exercises[at]!;
    const { reasons } = folder.tasks[at]!;
    if ("failure" in came) {
      const { failure } = came;
      return judgeAll(exercise, cases, { values: [], failure }, reasons);
    }
    const { text } = came;
    const known = this.#known.get(cases) ?? new Map<string, Grade>();
    this.#known.set(cases, known);
    const before = known.get(text);
    if (before !== undefined) return before;
    const given = readGiven(text, cases.length);
    const grade = judgeAll(exercise, cases, given, reasons);
    if (text.length <= longest && known.size < most) {
      known.set(copyOf(text), grade);
    }
    return grade;
  }
}

/** A text that is kept by itself: a part of another one would keep all that a process has said. */
function copyOf(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text));
}
