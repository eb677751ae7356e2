/**
 * The lessons and their exercises as they lie in their folders. A page is read, and a model or
 * questions loaded, when it is first asked for.
 *
 * @module
 */
import type { Exercise } from "./exercise.ts";
import { type ExerciseTask, readTasks } from "./exercise_page.ts";
import { isThere, readText } from "./file.ts";
import type { Lesson } from "./lesson.ts";
import { headOf, type PageHead } from "./page.ts";
import { root } from "./path.ts";
import type { Roll } from "./prediction.ts";

/** One lesson's folder. */
export interface LessonFolder extends PageHead {
  /** [from 1] */
  readonly number: number;
  /** The name of the folder: "03_dma". */
  readonly slug: string;
  /** The Markdown of the page. */
  readonly page: string;
  /** Where the page lies. */
  readonly pageUrl: URL;
}

/** One lesson's exercises. */
export interface ExerciseFolder {
  readonly lesson: LessonFolder;
  readonly exercises: readonly Exercise[];
  /** In the order of the exercises. */
  readonly tasks: readonly ExerciseTask[];
  /** What the learner edits. */
  readonly answerUrl: URL;
  readonly solutionUrl: URL;
}

/** Lists the lessons, in the order of their numbers. */
export function readLessons(): LessonFolder[] {
  return slugsIn("lessons").sort().map(lessonIn);
}

function slugsIn(kind: "lessons" | "exercises"): string[] {
  return [...Deno.readDirSync(new URL(`${kind}/`, root))]
    .flatMap(({ name }) => /^\d\d_/.test(name) ? [name] : []);
}

function lessonIn(slug: string): LessonFolder {
  const urlOf = (): URL => new URL(`lessons/${slug}/README.md`, root);
  let page: string | undefined;
  let head: PageHead | undefined;
  const readPage = (): string => page ??= readText(urlOf());
  const readHead = (): PageHead => head ??= headAt(slug, readPage());
  return {
    number: Number(slug.slice(0, 2)),
    slug,
    get pageUrl() {
      return urlOf();
    },
    get page() {
      return readPage();
    },
    get title() {
      return readHead().title;
    },
    get summary() {
      return readHead().summary;
    },
  };
}

/** Finds the pages of a lesson's parts, in their order: most lessons have one. */
export function partsOf({ pageUrl }: LessonFolder): URL[] {
  const parts = [pageUrl];
  while (true) {
    const next = new URL(`part_${parts.length + 1}.md`, pageUrl);
    if (!isThere(next)) return parts;
    parts.push(next);
  }
}

/** Reads the head of a page, or says which page has none. */
function headAt(slug: string, page: string): PageHead {
  try {
    return headOf(page);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const path = `lessons/${slug}/README.md`;
    throw new SyntaxError(`${error.message}: ${path} does not`);
  }
}

/** Loads the model of a lesson. */
export async function loadLesson(folder: LessonFolder): Promise<Lesson> {
  const module = await import(new URL("lesson.ts", folder.pageUrl).href);
  return module.lesson;
}

/** Finds the lesson that explains the results of a command. */
export async function lessonExplaining(
  command: string,
): Promise<LessonFolder | undefined> {
  const lessons = readLessons();
  const models = await Promise.all(lessons.map(loadLesson));
  return lessons.find((_, i) => models[i]!.explains === command);
}

/**
 * Loads how the problems of a lesson are rolled.
 *
 * @returns Nothing, if the lesson has none.
 */
export async function loadProblems(
  folder: LessonFolder,
): Promise<Roll | undefined> {
  if (!hasProblems(folder)) return undefined;
  return (await import(new URL("predict.ts", folder.pageUrl).href)).problem;
}

/** Whether a lesson has problems. */
export function hasProblems({ pageUrl }: LessonFolder): boolean {
  return isThere(new URL("predict.ts", pageUrl));
}

/** Lists the lessons that have exercises. */
export function lessonsWithExercises(): LessonFolder[] {
  const slugs = slugsIn("exercises");
  return readLessons().filter(({ slug }) => slugs.includes(slug));
}

/** The folder of a lesson's exercises. */
export function exercisesUrl({ slug }: LessonFolder): URL {
  return new URL(`exercises/${slug}/`, root);
}

/** Reads the page of a lesson's exercises. */
export function tasksOf(lesson: LessonFolder): ExerciseTask[] {
  return readTasks(readText(new URL("README.md", exercisesUrl(lesson))));
}

/** Loads the exercises of a lesson. */
export async function loadExercises(
  lesson: LessonFolder,
): Promise<ExerciseFolder> {
  const folder = exercisesUrl(lesson);
  const { exercises } = await import(new URL("questions.ts", folder).href);
  return {
    lesson,
    exercises,
    tasks: tasksOf(lesson),
    answerUrl: new URL("answer.ts", folder),
    solutionUrl: new URL(`solutions/${lesson.slug}/answer.ts`, root),
  };
}

/** Whether our answers are here: a hand-out has none. */
export function hasSolutions(): boolean {
  return isThere(new URL("solutions/deno.json", root));
}

/** Loads the exercises of all lessons that have some. */
export async function loadAllExercises(): Promise<ExerciseFolder[]> {
  return await Promise.all(lessonsWithExercises().map(loadExercises));
}
