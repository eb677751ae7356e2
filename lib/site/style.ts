/**
 * The style of the site: the colours of the palette, and all that lies in `lib/web/styles`, as one
 * file.
 *
 * @module
 */
import { declarations } from "../picture/palette.ts";
import { readText } from "../workbook/file.ts";

const folder = new URL("../web/styles/", import.meta.url);

/** Writes the style. Paper is light whatever the screen is. */
export function styleOf(): string {
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name)
    .filter((name) => name.endsWith(".css"))
    // What all pages have comes first, so that a part of one can differ from it.
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const texts = names.map((name) => readText(new URL(name, folder)));
  return shorten([colours(), ...texts].join("\n"));
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
