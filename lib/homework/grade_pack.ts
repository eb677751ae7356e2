/**
 * Grading what is about to be packed, as it will be graded: by several seeds, none of which is the
 * gradebook's.
 *
 * @module
 */
import type { ExerciseChoice } from "../grade/chosen_answer.ts";
import { checkTypes, gradeUntyped } from "../grade/grade_answers.ts";
import type { LessonGrades } from "../grade/report.ts";

/**
 * Grades the exercises that are asked, and looks at their types.
 *
 * @param seeds All of their cases are asked.
 */
export async function gradeForPack(
  choices: readonly ExerciseChoice[],
  seeds: readonly number[],
): Promise<LessonGrades[]> {
  const graded: LessonGrades[] = [];
  for (const choice of choices) {
    const tries: LessonGrades[] = [];
    for (const seed of seeds) tries.push(await gradeUntyped(choice, { seed }));
    graded.push({
      ...tries[0]!,
      grades: tries[0]!.grades.map((grade, i) =>
        tries.map(({ grades }) => grades[i]!).find(({ status }) =>
          status !== "passed"
        ) ?? grade
      ),
    });
  }
  return await checkTypes(choices, graded);
}
