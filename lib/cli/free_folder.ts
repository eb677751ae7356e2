/**
 * Folders that a command makes and fills: a new one, or an empty one.
 *
 * @module
 */
import { manifestFile } from "../homework/manifest.ts";
import {
  type CopyPlan,
  filesOf,
  isUnfinished,
} from "../workbook/copy_workbook.ts";
import { readIfFit } from "../workbook/file.ts";
import { pathOf, root } from "../workbook/path.ts";
import { typedPath } from "./path.ts";
import { type Typed } from "./typed.ts";
import { UsageError } from "./usage_error.ts";

/** What a folder is of; a kit is a workbook with its own packages. */
export type Kind = "workbook" | "hand-out" | "kit";

/** What a command takes. */
export interface Takes {
  /** "kit takes a new or an empty folder" */
  readonly says: string;
  /** A command line that works. */
  readonly tryThis: string;
  /** What it also takes a folder of. */
  readonly also?: readonly Kind[];
}

/** A folder to fill. */
export interface FreeFolder {
  /** The folder of this workbook, as a path. */
  readonly from: string;
  readonly to: string;
  /** Whether what the command also takes is there, and complete. */
  readonly isFilled: boolean;
}

/**
 * Reads the folder that was typed.
 *
 * @throws {UsageError} If there is none.
 */
export function folderTyped({ words: [dir] }: Typed, tryThis: string): string {
  if (dir) return dir;
  throw new UsageError("A folder was expected", tryThis);
}

/**
 * Looks whether a folder can be written to.
 *
 * @param dir As typed.
 * @throws {UsageError} If it is a file, or full of something else, or within this workbook.
 */
export function folderFor(dir: string, takes: Takes): FreeFolder {
  const from = pathOf(root).replace(/\/$/, "");
  const to = withoutEnd(typedPath(dir));
  const home = Deno.realPathSync(from).replaceAll("\\", "/");
  if (`${realPathOf(to)}/`.startsWith(`${home}/`)) {
    throw refuse(takes, `"${dir}" lies in the workbook that this is`);
  }
  const state = stateOf(to);
  if (state !== undefined) throw refuse(takes, `"${dir}" ${state}`);
  if (isFree(to) || isUnfinished(to)) return { from, to, isFilled: false };
  const kind = kindOf(to);
  if (kind !== undefined && takes.also?.includes(kind)) {
    return { from, to, isFilled: true };
  }
  throw refuse(takes, `"${dir}" holds something else`);
}

/** Whether nothing is there, or only what Git and a Mac put into a folder. */
function isFree(to: string): boolean {
  return !isThere(to) ||
    [...Deno.readDirSync(to)].every(({ name }) =>
      [".git", ".DS_Store"].includes(name)
    );
}

/** Refuses a plan that cannot be carried out, before anything is written. */
export function requireClear(
  { begun, obstacles, to, writes }: CopyPlan,
  dir: string,
  takes: Takes,
): void {
  if (begun[0] !== undefined) {
    throw new UsageError(
      `${begun[0]} was begun in this workbook, before a copy of it was kept`,
      "git checkout exercises",
    );
  }
  if (obstacles[0] !== undefined) {
    throw refuse(takes, `${dir}/${obstacles[0]} stands in the way`);
  }
  // A workbook may have files of its learner; in all else, what another command has left would stay.
  if (takes.also?.includes("workbook") || !isUnfinished(to)) return;
  const stray = filesOf(
    to,
    [...Deno.readDirSync(to)].map(({ name }) => name),
    [],
  )
    .find((path) =>
      !/^\.(git\/|pristine\/|(DS_Store|unfinished)$)/.test(path) &&
      !writes.includes(path)
    );
  if (stray !== undefined) {
    throw refuse(takes, `"${dir}" holds something else, as ${stray}`);
  }
}

/** Says what a path leads to, or over, if that is no folder. */
function stateOf(path: string): string | undefined {
  for (let at = path; at !== ""; at = folderOf(at)) {
    if (!isThere(at)) continue;
    const { isDirectory, isSymlink } = Deno.lstatSync(at);
    if (isDirectory || isSymlink && isFolder(at)) return undefined;
    return isSymlink ? "is a link, and leads to no folder" : "is a file";
  }
  return undefined;
}

/** What a folder is of, if its settings are those of a workbook, of whatever version. */
function kindOf(folder: string): Kind | undefined {
  const settings = new TextDecoder().decode(readIfFit(`${folder}/deno.json`));
  if (!settings.includes('"zero-copy/"')) return undefined;
  if (isThere(`${folder}/${manifestFile}`)) return "hand-out";
  return settings.includes('"nodeModulesDir": "manual"') ? "kit" : "workbook";
}

/** The real path of a place, or of the nearest folder above it that there is. */
function realPathOf(path: string): string {
  try {
    return Deno.realPathSync(path === "" ? "." : path).replaceAll("\\", "/");
  } catch {
    return realPathOf(folderOf(path));
  }
}

function folderOf(path: string): string {
  return withoutEnd(path.replace(/[^\\/]+[\\/]*$/, ""));
}

/** Leaves out slashes at the end: with them, a link would be what it leads to. */
function withoutEnd(path: string): string {
  return path.replace(/(?<=.)[\\/]+$/, "");
}

/** Whether there is something, be it a link to nothing. */
function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

function isFolder(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false;
  }
}

function refuse({ says, tryThis }: Takes, state: string): UsageError {
  return new UsageError(`${says}: ${state}`, tryThis);
}
