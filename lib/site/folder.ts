/**
 * The folder of a site: it is written beside its place and then moved there, so whoever looks finds
 * the old site or the new one, and never a part of one.
 *
 * @module
 */
import { unfinished } from "../workbook/file.ts";
import type { SiteFiles } from "./build.ts";

/** Lies in each folder that we have made, and says that it may be replaced. */
export const mark = ".zero-copy-site";

const markText = "Made by deno task site, which replaces all that lies here.\n";

/** Says why a place cannot be taken for a site; nothing, if it can. */
export function obstacleAt(place: string): string | undefined {
  try {
    const { isDirectory } = Deno.statSync(place);
    if (!isDirectory) return "is no folder";
    const names = [...Deno.readDirSync(place)].map(({ name }) => name);
    if (names.length === 0 || names.includes(mark)) return undefined;
    return "holds something else";
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    if (error instanceof Deno.errors.NotADirectory) return "lies in a file";
    throw error;
  }
}

/**
 * Writes a site into a folder, in the place of an older one.
 *
 * @param place A path for which there is no obstacle.
 */
export function writeSite(place: string, files: SiteFiles): void {
  const beside = besideOf(place);
  try {
    Deno.mkdirSync(beside, { recursive: true });
    for (const [path, content] of [...files, [mark, markText] as const]) {
      const file = `${beside}/${path}`;
      Deno.mkdirSync(file.slice(0, file.lastIndexOf("/")), { recursive: true });
      const bytes = typeof content === "string"
        ? new TextEncoder().encode(content)
        : content;
      Deno.writeFileSync(file, bytes);
    }
    swap(beside, place);
  } finally {
    removeFolder(beside);
  }
}

/** Where a site is made ready: beside its place, as a file is that is not finished. */
export function besideOf(place: string): string {
  return `${place.replace(/[\\/]+$/, "")}${unfinished}`;
}

/** Moves a folder into the place of another one. */
function swap(from: string, to: string): void {
  const old = `${from}.old`;
  removeFolder(old);
  try {
    Deno.renameSync(to, old);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  try {
    Deno.renameSync(from, to);
  } catch (error) {
    // What was there before is better than nothing.
    if (isThere(old)) Deno.renameSync(old, to);
    throw error;
  }
  removeFolder(old);
}

function isThere(folder: string): boolean {
  try {
    return Deno.statSync(folder).isDirectory;
  } catch {
    return false;
  }
}

/** Removes a folder, if there is one. */
export function removeFolder(folder: string): void {
  try {
    Deno.removeSync(folder, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
