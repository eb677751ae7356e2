/**
 * Tests of the workbook in a learner's folder: older workbooks copied them there, and a newer one
 * takes them away. Only what is byte for byte the workbook's own is removed, so nothing is lost; no
 * link is followed. What differs may be an older workbook's or the learner's, and stays.
 *
 * @module
 */
import { sayMany } from "../text/say.ts";
import { isSame, readIfFit } from "./file.ts";

/** Where they lie, in both. */
const folder = "tests";

/** What lies there of which a learner's folder has no use. */
export interface Leftovers {
  /** Files that are the workbook's own. */
  readonly removes: readonly string[];
  /** That there are others, if there are. */
  readonly notes: readonly string[];
}

/**
 * Looks for leftovers, and changes nothing.
 *
 * @param kept What a learner's folder is to have there.
 */
export function findLeftovers(
  from: string,
  to: string,
  kept: readonly string[],
): Leftovers {
  const found = filesBelow(to, folder).filter((path) => !kept.includes(path));
  const removes = found.filter((path) => isOurs(from, to, path));
  const others = found.length - removes.length;
  const notes = others === 0 ? [] : [
    `Left alone in ${folder}/, and not run by deno test: ` +
    `${sayMany(others, "file")} of an older workbook, or of yours`,
  ];
  return { removes, notes };
}

/** Removes files, and the folders that are empty then. */
export function removeLeftovers(
  to: string,
  { removes }: Pick<Leftovers, "removes">,
): void {
  for (const path of removes) removeIfCan(`${to}/${path}`);
  const folders = removes.flatMap((path) => {
    const names = path.split("/");
    return names.slice(1).map((_, i) => names.slice(0, i + 1).join("/"));
  });
  // The innermost first.
  for (const one of [...new Set(folders)].sort().reverse()) {
    removeIfCan(`${to}/${one}`);
  }
}

/** A folder that is not empty stays, and so does what the system holds on to. */
function removeIfCan(path: string): void {
  try {
    Deno.removeSync(path);
  } catch {
    // It does no harm.
  }
}

function isOurs(from: string, to: string, path: string): boolean {
  const [ours, theirs] = [from, to].map((top) => readIfFit(`${top}/${path}`));
  return ours !== undefined && theirs !== undefined && isSame(ours, theirs);
}

/** Lists the files in a folder and below; nothing, where there is none. */
function filesBelow(top: string, path: string): string[] {
  let entries: Deno.DirEntry[];
  try {
    if (!Deno.lstatSync(`${top}/${path}`).isDirectory) return [];
    entries = [...Deno.readDirSync(`${top}/${path}`)];
  } catch {
    return [];
  }
  return entries.flatMap(({ name, isDirectory, isFile }) =>
    isDirectory
      ? filesBelow(top, `${path}/${name}`)
      : isFile
      ? [`${path}/${name}`]
      : []
  );
}
