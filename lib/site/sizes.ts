/**
 * How large the site is, beside what it may be: a page that comes at once is part of its quality.
 *
 * @module
 */
import { gzipSync } from "node:zlib";
import type { SiteFiles } from "./build.ts";

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

/** The limits: with a player, a page has a model, its film and preact. [bytes, packed] */
const limits = {
  "a page's text": 10 * 1024,
  "a page's scripts": 32 * 1024,
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
  const scripts = (page: string): number =>
    scriptsIn(page, String(files.get(page)))
      .reduce((sum, script) => sum + sizeOf(script), 0);
  return [
    largest("a page's text", pages, sizeOf),
    largest("a page's scripts", pages, scripts),
    largest("the style", styles, sizeOf),
  ];
}

function largest(
  of: keyof typeof limits,
  paths: readonly string[],
  sizeOf: (path: string) => number,
): Size {
  const all = paths.map((path) => ({ largest: path, bytes: sizeOf(path) }))
    .sort((a, b) => b.bytes - a.bytes);
  return { of, ...all[0]!, most: limits[of] };
}

/** The scripts that a page asks for at once. */
function scriptsIn(page: string, html: string): string[] {
  return [...html.matchAll(/<script [^>]*\bsrc="([^"]+)"/g)].map(([, src]) =>
    new URL(src!, `file:///${page}`).pathname.slice(1)
  );
}
