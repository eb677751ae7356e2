/**
 * The pages that facts are woven into, beside the facts as the models compute them.
 *
 * @module
 */
import {
  exercisesUrl,
  lessonsWithExercises,
  loadLesson,
  partsOf,
  readLessons,
  tasksOf,
} from "./content.ts";
import { isThere, readText } from "./file.ts";
import { pageColumns } from "./lesson.ts";
import { factsOf, headOf } from "./page.ts";
import { root } from "./path.ts";
import { type ListedLesson, readmeFacts } from "./readme.ts";
import { usualSetting } from "./transfer_lesson.ts";

/** A page and the facts that belong on it. */
export interface WovenPage {
  /** Its path from the root of the repository. */
  readonly path: string;
  readonly url: URL;
  readonly text: string;
  readonly facts: Readonly<Record<string, string>>;
}

/** Reads all pages that facts are woven into, and computes these facts. */
export async function readWovenPages(): Promise<WovenPage[]> {
  const pages: WovenPage[] = [];
  const listed: ListedLesson[] = [];
  for (const folder of readLessons()) {
    const lesson = await loadLesson(folder);
    const knobs = lesson.knobs.map(({ name, value }) => [name, value]);
    const setting = { ...usualSetting(), knobs: Object.fromEntries(knobs) };
    const outcome = await lesson.model(setting);
    const parts = partsOf(folder).map((url, i) =>
      pageAt(url, factsOf(outcome, lesson.claims, pageColumns, i + 1))
    );
    pages.push(...parts);
    const { number, summary } = folder;
    const pagesOf = parts.map(({ path, text }) => ({ path, ...headOf(text) }));
    listed.push({ number, summary, pages: pagesOf });
  }
  const url = new URL("README.md", root);
  const exercises = lessonsWithExercises().flatMap(tasksOf);
  const readme = pageAt(url, readmeFacts(listed, exercises.length));
  return [
    ...pages,
    ...await readWovenTasks(),
    ...await readWovenGuides(),
    readme,
  ];
}

function pageAt(url: URL, facts: WovenPage["facts"]): WovenPage {
  const path = url.href.slice(root.href.length);
  return { path, url, text: readText(url), facts };
}

/** Reads the pages of exercises that show something of the machine. */
async function readWovenTasks(): Promise<WovenPage[]> {
  const pages: WovenPage[] = [];
  for (const lesson of lessonsWithExercises()) {
    const folder = exercisesUrl(lesson);
    const { facts } = await import(new URL("questions.ts", folder).href);
    if (facts === undefined) continue;
    pages.push(pageAt(new URL("README.md", folder), facts()));
  }
  return pages;
}

/**
 * Reads the pages for whoever teaches: they lie beside the folders of the lessons, each with a module
 * of its name that exports `facts`.
 */
async function readWovenGuides(): Promise<WovenPage[]> {
  const folder = new URL("lessons/", root);
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name)
    .filter((name) => name.endsWith(".md")).sort();
  const pages: WovenPage[] = [];
  for (const name of names) {
    const module = new URL(name.replace(/md$/, "ts"), folder);
    if (!isThere(module)) continue;
    const { facts } = await import(module.href);
    pages.push(pageAt(new URL(name, folder), await facts()));
  }
  return pages;
}

/** Where `deno test` finds all answers: it may read no folder, so they are listed. */
export const answersModule = new URL("tests/answers_test.ts", root);

/** Writes the list of all answers anew. */
export function weaveAnswers(source: string): string {
  const imports = lessonsWithExercises()
    .map(({ slug }) => `import "../exercises/${slug}/answer_test.ts";\n`);
  return source.replace(/(?:import .*\n)+/, imports.join(""));
}
