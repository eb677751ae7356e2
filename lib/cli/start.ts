/**
 * `deno task start`: makes a learner's folder, or brings one up to date without touching answers.
 *
 * @module
 */
import { oneLine } from "../text/escape_code.ts";
import { sayMany } from "../text/say.ts";
import { readLessons } from "../workbook/content.ts";
import {
  carryOut,
  type CopyPlan,
  isUnfinished,
  planCopy,
} from "../workbook/copy_workbook.ts";
import { readIfFit } from "../workbook/file.ts";
import { pathOf, root } from "../workbook/path.ts";
import { quote } from "./option_values.ts";
import { print } from "./output.ts";
import { typedPath } from "./path.ts";
import { isGiven, readOrHelp } from "./typed.ts";
import { UsageError } from "./usage_error.ts";

/** Carries out the command. */
export function startCommand(args: readonly string[]): void {
  const typed = readOrHelp("start", args);
  if (typed === undefined) return;
  const [dir] = typed.words;
  if (dir === undefined) {
    throw new UsageError(
      "A folder was expected",
      "deno task start ../my-workbook",
    );
  }
  const from = pathOf(root).replace(/\/$/, "");
  const to = withoutEnd(typedPath(dir));
  const isUpdate = requireFree(to, { from, typed: dir });
  if (isUpdate && !isGiven(typed, "yes") && !isConfirmed(dir)) {
    return print("Nothing was changed.\n");
  }
  // Answers may have been saved while the question waited.
  const plan = planCopy(from, to);
  requireClear(plan, dir);
  carryOut(plan);
  tell(plan, dir, isUpdate);
}

/** Refuses a plan that cannot be carried out, before anything is written. */
function requireClear({ begun, obstacles }: CopyPlan, dir: string): void {
  if (begun[0] !== undefined) {
    throw new UsageError(
      `${begun[0]} was begun in this workbook, before a copy of it was kept`,
      "git checkout exercises",
    );
  }
  if (obstacles[0] !== undefined) {
    throw refuse(`${dir}/${obstacles[0]} stands in the way`);
  }
}

function tell(plan: CopyPlan, dir: string, isUpdate: boolean): void {
  const { writes, kept, outdated, notes } = plan;
  const next = isUpdate ? "progress" : `lesson ${readLessons()[0]?.number}`;
  const lines = [
    `${sayMany(writes.length, "file")} written to ${dir}, ` +
    `${sayMany(kept.length, "answer")} kept.`,
    ...outdated.map((path) =>
      `The exercise has changed, your answer has not: ${path}`
    ),
    ...(outdated.length === 0 ? [] : [
      "Where grade misses an export, as of a new exercise: deno task reset N.k " +
      "puts it in, and leaves the others",
    ]),
    ...notes,
    `Next: cd ${quote(dir)}, then deno task ${next}`,
  ];
  print(lines.map((line) => `${oneLine(line)}\n`).join(""));
}

/**
 * Looks whether a folder can be written to.
 *
 * @returns Whether it is a learner's folder already, and complete.
 * @throws {UsageError} If it is a file, or full of something else, or within the workbook.
 */
function requireFree(
  to: string,
  { from, typed }: { from: string; typed: string },
): boolean {
  const home = Deno.realPathSync(from).replaceAll("\\", "/");
  if (`${realPathOf(to)}/`.startsWith(`${home}/`)) {
    throw refuse(`"${typed}" lies in the workbook that this is`);
  }
  const state = stateOf(to);
  if (state !== undefined) throw refuse(`"${typed}" ${state}`);
  if (!isThere(to)) return false;
  const names = [...Deno.readDirSync(to)].map(({ name }) => name);
  if (isUnfinished(to)) return false;
  // An empty folder in which somebody has typed "git init", or looked around on a Mac.
  if (names.every((name) => [".git", ".DS_Store"].includes(name))) return false;
  if (isOfWorkbook(to)) return true;
  throw refuse(`"${typed}" holds something else`);
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

/** Whether a folder is a learner's: its settings are those of a workbook, of whatever version. */
function isOfWorkbook(folder: string): boolean {
  const settings = readIfFit(`${folder}/deno.json`);
  return new TextDecoder().decode(settings).includes('"zero-copy/"');
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

function refuse(state: string): UsageError {
  return new UsageError(
    `start takes a new or an empty folder, or a learner's: ${state}`,
    "deno task start ../another-workbook",
  );
}

function isConfirmed(dir: string): boolean {
  if (!Deno.stdin.isTerminal()) {
    throw new UsageError(
      "Without a terminal, start cannot ask before an update",
      `deno task start ${quote(dir)} --yes`,
    );
  }
  return confirm(
    `Update ${oneLine(dir)}? Your answers are kept; all else is written again.`,
  );
}
