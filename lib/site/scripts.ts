/**
 * The scripts of the site: what each of them is made of. No file of the repository says so: a module
 * is written for each, and bundled.
 *
 * @module
 */
import type { SearchIndex } from "../web/search.ts";
import type { Bundler } from "./bundle.ts";
import { type LessonScripts, quoted } from "./lesson_scripts.ts";
import type { SitePage } from "./site_page.ts";

/** Where scripts lie, from the top of the site. */
const folder = "assets";

/** What every page does: in the one script that a page begins with, whatever else is in it. */
const ofAll = `import ${quoted("lib/web/site.ts")};\n`;

/** The scripts of lessons, by their numbers. */
export type ScriptsByLesson = ReadonlyMap<number, LessonScripts>;

/** Makes the scripts that some pages have, by their files. */
export async function makeScripts(
  pages: readonly SitePage[],
  { index, lessons, bundle }: {
    readonly index: SearchIndex;
    readonly lessons: ScriptsByLesson;
    readonly bundle: Bundler;
  },
): Promise<ReadonlyMap<string, string>> {
  const modules = new Map([
    ["site", ofAll],
    ["search", searchModule],
    ...pages.some(({ kind }) => kind === "editor")
      ? [["editor", ofAll + editorModule] as const]
      : [],
    ...[...lessons].flatMap(([number, { films, model }]) => [
      ...films === undefined ? [] : [[films.name, films.module] as const],
      [`lesson_${number}`, model] as const,
    ]),
  ]);
  const bundled = await bundle(modules);
  return new Map([...bundled].map(([name, script]) => {
    const before = name === "search"
      ? `var searchIndex=${JSON.stringify(index)};\n`
      : "";
    return [fileOf(name), before + script];
  }));
}

/** The script that a page has at once, by its file; nothing, if there are no scripts. */
export function scriptOf(
  { kind }: SitePage,
  scripts: ReadonlyMap<string, unknown>,
): string | undefined {
  return [kind, "site"].map(fileOf).find((file) => scripts.has(file));
}

function fileOf(name: string): string {
  return `${folder}/${name}.js`;
}

/** What a page loads later, by its file, if there is one: its films, or what computes it. */
export function laterOf(
  { kind }: SitePage,
  name: string | undefined,
  scripts: ReadonlyMap<string, unknown>,
): string | undefined {
  const file = fileOf(name ?? "");
  return kind === "lesson" && scripts.has(file) ? file : undefined;
}

/** The search and what it shows: the index stands before it, in the same script. */
const searchModule = `import { showResults } from ${
  quoted("lib/web/search_results.ts")
};
showResults(searchIndex, new URL("../", document.currentScript.src));`;

/** What opens the page of own strategies. */
export const editor = "lib/web/editor/open_editor.tsx";

const editorModule = `import { openEditor } from ${
  quoted(editor)
};\nopenEditor();`;
