/**
 * What modules of a workbook need to run: the files that they name, and what these name.
 *
 * It reads our own modules, as `deno fmt` writes them. A path that is computed is not seen: whoever
 * loads it by name gives it as a beginning.
 *
 * @module
 */
import { isThere, readText } from "../workbook/file.ts";

/** Where a path stands that a module names: an import, types for one, a program that it starts. */
const named =
  /(?:\bfrom\s+|\bimport\s*\(?\s*|@ts-types=|new URL\(\s*)"([^"\n]+)"/g;

/**
 * Finds all files that can be reached.
 *
 * @param top The folder of the workbook.
 * @param begin Files to begin with, from the top.
 * @returns Files from the top, those to begin with too; packages are none.
 */
export function reachable(top: string, begin: readonly string[]): Set<string> {
  const { imports } = JSON.parse(readText(`${top}/deno.json`)) as {
    imports: Readonly<Record<string, string>>;
  };
  const found = new Set(begin);
  for (const path of found) {
    if (!path.endsWith(".ts")) continue;
    for (const [, name] of readText(`${top}/${path}`).matchAll(named)) {
      const other = placeOf(name!, path, imports);
      if (isThere(`${top}/${other}`)) found.add(other);
    }
  }
  return found;
}

/** The path that a module means by a name, from the top; the longest name of the map counts. */
function placeOf(
  name: string,
  path: string,
  imports: Readonly<Record<string, string>>,
): string {
  const [key = ""] = Object.keys(imports)
    .filter((one) => one === name || one.endsWith("/") && name.startsWith(one))
    .sort((a, b) => b.length - a.length);
  const url = key === ""
    ? new URL(name, `file:///${path}`)
    : new URL(imports[key]! + name.slice(key.length), "file:///");
  return decodeURIComponent(url.pathname).slice(1);
}
