/**
 * The pages of the site: each is a Markdown page of the repository, with its place in the folder.
 *
 * @module
 */
import type { Block } from "../text/page_reader.ts";
import { readPage } from "../text/page_reader.ts";
import {
  exercisesUrl,
  type LessonFolder,
  lessonsWithExercises,
  partsOf,
  readLessons,
} from "../workbook/content.ts";
import { isThere, readText } from "../workbook/file.ts";
import { headOf } from "../workbook/page.ts";
import { pathFromTop, root } from "../workbook/path.ts";
import { wordsOf } from "../web/page_markup.ts";
import { readExercises } from "./exercise_blocks.ts";

/** What a page is of. */
export type Kind = "home" | "lesson" | "exercises" | "editor" | "guide";

/** A page. */
export interface SitePage {
  readonly kind: Kind;
  /** Its Markdown, from the top of the repository: "lessons/03_dma/README.md". */
  readonly source: string;
  /** Its file, from the top of the site: "lessons/03_dma/index.html". */
  readonly file: string;
  /** Its title without a number. */
  readonly title: string;
  readonly summary: string;
  /** The lesson that it belongs to, and the part of it. [both from 1] */
  readonly lesson?: LessonFolder;
  readonly part?: number;
  /** All of it: the title and the summary first. */
  readonly blocks: readonly Block[];
}

/** The page of own strategies. */
export const editorPage = "lessons/own_strategy.md";

/**
 * Reads all pages: the home page first, then lessons and exercises in turn, the editor, then the
 * guides.
 */
export function readPages(): SitePage[] {
  const withExercises = lessonsWithExercises().map(({ number }) => number);
  const lessons = readLessons().flatMap((lesson) => {
    const { number } = lesson;
    const parts = partsOf(lesson).map((url, i) =>
      pageAt("lesson", url, { lesson, part: i + 1 })
    );
    if (!withExercises.includes(number)) return parts;
    const url = new URL("README.md", exercisesUrl(lesson));
    return [...parts, pageAt("exercises", url, { lesson })];
  });
  const guides = [
    "commands.md",
    "homework.md",
    "homework_recipes.md",
    "workshop.md",
    "making.md",
  ]
    .map((name) => new URL(`lessons/${name}`, root)).filter(isThere)
    .map((url) => pageAt("guide", url, {}));
  const own = [new URL(editorPage, root)].filter(isThere)
    .map((url) => pageAt("editor", url, {}));
  return [homePage(), ...lessons, ...own, ...guides];
}

/** The page that begins: its title is that of the workbook, and its first sentence says what it is. */
function homePage(): SitePage {
  const source = "README.md";
  // Lines of a list that are broken on purpose have two parts: the page shows them as two.
  const markdown = readText(new URL(source, root)).replaceAll(/\\\n +/g, " ");
  const [, title = ""] = /^# (.+)$/m.exec(markdown) ?? [];
  const [, summary = ""] = /^# .+\n+([^#<!]+?)\n\n/m.exec(markdown) ?? [];
  return {
    kind: "home",
    source,
    file: fileOf(source),
    title,
    summary: summary.replaceAll("\n", " "),
    blocks: readPage(markdown, source),
  };
}

/** What leads from a page in the repository to the next: the site has links of its own. */
const neighbours = "neighbours";

function pageAt(
  kind: Kind,
  url: URL,
  place: Pick<SitePage, "lesson" | "part">,
): SitePage {
  const source = pathFromTop(url);
  const markdown = readText(url);
  const read = kind === "exercises" ? readExercises : readPage;
  const blocks = read(markdown, source).filter((block) =>
    block.type !== "woven" || block.name !== neighbours
  );
  const idea = blocks.find((block) => block.type === "quote");
  return {
    kind,
    source,
    file: fileOf(source),
    title: headOf(markdown).title,
    summary: idea?.type === "quote" ? wordsOf(idea.text) : "",
    ...place,
    blocks,
  };
}

/** Where a page lies in the site. A page that GitHub shows with its folder is the index of it. */
export function fileOf(source: string): string {
  return source.replace(/\.md$/, ".html").replace(
    /README\.html$/,
    "index.html",
  );
}
