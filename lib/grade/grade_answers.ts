/**
 * Grading the answers as they lie in their folders: by their questions, and by their types.
 *
 * @module
 */
import type { ExerciseFolder } from "../workbook/content.ts";
import { readText } from "../workbook/file.ts";
import { openHoles } from "../workbook/hole.ts";
import { type Grade, gradeExercise } from "./grade.ts";
import { AnswerProcess } from "./process.ts";
import type { LessonGrades, PlacedGrade } from "./report.ts";
import { findTypeProblems } from "./type_check.ts";

/** Some exercises of one lesson. */
export interface Choice {
  readonly folder: ExerciseFolder;
  /** Which of its exercises. [from 0] */
  readonly chosen: readonly number[];
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
 * Grades the chosen exercises of one lesson: by their questions, and what passes by its types.
 *
 * @param seed Which questions are drawn.
 * @param log Takes what the answer logs.
 * @throws {MissingAnswer} If there is no answer.
 */
export async function gradeChoice(
  choice: Choice,
  seed: number,
  log: (text: string) => void,
): Promise<LessonGrades> {
  return await checkTypes(choice, await gradeUntyped(choice, seed, log));
}

/**
 * Grades the chosen exercises of one lesson by their questions, in a process of its own.
 *
 * @param seed Which questions are drawn.
 * @param log Takes what the answer logs.
 * @throws {MissingAnswer} If there is no answer.
 */
export async function gradeUntyped(
  { folder, chosen }: Choice,
  seed: number,
  log: (text: string) => void,
): Promise<LessonGrades> {
  const open = openHoles(readAnswer(folder));
  await using answer = new AnswerProcess(folder.answerUrl, {
    permissions: ["--allow-read=."],
    log,
  });
  const { number, title } = folder.lesson;
  const grades: PlacedGrade[] = [];
  for (const at of chosen) {
    const exercise = folder.exercises[at]!;
    const grade: Grade = open.includes(exercise.name)
      ? { exercise: exercise.name, status: "open" }
      : await gradeExercise(exercise, answer.call, {
        seeds: [seed],
        reasons: folder.tasks[at]!.reasons,
      });
    grades.push({ place: `${number}.${at + 1}`, ...grade });
  }
  return { lesson: number, title, grades };
}

/**
 * Fails what passes its questions and not the type checker. After an edit that takes a second or
 * two, so `watch` shows the grades before it.
 */
export async function checkTypes(
  { folder }: Choice,
  graded: LessonGrades,
): Promise<LessonGrades> {
  const isBegun = graded.grades.some(({ status }) => status !== "open");
  if (!isBegun) return graded;
  const source = readAnswer(folder);
  const problems = await findTypeProblems(folder.answerUrl, source);
  const grades = graded.grades.map((grade): PlacedGrade => {
    const problem = problems.find(({ name }) =>
      name === undefined || name === grade.exercise
    );
    if (grade.status !== "passed" || problem === undefined) return grade;
    const { place, exercise } = grade;
    const complaint = {
      asked: `deno check answer.ts, line ${problem.line}`,
      gave: "a type error",
      why:
        `${problem.says} What it computes is right; the types are not, in: ` +
        (source.split("\n")[problem.line - 1] ?? "").trim(),
    };
    return { place, exercise, status: "failed", complaint };
  });
  return { ...graded, grades };
}

function readAnswer(folder: ExerciseFolder): string {
  try {
    return readText(folder.answerUrl);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new MissingAnswer(folder);
  }
}
