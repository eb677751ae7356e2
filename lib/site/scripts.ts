/**
 * The scripts of the site: what each of them is made of. No file of the repository says so: a module
 * is written for each, and bundled.
 *
 * @module
 */
import { isThere } from "../workbook/file.ts";
import { root } from "../workbook/path.ts";
import type { SearchIndex } from "../web/search.ts";
import type { Bundler } from "./bundle.ts";
import type { SitePage } from "./site_page.ts";

/** Where scripts lie, from the top of the site. */
const folder = "assets";

/** The module that every page has. */
const ofAll = "lib/web/site.ts";

/** Makes the scripts that some pages have, by their files. */
export async function makeScripts(
  pages: readonly SitePage[],
  index: SearchIndex,
  bundle: Bundler,
): Promise<ReadonlyMap<string, string>> {
  const modules = new Map([
    ["site", `import ${quoted(ofAll)};`],
    ["search", searchModule],
    ...pages.flatMap((page) => {
      const [name, source] = [nameOf(page), moduleOf(page)];
      return name && source ? [[name, source] as const] : [];
    }),
  ]);
  const bundled = await bundle(modules);
  return new Map([...bundled].map(([name, script]) => {
    const before = name === "search"
      ? `var searchIndex=${JSON.stringify(index)};\n`
      : "";
    return [fileOf(name), before + script];
  }));
}

/** Lists the scripts of a page, by their files: those that there are. */
export function scriptsOf(
  page: SitePage,
  scripts: ReadonlyMap<string, unknown>,
): string[] {
  return ["site", nameOf(page)].flatMap((name) =>
    name !== undefined && scripts.has(fileOf(name)) ? [fileOf(name)] : []
  );
}

function fileOf(name: string): string {
  return `${folder}/${name}.js`;
}

/** The name of the script that a page has beside that of all. */
function nameOf({ kind, lesson }: SitePage): string | undefined {
  if (kind === "editor") return kind;
  return kind === "lesson" ? `lesson_${lesson!.number}` : undefined;
}

/** The search and what it shows: the index stands before it, in the same script. */
const searchModule = `import { showResults } from ${
  quoted("lib/web/search_results.ts")
};
showResults(searchIndex, new URL("../", document.currentScript.src));`;

/** Writes the module of a page; nothing, if there is no such part of the workbook. */
function moduleOf({ kind, lesson }: SitePage): string | undefined {
  if (kind === "editor") {
    return `import { openEditor } from ${quoted(editor)};\nopenEditor();`;
  }
  if (kind !== "lesson" || !isThere(new URL(live, root))) return undefined;
  const { number, slug } = lesson!;
  const parts = [["lesson", "lesson"], ["predict", "problem"], [
    "film",
    "films",
  ]]
    .map(([file, name]) => [`lessons/${slug}/${file}.ts`, name!] as const)
    .filter(([path]) => isThere(new URL(path, root)));
  const names = parts.map(([, name]) => name).join(", ");
  return [
    ...parts.map(([path, name]) => `import { ${name} } from ${quoted(path)};`),
    `import { openLesson } from ${quoted(live)};`,
    `openLesson({ ${names}, page: { number: ${number} } });`,
  ].join("\n");
}

/** What opens a lesson: its controls, its facts, its player. */
const live = "lib/web/live/open_lesson.tsx";

/** What opens the page of own strategies. */
export const editor = "lib/web/editor/open_editor.tsx";

/** The address of a module of the workbook, as an import has it. */
function quoted(path: string): string {
  return JSON.stringify(new URL(path, root).href);
}
