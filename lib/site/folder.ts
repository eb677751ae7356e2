/**
 * The folder of a site: it is written beside its place and then moved there, so whoever looks finds
 * the old site or the new one, and never a part of one.
 *
 * A site says which files are of it: as soon as there is another one, nobody replaces the folder.
 *
 * @module
 */
import { unfinished } from "../workbook/file.ts";
import type { SiteFiles } from "./build.ts";

/** Lies in each folder that we have made: all that may be replaced, a line for each file. */
export const mark = ".zero-copy-site";

const markText = "Made by deno task site, which replaces these files:\n";

/** What a system puts by itself into a folder that is looked at. */
const strayNames = [".DS_Store", "Thumbs.db", "desktop.ini"];

/** When nobody is at work any more on what was left beside a site. [ms] */
const abandonedMs = 10 * 60_000;

/** How often a site is moved into a place into which others move theirs. */
const mostTurns = 5;

/** Says why a place cannot be taken for a site; nothing, if it can. */
export function obstacleAt(place: string): string | undefined {
  try {
    if (!Deno.statSync(place).isDirectory) return "is no folder";
    const made = madeIn(place);
    for (const path of filesIn(place)) {
      if (made.has(path)) continue;
      return `holds something else${made.size > 0 ? `, as ${path}` : ""}`;
    }
    return undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotADirectory) return "lies in a file";
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return isLink(place) ? "is a link, and leads to no folder" : undefined;
  }
}

/** The files that an older build has made; none, if the folder is not ours. */
function madeIn(place: string): ReadonlySet<string> {
  try {
    const lines = Deno.readTextFileSync(`${place}/${mark}`).split("\n");
    return new Set([...lines.slice(1), mark]);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return new Set();
    throw error;
  }
}

/** Finds the files in a folder, one by one: somebody else's can be large. */
function* filesIn(folder: string, above = ""): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    if (strayNames.includes(name)) continue;
    if (isDirectory) yield* filesIn(`${folder}/${name}`, `${above}${name}/`);
    else yield `${above}${name}`;
  }
}

function isLink(path: string): boolean {
  try {
    return Deno.lstatSync(path).isSymlink;
  } catch {
    return false;
  }
}

/**
 * Works at a site in a folder beside its place, as a file is written beside: another one for each
 * build, and removed when the work is done.
 */
export async function besideSite<Result>(
  place: string,
  work: (beside: string) => Promise<Result>,
): Promise<Result> {
  const all = `${place}${unfinished}`;
  const beside = `${all}/${Deno.pid}`;
  try {
    removeFolder(beside);
    Deno.mkdirSync(beside, { recursive: true });
    return await work(beside);
  } finally {
    removeFolder(beside);
    removeAbandoned(all);
  }
}

/** Removes what builds have left that were ended half-way, and the folder if nothing is in it. */
function removeAbandoned(all: string): void {
  try {
    for (const { name } of Deno.readDirSync(all)) {
      const { mtime } = Deno.statSync(`${all}/${name}`);
      const isOld = Date.now() - Number(mtime) > abandonedMs;
      if (/^\d+$/.test(name) && isOld) removeFolder(`${all}/${name}`);
    }
    Deno.removeSync(all);
  } catch {
    // Another build is at work there, or has just removed it.
  }
}

/**
 * Writes a site into a folder, in the place of an older one.
 *
 * @param place A path for which there is no obstacle.
 * @param beside Where it is made ready.
 */
export function writeSite(
  place: string,
  files: SiteFiles,
  beside: string,
): void {
  const site = `${beside}/site`;
  const made = [...files.keys()].map((path) => `${path}\n`).join("");
  for (const [path, content] of [...files, [mark, markText + made] as const]) {
    const file = `${site}/${path}`;
    Deno.mkdirSync(file.slice(0, file.lastIndexOf("/")), { recursive: true });
    const bytes = typeof content === "string"
      ? new TextEncoder().encode(content)
      : content;
    Deno.writeFileSync(file, bytes);
  }
  swap(site, place, `${beside}/old`);
}

/** Moves a folder into the place of another one. */
function swap(from: string, to: string, old: string): void {
  for (let turn = 1;; turn++) {
    const before = `${old}${turn}`;
    try {
      Deno.renameSync(to, before);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
    try {
      return Deno.renameSync(from, to);
    } catch (error) {
      // Another build may have been faster.
      if (isThere(to) && turn < mostTurns) continue;
      // What was there before is better than nothing.
      if (isThere(before) && !isThere(to)) Deno.renameSync(before, to);
      throw error;
    }
  }
}

function isThere(folder: string): boolean {
  try {
    return Deno.statSync(folder).isDirectory;
  } catch {
    return false;
  }
}

function removeFolder(folder: string): void {
  try {
    Deno.removeSync(folder, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
