/**
 * Where imports lead: as the workbook's `deno.json` maps them.
 *
 * @module
 */
import { readText } from "./file.ts";
import { pathOf, root } from "./path.ts";

/** What imports stand for, by their beginnings. */
export type ImportMap = Readonly<Record<string, string>>;

/** Where an import leads: a path from the top of the workbook, or the URL of a package. */
export type Resolve = (specifier: string, from: string) => string;

/** Reads the map of a workbook. @param top Its folder: this one, if not given. */
export function readImportMap(top: string = pathOf(root)): ImportMap {
  return JSON.parse(readText(`${top}/deno.json`)).imports;
}

/** Makes a way to follow imports. */
export function resolver(map: ImportMap): Resolve {
  const keys = Object.keys(map).sort((a, b) => b.length - a.length);
  return (specifier, from) => {
    const key = keys.find((one) =>
      one === specifier || one.endsWith("/") && specifier.startsWith(one)
    );
    const target = key === undefined
      ? specifier
      : map[key]! + specifier.slice(key.length);
    const base = `file:///${key === undefined ? from : ""}`;
    return new URL(target, base).href.replace("file:///", "");
  };
}
