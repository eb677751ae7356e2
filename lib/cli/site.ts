/**
 * `deno task site`: builds the browser edition, a folder that any static server can serve, and that
 * a browser can open from the disk.
 *
 * @module
 */
import { buildSite } from "../site/build.ts";
import { bundlerIn } from "../site/bundle.ts";
import { besideSite, obstacleAt, writeSite } from "../site/folder.ts";
import { sizesOf } from "../site/sizes.ts";
import { oneLine } from "../text/escape_code.ts";
import { jsonText } from "../workbook/plain.ts";
import { pathOf, root, urlOf } from "../workbook/path.ts";
import { complain, fitText, print } from "./output.ts";
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
  const { files, missing } = await besideSite(place, async (beside) => {
    const site = await buildSite(bundlerIn(`${beside}/work`));
    writeSite(place, site.files, beside);
    return site;
  });
  if (isGiven(typed, "json")) {
    const sizes = sizesOf(files);
    print(jsonText({ place, files: files.size, missing, sizes }));
  } else {
    const pages = [...files.keys()].filter((path) => path.endsWith(".html"));
    const says = fitText(`${pages.length} pages. Open ${place}/index.html`);
    print([...says, ""].join("\n"));
  }
  if (missing === undefined) return 0;
  complain(
    oneLine(
      `The pages have no scripts, as what bundles them cannot be had: ${missing}. ` +
        "Try again where there is a network.",
    ),
  );
  return 1;
}

/** The folder that was typed, or the usual one; refused if it is neither free nor ours. */
function placeTyped(typed: Typed): string {
  const dir = textOf(typed, "out");
  const place = realPathOf(dir === undefined ? usualFolder : typedPath(dir));
  const home = realPathOf(pathOf(root));
  const isUsual = place === realPathOf(usualFolder);
  const obstacle = place.startsWith(`${home}/`) && !isUsual
    ? "lies in the workbook that this is"
    : obstacleAt(place);
  if (obstacle === undefined) return place;
  throw new UsageError(
    `site takes a new or an empty folder, or one that it has made: "${
      dir ?? "site"
    }" ${obstacle}`,
    "deno task site --out ../site",
  );
}

/** Where a path really leads, as far as it is there: a name can be put behind it. */
function realPathOf(path: string): string {
  const place = pathOf(new URL(".", urlOf(`${path}/`)));
  try {
    return Deno.realPathSync(place.replace(/(?<=.)\/$/, ""))
      .replaceAll("\\", "/");
  } catch {
    const [, above = "", name = ""] = /^(.*)\/([^/]+)\/$/.exec(place) ?? [];
    return `${realPathOf(above).replace(/\/$/, "")}/${name}`;
  }
}
