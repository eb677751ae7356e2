/**
 * The exercises as they lie in their folders, and how people name one of them: `5`, `5.2`,
 * `read_write` or `countSwitches`.
 *
 * @module
 */
import type { Exercise } from "../workbook/exercise.ts";
import { type Grade, gradeExercise } from "../grade/grade.ts";
import { AnswerProcess } from "../grade/process.ts";
import type { LessonGrades, PlacedGrade } from "../grade/report.ts";
import { readTasks, type Task } from "../workbook/exercise_page.ts";
import { openHoles } from "../workbook/hole.ts";
import { findTypeProblems } from "../grade/type_check.ts";
import { findLesson, type LessonFolder, readLessons } from "./content.ts";
import { readText } from "../workbook/file.ts";
import { root } from "./path.ts";
import { UsageError } from "./usage_error.ts";

/** One lesson's exercises. */
export interface ExerciseFolder {
  readonly lesson: LessonFolder;
  readonly exercises: readonly Exercise[];
  /** In the order of the exercises. */
  readonly tasks: readonly Task[];
  /** What the learner edits. */
  readonly answerUrl: URL;
  /** What it was at first. */
  readonly stubUrl: URL;
  readonly solutionUrl: URL;
}

/** Some exercises of one lesson. */
export interface Choice {
  readonly folder: ExerciseFolder;
  /** Which of its exercises. [from 0] */
  readonly chosen: readonly number[];
}

/** Loads the exercises of a lesson. */
async function loadExercises(
  lesson: LessonFolder,
): Promise<ExerciseFolder> {
  const folder = new URL(`exercises/${lesson.slug}/`, root);
  const { exercises } = await import(new URL("questions.ts", folder).href);
  const page = readText(new URL("README.md", folder));
  return {
    lesson,
    exercises,
    tasks: readTasks(page),
    answerUrl: new URL("answer.ts", folder),
    stubUrl: new URL("stub.ts", folder),
    solutionUrl: new URL(`solutions/${lesson.slug}/answer.ts`, root),
  };
}

/** Loads the exercises of all lessons that have some. */
export async function loadAllExercises(): Promise<ExerciseFolder[]> {
  const slugs = [...Deno.readDirSync(new URL("exercises/", root))]
    .map(({ name }) => name);
  const lessons = readLessons().filter(({ slug }) => slugs.includes(slug));
  return await Promise.all(lessons.map(loadExercises));
}

/**
 * Finds the exercises that are meant.
 *
 * @param wanted As typed; all exercises, if nothing was.
 * @throws {UsageError} If nothing, or too much, has that name.
 */
export async function chooseExercises(
  wanted: string | undefined,
  command: string,
): Promise<Choice[]> {
  const all = await loadAllExercises();
  if (wanted === undefined) return all.map((folder) => whole(folder));
  const byName = all.flatMap((folder) => {
    const at = folder.exercises.findIndex(({ name }) => name === wanted);
    return at === -1 ? [] : [{ folder, chosen: [at] }];
  });
  if (byName.length === 1) return byName;
  if (byName.length > 1) {
    const places = byName.map(({ folder, chosen }) =>
      `${folder.lesson.number}.${chosen[0]! + 1}`
    );
    throw new UsageError(
      `There is a ${wanted} in ${places.join(" and ")}: one was expected`,
      `deno task ${command} ${places[0]}`,
    );
  }
  const [, lessonName = wanted, at] = /^(.*)\.(\d+)$/.exec(wanted) ?? [];
  const lesson = findLesson(
    lessonName,
    all.map(({ lesson }) => lesson),
    command,
  );
  const folder = all.find((one) => one.lesson === lesson)!;
  return [at === undefined ? whole(folder) : one(folder, Number(at), command)];
}

function whole(folder: ExerciseFolder): Choice {
  return { folder, chosen: folder.exercises.map((_, i) => i) };
}

function one(folder: ExerciseFolder, at: number, command: string): Choice {
  const { number } = folder.lesson;
  if (folder.exercises[at - 1] !== undefined) {
    return { folder, chosen: [at - 1] };
  }
  throw new UsageError(
    `Unknown exercise ${number}.${at}: lesson ${number} has ${number}.1 to ` +
      `${number}.${folder.exercises.length}`,
    `deno task ${command} ${number}.1`,
  );
}

/**
 * Grades the chosen exercises of one lesson: by their questions, and what passes by its types.
 *
 * @param seed Which questions are drawn.
 * @param log Takes what the answer logs.
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

function readAnswer({ answerUrl, lesson }: ExerciseFolder): string {
  try {
    return readText(answerUrl);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new UsageError(
      `There is no exercises/${lesson.slug}/answer.ts any more`,
      `deno task reset ${lesson.number}`,
    );
  }
}
