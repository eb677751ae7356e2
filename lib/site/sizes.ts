/**
 * How large the site is, beside what it may be: a page that comes at once is part of its quality.
 *
 * @module
 */
import { gzipSync } from "node:zlib";
import type { SiteFiles } from "./build.ts";
import { editorPage, fileOf } from "./site_page.ts";

/** The largest of a kind, beside the limit. */
export interface Size {
  /** What is measured. */
  readonly of: string;
  /** Where the largest one is, from the top of the site. */
  readonly largest: string;
  /** As it is sent: packed by gzip. [bytes] */
  readonly bytes: number;
  /** [bytes] */
  readonly most: number;
}

/** The limits. A player is loaded when it comes near, a model when it is wanted. [bytes, packed] */
const limits = {
  "a page": 10 * 1024,
  "its script": 30 * 1024,
  "the editor": 60 * 1024,
  "a player": 40 * 1024,
  "a model": 60 * 1024,
  "the style": 6 * 1024,
} as const;

/** Measures a site. */
export function sizesOf(files: SiteFiles): Size[] {
  const packed = new Map<string, number>();
  const sizeOf = (path: string): number => {
    const known = packed.get(path);
    if (known !== undefined) return known;
    const size = gzipSync(files.get(path)!, { level: 9 }).length;
    packed.set(path, size);
    return size;
  };
  const pages = [...files.keys()].filter((path) => path.endsWith(".html"));
  const styles = [...files.keys()].filter((path) => path.endsWith(".css"));
  const scriptsOf = (
    pages: readonly string[],
    place: RegExp,
  ): string[] =>
    pages.flatMap((page) =>
      [...String(files.get(page)).matchAll(place)].map(([, path]) =>
        new URL(path!, `file:///${page}`).pathname.slice(1)
      )
    );
  const editor = fileOf(editorPage);
  const others = pages.filter((path) => path !== editor);
  const editors = pages.filter((path) => path === editor);
  const rows: [keyof typeof limits, readonly string[]][] = [
    ["a page", pages],
    ["its script", scriptsOf(others, /<script [^>]*src="([^"]+)"/g)],
    ["the editor", scriptsOf(editors, /<script [^>]*src="([^"]+)"/g)],
    [
      "a player",
      scriptsOf(pages, /<main [^>]*data-films="([^"]+)"/g),
    ],
    [
      "a model",
      scriptsOf(pages, /<main [^>]*data-script="([^"]+)"/g),
    ],
    ["the style", styles],
  ];
  return rows.flatMap(([of, paths]) => largest(of, paths, sizeOf));
}

/** The largest of some files; nothing, if there is none. */
function largest(
  of: keyof typeof limits,
  paths: readonly string[],
  sizeOf: (path: string) => number,
): Size[] {
  return paths.map((path) => ({ path, bytes: sizeOf(path) }))
    .sort((a, b) => b.bytes - a.bytes).slice(0, 1)
    .map(({ path, bytes }) => ({
      ...{ of, largest: path, bytes },
      most: limits[of],
    }));
}
