/**
 * `deno task site`: builds the browser edition, a folder that any static server can serve, and that
 * a browser can open from the disk.
 *
 * @module
 */
import { buildSite, type SiteFiles } from "../site/build.ts";
import { bundlerIn } from "../site/bundle.ts";
import {
  besideOf,
  obstacleAt,
  removeFolder,
  writeSite,
} from "../site/folder.ts";
import { type Size, sizesOf } from "../site/sizes.ts";
import { oneLine } from "../text/escape_code.ts";
import { saySize } from "../text/say.ts";
import { drawTable } from "../text/table.ts";
import { jsonText } from "../workbook/plain.ts";
import { pathOf, root, urlOf } from "../workbook/path.ts";
import { complain, fitText, print, terminalColumns } from "./output.ts";
import { typedPath } from "./path.ts";
import { isGiven, readOrHelp, textOf, type Typed } from "./typed.ts";
import { UsageError } from "./usage_error.ts";

/** Where the site is built if nothing else is asked for: Git ignores it. */
export const usualFolder: string = `${pathOf(root)}site`;

/** Carries out the command. @returns 1 if there are pages, and no scripts. */
export async function siteCommand(args: readonly string[]): Promise<number> {
  const typed = readOrHelp("site", args);
  if (typed === undefined) return 0;
  const place = placeTyped(typed);
  const work = `${besideOf(place)}.work`;
  const bundle = bundlerIn(work);
  const { files, missing } = await buildSite(bundle)
    .finally(() => removeFolder(work));
  writeSite(place, files);
  const sizes = sizesOf(files);
  if (isGiven(typed, "json")) {
    print(jsonText({ place, files: files.size, missing, sizes }));
  } else print(await drawBuilt(place, files, sizes));
  if (missing === undefined) return 0;
  complain(
    oneLine(
      `The pages have no scripts, as what bundles them cannot be had: ${missing}. ` +
        "Try again where there is a network.",
    ),
  );
  return 1;
}

/** Says what was built, and how large it is. */
async function drawBuilt(
  place: string,
  files: SiteFiles,
  sizes: readonly Size[],
): Promise<string> {
  const pages = [...files.keys()].filter((path) => path.endsWith(".html"));
  const table = await drawTable({
    head: ["packed", "at most", "largest", "where"],
    align: ["left", "right", "right", "left"],
    rows: sizes.map(({ of, most, bytes, largest }) => [
      of,
      saySize(most),
      saySize(bytes) + (bytes > most ? " !" : ""),
      largest,
    ]),
  }, terminalColumns());
  return [
    ...table,
    ...fitText(`${pages.length} pages. Open ${place}/index.html`),
    "",
  ].join("\n");
}

/** The folder that was typed, or the usual one; refused if it is neither free nor ours. */
function placeTyped(typed: Typed): string {
  const dir = textOf(typed, "out");
  // Without "." and "..", a name can be put behind it.
  const place = dir === undefined
    ? usualFolder
    : pathOf(new URL(".", urlOf(`${typedPath(dir)}/`))).replace(/\/$/, "");
  const obstacle = obstacleAt(place);
  if (obstacle === undefined) return place;
  throw new UsageError(
    `site takes a new or an empty folder, or one that it has made: "${
      dir ?? "site"
    }" ${obstacle}`,
    "deno task site --out ../site",
  );
}
