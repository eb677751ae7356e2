/**
 * A grader that runs nothing: all that is asked passes.
 *
 * @module
 */
import type { BoxWork } from "../../lib/box/box.ts";
import { placeOf } from "../../lib/grade/exercise_choice.ts";
import type { LessonGrades } from "../../lib/grade/report.ts";
import type { Grader } from "../../lib/gradebook/grading.ts";

/** Lets all that is asked pass. */
export function passing({ choices }: BoxWork): LessonGrades[] {
  return choices.map(({ folder: { lesson }, chosen }) => ({
    lesson: lesson.number,
    title: "",
    grades: chosen.map((at) => ({
      place: placeOf(lesson, at),
      exercise: "x",
      status: "passed" as const,
      questions: 1,
      remarks: [],
    })),
  }));
}

/** Grades at once, and nothing is late. */
export const passingGrader: Grader = {
  grade: (answers) => Promise.resolve({ lessons: passing(answers), late: [] }),
  gradeAlone: (answers) => Promise.resolve(passing(answers)),
};
