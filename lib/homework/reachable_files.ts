/**
 * What modules of a workbook need to run: the files that they name, and what these name.
 *
 * It reads our own modules, as `deno fmt` writes them. A path that is computed is not seen: whoever
 * loads it by name gives it as a beginning.
 *
 * @module
 */
import { isThere, readText } from "../workbook/file.ts";
import { readImportMap, resolver } from "../workbook/import_map.ts";

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
export function reachableFiles(
  top: string,
  begin: readonly string[],
): Set<string> {
  const resolve = resolver(readImportMap(top));
  const found = new Set(begin);
  for (const path of found) {
    if (!path.endsWith(".ts")) continue;
    for (const [, name] of readText(`${top}/${path}`).matchAll(named)) {
      const other = resolve(name!, path);
      const isPackage = /^\w+:/.test(other);
      if (!isPackage && isThere(`${top}/${other}`)) found.add(other);
    }
  }
  return found;
}
