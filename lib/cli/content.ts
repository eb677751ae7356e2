/**
 * The lessons as they lie in their folders.
 *
 * @module
 */
import type { Lesson } from "../workbook/lesson.ts";
import { headOf, type PageHead } from "../workbook/page.ts";
import { isThere, readText } from "../workbook/file.ts";
import type { Recipe } from "../workbook/recipe.ts";
import { root } from "./path.ts";
import { UsageError } from "./usage_error.ts";

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

/** Reads all pages, in the order of their numbers. */
export function readLessons(): LessonFolder[] {
  const folder = new URL("lessons/", root);
  return [...Deno.readDirSync(folder)]
    .flatMap(({ name }) => /^\d\d_/.test(name) ? [name] : [])
    .sort()
    .map((slug) => {
      const pageUrl = new URL(`${slug}/README.md`, folder);
      const page = readText(pageUrl);
      const number = Number(slug.slice(0, 2));
      return { number, slug, page, pageUrl, ...headAt(slug, page) };
    });
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

/**
 * Loads how the problems of a lesson are drawn.
 *
 * @returns Nothing, if the lesson has none.
 */
export async function loadRecipe(
  folder: LessonFolder,
): Promise<Recipe | undefined> {
  if (!hasProblems(folder)) return undefined;
  return (await import(new URL("predict.ts", folder.pageUrl).href)).problem;
}

/** Whether a lesson has problems. */
export function hasProblems({ pageUrl }: LessonFolder): boolean {
  return isThere(new URL("predict.ts", pageUrl));
}

/**
 * Finds a lesson by its number, or by a part of its name.
 *
 * @param command The command that a refusal suggests.
 * @throws {UsageError} If none has that name, or several have.
 */
export function findLesson(
  wanted: string,
  lessons: readonly LessonFolder[],
  command = "lesson",
): LessonFolder {
  const byNumber = lessons.find(({ number }) =>
    /^\d+$/.test(wanted) && number === Number(wanted)
  );
  if (byNumber !== undefined) return byNumber;
  // A number that no lesson has is not a part of a name.
  const name = normal(wanted).replace(/^\d+$/, "");
  const exact = lessons.filter((lesson) => namesOf(lesson).includes(name));
  const partial = lessons.filter((lesson) =>
    name !== "" && namesOf(lesson).some((other) => other.includes(name))
  );
  const found = exact.length > 0 ? exact : partial;
  if (found.length === 1) return found[0]!;
  if (found.length > 1) {
    const list = found.map(({ number }) => number).join(", ");
    throw new UsageError(
      `The name "${wanted}" fits lessons ${list}: one was expected`,
      `deno task ${command} ${found[0]!.number}`,
    );
  }
  const digits = /^\d+/.exec(wanted)?.[0];
  const near = lessons.find(({ number }) => number === Number(digits));
  throw new UsageError(
    `Unknown lesson "${wanted}": there are 1 to ${lessons.at(-1)?.number}`,
    near ? `deno task ${command} ${near.number}` : "deno task lesson",
  );
}

function namesOf({ slug, title }: LessonFolder): string[] {
  return [normal(slug), normal(slug.slice(3)), normal(title)];
}

/** Forgets what people type differently: case, spaces, dashes, underscores, plus signs. */
function normal(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}
