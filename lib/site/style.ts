/**
 * The styles of the site: the colours of the palette, and all that lies in `lib/web/styles`. A page
 * loads one file; the editor has a second one, which no other page needs.
 *
 * @module
 */
import { declarations } from "../picture/palette.ts";
import { readText } from "../workbook/file.ts";
import type { SitePage } from "./site_page.ts";

const folder = new URL("../web/styles/", import.meta.url);

const ofEditor = "editor.css";

/** Where styles lie in the site. */
const files = { all: "assets/site.css", editor: "assets/editor.css" } as const;

/** Writes the styles, by their files. Paper is light whatever the screen is. */
export function makeStyles(): ReadonlyMap<string, string> {
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name)
    .filter((name) => name.endsWith(".css") && name !== ofEditor)
    // What all pages have comes first, so that a part of one can differ from it.
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const textOf = (name: string): string => readText(new URL(name, folder));
  return new Map([
    [files.all, shorten([colours(), ...names.map(textOf)].join("\n"))],
    [files.editor, shorten(textOf(ofEditor))],
  ]);
}

/** The styles of a page, by their files. */
export function stylesOf({ kind }: Pick<SitePage, "kind">): string[] {
  return kind === "editor" ? [files.all, files.editor] : [files.all];
}

function rank(name: string): number {
  return name === "page.css" ? 0 : 1;
}

/** The colours: by the system, unless a reader has chosen. */
function colours(): string {
  const dark = `${declarations("dark")};color-scheme:dark`;
  return `:root{${declarations("light")};color-scheme:light}` +
    `@media screen and (prefers-color-scheme:dark){` +
    `:root:not([data-theme=light]){${dark}}}` +
    `@media screen{:root[data-theme=dark]{${dark}}}`;
}

/** Leaves out remarks, and spaces that say nothing. */
export function shorten(css: string): string {
  return css.replaceAll(/\/\*[^]*?\*\//g, "").replaceAll(/\s+/g, " ")
    .replaceAll(/ ?([{};,>]) ?/g, "$1").replaceAll(/: /g, ":")
    .replaceAll(";}", "}").replaceAll(/="([\w-]+)"\]/g, "=$1]")
    .replaceAll(/#(\w)\1(\w)\2(\w)\3\b/g, "#$1$2$3").trim();
}
