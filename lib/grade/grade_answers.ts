/**
 * Grading the answers as they lie in their folders: by their questions, and by their types.
 *
 * @module
 */
import { codeAt } from "../workbook/answer_source.ts";
import { readAnswer } from "./answer_file.ts";
import { ChosenAnswer, type Grading } from "./chosen_answer.ts";
import type { ExerciseChoice } from "./exercise_choice.ts";
import type { Grade } from "./grade.ts";
import type { LessonGrades, PlacedGrade } from "./report.ts";
import {
  findTypeProblems,
  type Source,
  type TypeProblem,
} from "./type_check.ts";

/**
 * Grades the chosen exercises: by their questions, and what passes by its types.
 *
 * @returns The grades of each lesson, in the order given.
 */
export async function gradeChoices(
  choices: readonly ExerciseChoice[],
  grading: Grading = {},
): Promise<LessonGrades[]> {
  await using answers = new AsyncDisposableStack();
  const begun = choices.map((choice) => {
    const answer = new ChosenAnswer(choice, grading);
    return answers.use(answer);
  });
  const graded: LessonGrades[] = [];
  for (const [i, answer] of begun.entries()) {
    // One is loaded while the one before it is judged.
    begun[i + 1]?.begin();
    graded.push(await answer.grade());
    await answer.end();
  }
  return await checkTypes(choices, graded);
}

/** Grades the chosen exercises of one lesson by their questions, in a process of its own. */
export async function gradeUntyped(
  choice: ExerciseChoice,
  grading?: Grading,
): Promise<LessonGrades> {
  await using answer = new ChosenAnswer(choice, grading);
  return await answer.grade();
}

/**
 * Adds what the type checker says, which is asked once for all. It fails nobody: an answer that is
 * right passes. After an edit that takes a second or two, so `watch` shows the grades before it.
 */
export async function checkTypes(
  choices: readonly ExerciseChoice[],
  graded: readonly LessonGrades[],
): Promise<LessonGrades[]> {
  const checked = choices.flatMap(({ folder }, i) => {
    if (!graded[i]!.grades.some(isAnswered)) return [];
    const { text = "" } = readAnswer(folder);
    return [{ i, url: folder.answerUrl, text }];
  });
  if (checked.length === 0) return [...graded];
  const problems = await findTypeProblems(checked);
  return graded.map((lesson, i) => {
    const at = checked.findIndex((one) => one.i === i);
    return at === -1 ? lesson : withTypes(lesson, problems[at]!, checked[at]!);
  });
}

/** Whether an answer was called: what cannot be loaded has no types. */
function isAnswered(grade: Grade): boolean {
  return grade.status === "passed" ||
    grade.status === "failed" && grade.complaint.asked !== "";
}

function withTypes(
  lesson: LessonGrades,
  problems: readonly TypeProblem[],
  { text }: Source,
): LessonGrades {
  const grades = lesson.grades.map((grade): PlacedGrade => {
    const problem = problems.find(({ name }) =>
      name === undefined || name === grade.exercise
    );
    return problem === undefined || !isAnswered(grade)
      ? grade
      : { ...grade, types: sayTypes(problem, text) };
  });
  return { ...lesson, grades };
}

function sayTypes(
  { line, says, elsewhere }: TypeProblem,
  text: string,
): string {
  if (line === undefined) return says;
  if (elsewhere !== undefined) return `${elsewhere}: ${says}`;
  return `answer.ts:${line}: ${says} In: ${codeAt(text, line)}`;
}
