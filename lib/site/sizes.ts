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

/** The budgets of the design. What is over them is shown to be. [bytes, packed] */
const budgets = {
  "a page": 10_000,
  "its scripts": 30_000,
  "the editor": 30_000,
  "with a model": 60_000,
  "the style": 6_000,
} as const;

/** What a page names: scripts that it has at once, that come untouched, that compute it; and styles. */
const named = {
  atOnce: /<script [^>]*src="([^"]+)"/g,
  films: /<main [^>]*data-films="([^"]+)"/g,
  model: /<main [^>]*data-script="([^"]+)"/g,
  styles: /<link rel="stylesheet" href="([^"]+)"/g,
} as const;

/** Measures a site: of each kind the largest. A page's scripts are all that it loads untouched. */
export function sizesOf(files: SiteFiles): Size[] {
  const packed = new Map<string, number>();
  const sizeOf = (path: string): number => {
    const size = packed.get(path) ??
      gzipSync(files.get(path)!, { level: 9 }).length;
    packed.set(path, size);
    return size;
  };
  const bytesOf = (...kinds: (keyof typeof named)[]) => (page: string) =>
    kinds.flatMap((kind) => [...String(files.get(page)).matchAll(named[kind])])
      .map(([, path]) => new URL(path!, `file:///${page}`).pathname.slice(1))
      .reduce((sum, path) => sum + sizeOf(path), 0);
  const untouched = bytesOf("atOnce", "films");
  const whole = bytesOf("atOnce", "films", "model");
  const pages = [...files.keys()].filter((path) => path.endsWith(".html"));
  const editor = fileOf(editorPage);
  const others = pages.filter((path) => path !== editor);
  const editors = pages.filter((path) => path === editor);
  return [
    ...largest("a page", pages, sizeOf),
    ...largest("its scripts", others, untouched),
    ...largest("the editor", editors, untouched),
    ...largest("with a model", others, whole),
    ...largest("the style", pages, bytesOf("styles")),
  ];
}

/** The largest of some files; nothing, if there is none. */
function largest(
  of: keyof typeof budgets,
  paths: readonly string[],
  bytesOf: (path: string) => number,
): Size[] {
  return paths.map((path) => ({ path, bytes: bytesOf(path) }))
    .sort((a, b) => b.bytes - a.bytes).slice(0, 1)
    .map(({ path, bytes }) => ({
      ...{ of, largest: path, bytes },
      most: budgets[of],
    }));
}
