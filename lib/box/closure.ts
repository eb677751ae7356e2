/**
 * What goes into the box: the modules that the stubs of some lessons import, and what these import
 * in turn. No questions, no solutions, no tests.
 *
 * @module
 */
import { importsIn } from "../grade/imports.ts";
import { readText } from "../workbook/file.ts";
import { type Resolve } from "../workbook/import_map.ts";
import { root } from "../workbook/path.ts";

/** Modules, by their paths from the top of the workbook. */
export type Modules = ReadonlyMap<string, string>;

/**
 * Of the doors to packages, what a model needs. Nothing else of a package gets into the box, as it
 * has no packages.
 */
const doors: Readonly<Record<string, string>> = {
  "lib/std/assert_equal.ts": "deno-std/assert/equal.js",
};

/**
 * Follows what modules import when they run: types are gone by then.
 *
 * @param entries Paths from the top of the workbook.
 * @throws {RangeError} If something leads to a package for which there is no door.
 */
export async function closureOf(
  entries: Iterable<string>,
  resolve: Resolve,
): Promise<Modules> {
  const modules = new Map<string, string>();
  const left = [...entries];
  while (left.length > 0) {
    const path = left.pop()!;
    if (modules.has(path)) continue;
    const door = doors[path];
    const text = door === undefined
      ? readModule(path)
      : await textOfPackage(door);
    modules.set(path, text);
    if (door !== undefined) continue;
    for (const { specifier, isType } of importsIn(text)) {
      if (specifier !== undefined && !isType) {
        left.push(resolve(specifier, path));
      }
    }
  }
  return modules;
}

function readModule(path: string): string {
  if (!/^(?:lib|lessons)\/[\w/]+\.ts$/.test(path)) {
    throw new RangeError(`The box has no place for ${path}`);
  }
  return readText(new URL(path, root));
}

async function textOfPackage(specifier: string): Promise<string> {
  const module = await import(specifier, { with: { type: "text" } });
  return module.default;
}
