/**
 * Grading the answers as they lie in their folders: by their questions, and by their types.
 *
 * @module
 */
import { readAnswer } from "./answer_file.ts";
import {
  ChosenAnswer,
  type ExerciseChoice,
  type Grading,
} from "./chosen_answer.ts";
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
 * Fails what passes its questions and not the type checker, which is asked once for all. After an
 * edit that takes a second or two, so `watch` shows the grades before it.
 */
export async function checkTypes(
  choices: readonly ExerciseChoice[],
  graded: readonly LessonGrades[],
): Promise<LessonGrades[]> {
  const passing = choices.flatMap(({ folder }, i) => {
    const isPassing = graded[i]!.grades
      .some(({ status }) => status === "passed");
    if (!isPassing) return [];
    const { text = "" } = readAnswer(folder);
    return [{ i, url: folder.answerUrl, text }];
  });
  if (passing.length === 0) return [...graded];
  const problems = await findTypeProblems(passing);
  return graded.map((lesson, i) => {
    const at = passing.findIndex((one) => one.i === i);
    return at === -1 ? lesson : withTypes(lesson, problems[at]!, passing[at]!);
  });
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
    if (grade.status !== "passed" || problem === undefined) return grade;
    const { place, exercise } = grade;
    const complaint = sayTypes(problem, text);
    return { place, exercise, status: "failed", complaint };
  });
  return { ...lesson, grades };
}

function sayTypes(
  { line, says, elsewhere }: TypeProblem,
  text: string,
): Extract<Grade, { status: "failed" }>["complaint"] {
  if (line === undefined) {
    return {
      asked: "deno check answer.ts",
      gave: "no verdict",
      why: `The type checker could not look at the answer: ${says}`,
    };
  }
  if (elsewhere !== undefined) {
    return {
      asked: `deno check answer.ts, which imports ${elsewhere}`,
      gave: "a type error",
      why: says,
    };
  }
  return {
    asked: `deno check answer.ts, line ${line}`,
    gave: "a type error",
    why: `${says} What it computes is right; the types are not, in: ` +
      (text.split("\n")[line - 1] ?? "").trim(),
  };
}
