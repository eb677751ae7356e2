/**
 * Grading what is about to be packed, as the gradebook will: in the box, by several seeds, none of
 * which is the gradebook's.
 *
 * @module
 */
import { type Box, type BoxWork, openBox } from "../box/box.ts";
import { choicesAt, type ExerciseChoice } from "../grade/exercise_choice.ts";
import { checkTypes } from "../grade/grade_answers.ts";
import type { LessonGrades } from "../grade/report.ts";

/**
 * Grades the exercises that are asked, and looks at the types of the answers where they lie.
 *
 * @param files What is about to be packed, by paths in exercises/.
 * @param seeds All of their cases are asked.
 */
export async function gradeForPack(
  choices: readonly ExerciseChoice[],
  files: ReadonlyMap<string, string>,
  seeds: readonly number[],
): Promise<LessonGrades[]> {
  const folders = choices.map(({ folder }) => folder);
  await using box = await openBox(folders, seeds);
  const graded = await gradeIn(box, { files, choices });
  return await checkTypes(choices, graded);
}

/** Grades in a box; what was late counts as it is when it is tried again alone. */
export async function gradeIn(
  box: Pick<Box, "grade" | "gradeAlone">,
  work: BoxWork,
): Promise<LessonGrades[]> {
  const { lessons, late } = await box.grade(work);
  if (late.length === 0) return [...lessons];
  const choices = choicesAt(work.choices, (place) => late.includes(place));
  const again = (await box.gradeAlone({ ...work, choices }))
    .flatMap(({ grades }) => grades);
  return lessons.map((lesson) => ({
    ...lesson,
    grades: lesson.grades.map((grade) =>
      again.find(({ place }) => place === grade.place) ?? grade
    ),
  }));
}
