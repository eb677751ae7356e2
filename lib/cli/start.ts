/**
 * `deno task start`: makes a learner's folder, or brings one up to date without touching answers.
 *
 * @module
 */
import { readLessons } from "../workbook/content.ts";
import { isSame, readIfThere, UnfitFile } from "../workbook/file.ts";
import {
  type AnswerPlace,
  copyAt,
  pristineAt,
  writeCopy,
} from "../workbook/pristine.ts";
import { pathOf, root } from "../workbook/path.ts";
import { print } from "./output.ts";
import { typedPath } from "./path.ts";
import { isGiven, readOrHelp } from "./typed.ts";
import { UsageError } from "./usage_error.ts";

/** What belongs to the project, but not to a learner's folder. */
const leftOut = [
  ".git",
  ".github",
  ".ci",
  ".deno",
  ".lab",
  ".pristine",
  "node_modules",
  "coverage",
];

/** What came of a start. */
export interface Started {
  readonly written: number;
  /** Answers that were begun, and stay as they are. */
  readonly kept: readonly string[];
  /** Kept answers whose exercise has changed since. */
  readonly outdated: readonly string[];
}

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
  const to = typedPath(dir);
  const isUpdate = requireFree(to, { from, typed: dir });
  if (isUpdate && !isGiven(typed, "yes") && !isConfirmed(dir)) {
    return print("Nothing was changed.\n");
  }
  const { written, kept, outdated } = copyWorkbook(from, to);
  print(`${written} files written to ${dir}, ${kept.length} answers kept.\n`);
  for (const path of outdated) {
    print(`The exercise has changed, your answer has not: ${path}\n`);
  }
  const first = readLessons()[0]?.number;
  print(`Next: cd ${dir}, then deno task lesson ${first}\n`);
}

/**
 * Copies the workbook, file by file.
 *
 * @param from The workbook's folder.
 * @param to The learner's folder. Files that the workbook does not have stay there.
 */
export function copyWorkbook(from: string, to: string): Started {
  const firsts = new Map<string, Uint8Array>();
  const kept: string[] = [];
  const outdated: string[] = [];
  let written = 0;
  for (const path of filesBelow(from)) {
    const slug = /^exercises\/([^/]+)\/answer\.ts$/.exec(path)?.[1];
    const text = slug === undefined
      ? Deno.readFileSync(`${from}/${path}`)
      : firstOf({ top: from, slug });
    if (slug !== undefined) firsts.set(slug, text);
    const state = slug === undefined ? "free" : stateOf(to, slug, text);
    if (state !== "free") kept.push(path);
    if (state === "outdated") outdated.push(path);
    if (state !== "free") continue;
    const folder = `${to}/${path}`.replace(/\/[^/]*$/, "");
    Deno.mkdirSync(folder, { recursive: true });
    Deno.writeFileSync(`${to}/${path}`, text);
    written += 1;
  }
  for (const [slug, first] of firsts) {
    writeCopy(copyAt({ top: to, slug }), first);
  }
  return { written, kept, outdated };
}

/** What an answer in the workbook was at first: what a learner begins with. */
function firstOf(place: AnswerPlace): Uint8Array {
  const first = pristineAt(place);
  if (first !== undefined) return first;
  throw new UsageError(
    `exercises/${place.slug}/answer.ts was begun in this workbook, before a ` +
      "copy of it was kept",
    "git checkout exercises",
  );
}

/**
 * Looks whether an answer of a learner differs from all that it was at first.
 *
 * @returns "outdated" if it was begun, and begins in another way now.
 */
function stateOf(
  to: string,
  slug: string,
  first: Uint8Array,
): "free" | "begun" | "outdated" {
  const answer = answerIn(to, slug);
  if (answer === "unfit") return "begun";
  const copies = copiesOf(to, slug);
  const isFirst = (text: Uint8Array): boolean => isSame(text, answer!);
  if (answer === undefined || [first, ...copies].some(isFirst)) return "free";
  return copies.length === 0 || copies.some((copy) => isSame(copy, first))
    ? "begun"
    : "outdated";
}

/** Reads an answer of a learner. What is no file there is the learner's, too. */
function answerIn(to: string, slug: string): Uint8Array | undefined | "unfit" {
  try {
    return readIfThere(`${to}/exercises/${slug}/answer.ts`);
  } catch (error) {
    if (error instanceof UnfitFile) return "unfit";
    throw error;
  }
}

/** What an answer was at first, in each version that the folder has had. */
function copiesOf(to: string, slug: string): Uint8Array[] {
  const paths = [`${to}/exercises/${slug}/stub.ts`];
  try {
    for (const { name } of Deno.readDirSync(`${to}/.pristine`)) {
      if (name.startsWith(`${slug}.`)) paths.push(`${to}/.pristine/${name}`);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return paths.flatMap((path) => readIfThere(path) ?? []);
}

/** Lists the files of the workbook. */
function filesBelow(top: string, folder = ""): string[] {
  return [...Deno.readDirSync(`${top}/${folder}`)]
    .filter(({ name }) => !leftOut.includes(name))
    .sort((a, b) => a.name < b.name ? -1 : 1)
    .flatMap(({ name, isDirectory }) => {
      const path = folder === "" ? name : `${folder}/${name}`;
      return isDirectory ? filesBelow(top, path) : [path];
    })
    .filter((path) => !path.endsWith(".bak.ts"));
}

/**
 * Looks whether a folder can be written to.
 *
 * @returns Whether it is a learner's folder already.
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
  try {
    const names = [...Deno.readDirSync(to)].map(({ name }) => name);
    const isWorkbook = ["exercises", "lessons", "deno.json"]
      .every((name) => names.includes(name));
    if (names.length === 0 || isWorkbook) return isWorkbook;
    throw refuse(`"${typed}" holds something else`);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    if (error instanceof Deno.errors.NotADirectory) {
      throw refuse(`"${typed}" is a file`);
    }
    throw error;
  }
}

/** The real path of a place, or of the nearest folder above it that there is. */
function realPathOf(path: string): string {
  try {
    return Deno.realPathSync(path === "" ? "." : path).replaceAll("\\", "/");
  } catch {
    return realPathOf(path.replace(/[^\\/]+[\\/]*$/, ""));
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
      `deno task start ${dir} --yes`,
    );
  }
  return confirm(
    `Update ${dir}? Your answers are kept; all else is written again.`,
  );
}
