/**
 * `deno task site`: builds the browser edition, a folder that any static server can serve, and that
 * a browser can open from the disk.
 *
 * @module
 */
import { buildSite } from "../site/build.ts";
import { obstacleAt, writeSite } from "../site/folder.ts";
import { saySize } from "../text/say.ts";
import { pathOf, root, urlOf } from "../workbook/path.ts";
import { printText } from "./output.ts";
import { typedPath } from "./path.ts";
import { readOrHelp, textOf, type Typed } from "./typed.ts";
import { UsageError } from "./usage_error.ts";

/** Where the site is built if nothing else is asked for: Git ignores it. */
export const usualFolder: string = `${pathOf(root)}site`;

/** Carries out the command. */
export function siteCommand(args: readonly string[]): Promise<number> {
  const typed = readOrHelp("site", args);
  if (typed === undefined) return Promise.resolve(0);
  const place = placeTyped(typed);
  const files = buildSite();
  writeSite(place, files);
  const bytes = [...files.values()].reduce((sum, text) => sum + text.length, 0);
  const pages = [...files.keys()].filter((path) => path.endsWith(".html"));
  printText(
    `${pages.length} pages, ${saySize(bytes)}. Open ${place}/index.html`,
  );
  return Promise.resolve(0);
}

/** The folder that was typed, or the usual one; refused if it is neither free nor ours. */
function placeTyped(typed: Typed): string {
  const dir = textOf(typed, "out");
  // Without "." and "..", a name can be put behind it.
  const place = dir === undefined
    ? usualFolder
    : pathOf(new URL(".", urlOf(`${typedPath(dir)}/`)));
  const obstacle = obstacleAt(place);
  if (obstacle === undefined) return place;
  throw new UsageError(
    `site takes a new or an empty folder, or one that it has made: "${
      dir ?? "site"
    }" ${obstacle}`,
    "deno task site --out ../site",
  );
}
