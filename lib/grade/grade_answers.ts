/**
 * Grading the answers as they lie in their folders: by their questions, and by their types.
 *
 * Which cases are asked depends on the text of the answer, and on nothing else: so all commands ask
 * the same, and what passes in one passes in all.
 *
 * @module
 */
import type { ExerciseFolder } from "../workbook/content.ts";
import { seedOf } from "../workbook/dice.ts";
import { readText } from "../workbook/file.ts";
import { openHoles } from "../workbook/hole.ts";
import { type Grade, gradeExercise } from "./grade.ts";
import { AnswerProcess } from "./process.ts";
import type { LessonGrades, PlacedGrade } from "./report.ts";
import {
  findTypeProblems,
  type Source,
  type TypeProblem,
} from "./type_check.ts";

/** Some exercises of one lesson. */
export interface ExerciseChoice {
  readonly folder: ExerciseFolder;
  /** Which of its exercises. [from 0] */
  readonly chosen: readonly number[];
}

/** How to grade. */
export interface Grading {
  /** A seed whose cases are asked before those that the answer itself gives. */
  readonly seed?: number | undefined;
  /** Takes what answers log. */
  readonly log?: (text: string) => void;
}

/** There is no answer to grade: its file is gone. */
export class MissingAnswer extends Error {
  override readonly name = "MissingAnswer";
  /** The lesson that it belonged to. [from 1] */
  readonly lesson: number;

  /** @param folder Where it should be. */
  constructor({ lesson }: ExerciseFolder) {
    super(`There is no exercises/${lesson.slug}/answer.ts any more`);
    this.lesson = lesson.number;
  }
}

/**
 * Grades the chosen exercises: by their questions, and what passes by its types.
 *
 * @returns The grades of each lesson, in the order given.
 * @throws {MissingAnswer} If there is no answer.
 */
export async function gradeChoices(
  choices: readonly ExerciseChoice[],
  grading: Grading = {},
): Promise<LessonGrades[]> {
  const graded: LessonGrades[] = [];
  for (const choice of choices) {
    graded.push(await gradeUntyped(choice, grading));
  }
  return await checkTypes(choices, graded);
}

/**
 * Grades the chosen exercises of one lesson by their questions, in a process of its own.
 *
 * @throws {MissingAnswer} If there is no answer.
 */
export async function gradeUntyped(
  { folder, chosen }: ExerciseChoice,
  { seed, log = () => {} }: Grading = {},
): Promise<LessonGrades> {
  const { text } = sourceOf(folder);
  const open = openHoles(text);
  const seeds = [...(seed === undefined ? [] : [seed]), seedOf(text)];
  await using answer = new AnswerProcess(folder.answerUrl, {
    permissions: ["--allow-read=."],
    log,
  });
  const { number, title } = folder.lesson;
  const grades: PlacedGrade[] = [];
  for (const at of chosen) {
    const exercise = folder.exercises[at]!;
    const { reasons } = folder.tasks[at]!;
    const grade: Grade = open.includes(exercise.name)
      ? { exercise: exercise.name, status: "open" }
      : await gradeExercise(exercise, answer.call, { seeds, reasons });
    grades.push({ place: `${number}.${at + 1}`, ...grade });
  }
  return { lesson: number, title, grades };
}

/**
 * Fails what passes its questions and not the type checker, which is asked once for all. After an
 * edit that takes a second or two, so `watch` shows the grades before it.
 */
export async function checkTypes(
  choices: readonly ExerciseChoice[],
  graded: readonly LessonGrades[],
): Promise<LessonGrades[]> {
  const passing = choices.filter((_, i) =>
    graded[i]!.grades.some(({ status }) => status === "passed")
  );
  if (passing.length === 0) return [...graded];
  const sources = passing.map(({ folder }) => sourceOf(folder));
  const problems = await findTypeProblems(sources);
  return graded.map((lesson, i) => {
    const at = passing.indexOf(choices[i]!);
    return at === -1 ? lesson : withTypes(lesson, problems[at]!, sources[at]!);
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
  { line, says }: TypeProblem,
  text: string,
): Extract<Grade, { status: "failed" }>["complaint"] {
  if (line === undefined) {
    return {
      asked: "deno check answer.ts",
      gave: "no verdict",
      why: `The type checker could not look at the answer: ${says}`,
    };
  }
  return {
    asked: `deno check answer.ts, line ${line}`,
    gave: "a type error",
    why: `${says} What it computes is right; the types are not, in: ` +
      (text.split("\n")[line - 1] ?? "").trim(),
  };
}

function sourceOf(folder: ExerciseFolder): Source {
  try {
    return { url: folder.answerUrl, text: readText(folder.answerUrl) };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new MissingAnswer(folder);
  }
}
