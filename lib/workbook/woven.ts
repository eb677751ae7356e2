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
import { svgFile } from "../picture/file.ts";
import {
  type Lesson,
  type Outcome,
  pageColumns,
  type Setting,
} from "./lesson.ts";
import { linkNeighbours } from "./neighbours.ts";
import { headOf, pageFactsOf, pictureAddress, showPicture } from "./page.ts";
import { pathFromTop, root } from "./path.ts";
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

/** The file of a picture, and what belongs into it. */
export interface WovenPicture {
  /** Its path from the root of the repository. */
  readonly path: string;
  readonly url: URL;
  readonly svg: string;
}

/** All that is woven. */
export interface Woven {
  readonly pages: readonly WovenPage[];
  readonly pictures: readonly WovenPicture[];
}

/** Reads all pages that facts are woven into, and computes these facts and all pictures. */
export async function readWoven(): Promise<Woven> {
  const pages: WovenPage[] = [];
  const pictures: WovenPicture[] = [];
  const listed: ListedLesson[] = [];
  let first: WovenPage["facts"] = {};
  for (const folder of readLessons()) {
    const lesson = await loadLesson(folder);
    const outcome = await usualOutcome(lesson);
    const parts = partsOf(folder).map((url, i) =>
      pageAt(url, pageFactsOf(outcome, lesson.claims, i + 1))
    );
    pages.push(...parts);
    const page = partsOf(folder)[0]!;
    pictures.push(...picturesOf(outcome, page));
    first = { ...first, ...firstOf(outcome, page) };
    const { number, summary } = folder;
    const pagesOf = parts.map(({ path, text }) => ({ path, ...headOf(text) }));
    listed.push({ number, summary, pages: pagesOf });
  }
  const url = new URL("README.md", root);
  const exercises = lessonsWithExercises().flatMap(tasksOf);
  const facts = readmeFacts(listed, exercises.length);
  const readme = pageAt(url, { ...facts, ...first });
  const others = [...await readWovenTasks(), ...await readWovenGuides()];
  return { pages: [...joined(pages), ...others, readme], pictures };
}

/** The picture that the README begins with, as a fact of a lesson. */
const firstPicture = "scores";

function firstOf(
  { facts, pictures = {} }: Outcome,
  page: URL,
): WovenPage["facts"] {
  const picture = pictures[firstPicture]?.();
  if (picture === undefined) return {};
  const address = pathFromTop(new URL(pictureAddress(firstPicture), page));
  const text = facts[firstPicture]!(pageColumns);
  return { [firstPicture]: showPicture(picture, address, text) };
}

/** Leads from each lesson to the one before and after. */
function joined(pages: readonly WovenPage[]): WovenPage[] {
  const listed = pages.map(({ path, text }) => ({
    title: /^# (.*)$/m.exec(text)?.[1] ?? "",
    path,
  }));
  return pages.map((page, i) => ({
    ...page,
    facts: { ...page.facts, neighbours: linkNeighbours(listed, i) },
  }));
}

/** Runs the model of a lesson as its page shows it: with the values that nobody has changed. */
export async function usualOutcome({ knobs, model }: Lesson): Promise<Outcome> {
  return await model({ ...usualSetting(), knobs: usualKnobs(knobs) });
}

/** The values that nobody has changed. */
export function usualKnobs(knobs: Lesson["knobs"]): Setting["knobs"] {
  return Object.fromEntries(knobs.map(({ name, value }) => [name, value]));
}

function pageAt(url: URL, facts: WovenPage["facts"]): WovenPage {
  return { path: pathFromTop(url), url, text: readText(url), facts };
}

/** Draws the pictures of a lesson, for the folder beside its pages. */
function picturesOf({ pictures = {} }: Outcome, page: URL): WovenPicture[] {
  return Object.entries(pictures).map(([name, draw]) => {
    const url = new URL(pictureAddress(name), page);
    return { path: pathFromTop(url), url, svg: svgFile(draw(), name) };
  });
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
