/**
 * Grading what is about to be packed, as the gradebook will: in the box, by several seeds, none of
 * which is the gradebook's.
 *
 * @module
 */
import { drawCases } from "../box/asked.ts";
import { openBox } from "../box/box.ts";
import type { ExerciseChoice } from "../grade/chosen_answer.ts";
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
  const asked = drawCases(folders, seeds);
  await using box = await openBox(folders);
  const { lessons, late } = await box.grade({ files, choices, asked });
  const again = choicesAt(choices, late);
  const alone = again.length === 0
    ? []
    : await box.gradeAlone({ files, choices: again, asked });
  const graded = alone.flatMap(({ grades }) => grades);
  const merged = lessons.map((lesson) => ({
    ...lesson,
    grades: lesson.grades.map((grade) =>
      graded.find(({ place }) => place === grade.place) ?? grade
    ),
  }));
  return await checkTypes(choices, merged);
}

/** Keeps those exercises that are at some places. */
function choicesAt(
  choices: readonly ExerciseChoice[],
  places: readonly string[],
): ExerciseChoice[] {
  return choices.map(({ folder, chosen }) => ({
    folder,
    chosen: chosen.filter((at) =>
      places.includes(`${folder.lesson.number}.${at + 1}`)
    ),
  })).filter(({ chosen }) => chosen.length > 0);
}
