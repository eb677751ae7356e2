/**
 * Copying the workbook: into a learner's new folder, or a newer one over an older one.
 *
 * All is looked at before anything is written. A file is written beside its place and moved into it,
 * an answer only where it is known that nobody has begun it. A copy that was interrupted leaves a
 * mark; the next one does all of it again.
 *
 * @module
 */
import {
  isSame,
  readIfFit,
  readIfThere,
  removeIfThere,
  replaceFile,
  unfinished,
  UnfitFile,
} from "./file.ts";
import { findLeftovers, removeLeftovers } from "./leftover_tests.ts";
import { copyAt, isUntouched, pristineAt, writeCopy } from "./pristine.ts";

/** What belongs to the workbook, at its top. What else lies there stays there. */
export const parts = [
  ".devcontainer",
  ".dvmrc",
  ".gitattributes",
  ".gitignore",
  ".npmrc",
  ".vscode",
  "LICENSE",
  "README.md",
  "deno.json",
  "deno.lock",
  "exercises",
  "lessons",
  "lib",
  "solutions",
  // What "deno test" runs, and what "deno lint" is told: the workbook's own tests stay there.
  "tests/answers_test.ts",
  "tests/house_rules.ts",
] as const;

/** Settings that learners may change: they are given once. */
const settings = ".vscode/";

/** Lies at the top of a folder as long as a copy is not complete. */
export const mark: string = unfinished;

const markText = "This copy of the workbook is not complete. Make it again.\n";

/** What a copy will do. */
export interface CopyPlan {
  readonly from: string;
  readonly to: string;
  /** Files that are written, from the top: answers first, which are read by what is there. */
  readonly writes: readonly string[];
  /** Texts that are written in the place of those that lie there: what answers were at first, and others. */
  readonly firsts: ReadonlyMap<string, Uint8Array>;
  /** Where copies of them are kept, by the same. */
  readonly copies: ReadonlyMap<string, string>;
  /** Answers that were begun, and stay as they are. */
  readonly kept: readonly string[];
  /** Kept answers whose exercise has changed since. */
  readonly outdated: readonly string[];
  /** Answers that were begun in the workbook itself, before a copy was kept: nobody can copy it. */
  readonly begun: readonly string[];
  /** What stands in the way of a file or a folder: nothing can be copied. */
  readonly obstacles: readonly string[];
  /** Tests of the workbook that an older one has copied there. */
  readonly removes: readonly string[];
  /** What is left out, or left alone, and why. */
  readonly notes: readonly string[];
}

/**
 * Works out what a copy will do.
 *
 * @param from The workbook's folder.
 * @param to The learner's folder. Files that the workbook does not have stay there.
 */
export function planCopy(from: string, to: string): CopyPlan {
  const firsts = new Map<string, Uint8Array>();
  const copies = new Map<string, string>();
  const kept: string[] = [];
  const outdated: string[] = [];
  const begun: string[] = [];
  const notes: string[] = [];
  const answers: string[] = [];
  const others: string[] = [];
  for (const path of filesOf(from, parts, notes)) {
    const slug = /^exercises\/([^/]+)\/answer\.ts$/.exec(path)?.[1];
    const first = slug && pristineAt({ top: from, slug });
    if (slug === undefined) others.push(path);
    else if (!first) begun.push(path);
    else {
      firsts.set(path, first);
      copies.set(path, copyAt({ top: from, slug }).slice(from.length + 1));
      const { state, note = [] } = stateOf(to, { path, slug, first });
      notes.push(...note);
      (state === "free" ? answers : kept).push(path);
      if (state === "outdated") outdated.push(path);
    }
  }
  const isGiven = (path: string): boolean =>
    path.startsWith(settings) && lookAt(`${to}/${path}`) !== undefined;
  const leftovers = findLeftovers(from, to, parts);
  const { removes } = leftovers;
  const writes = [...answers, ...others.filter((path) => !isGiven(path))];
  const obstacles = [...copies.values(), ...writes]
    .flatMap((path) => obstacleTo(to, path));
  return {
    ...{ from, to, writes, firsts, copies, kept, outdated, begun, removes },
    notes: [...notes, ...leftovers.notes],
    obstacles: [...new Set(obstacles)],
  };
}

/** Whether a copy into a folder was begun and not completed: the mark is ours, or what was written of it. */
export function isUnfinished(folder: string): boolean {
  const bytes = readIfFit(`${folder}/${mark}`);
  const text = new TextDecoder().decode(bytes);
  if (text !== "") return markText.startsWith(text);
  // Made, and not yet written.
  return bytes !== undefined && [...Deno.readDirSync(folder)].length === 1;
}

/**
 * Carries out a plan that nothing stands in the way of.
 *
 * @throws {UnfitFile} If another copy is being made there: it holds the mark until its process ends.
 */
export function carryOut(plan: CopyPlan): void {
  const { from, to, writes, firsts, copies } = plan;
  Deno.mkdirSync(to, { recursive: true });
  using held = Deno.openSync(`${to}/${mark}`, { create: true, write: true });
  if (!held.tryLockSync(true)) {
    throw new UnfitFile(
      `Another command is writing to ${to}: let it end`,
    );
  }
  held.truncateSync();
  held.writeSync(new TextEncoder().encode(markText));
  // What is replaced must be known by its copy, if this ends in between.
  for (const [path, copy] of copies) {
    writeCopy(`${to}/${copy}`, firsts.get(path)!);
  }
  for (const path of writes) {
    const bytes = firsts.get(path) ?? Deno.readFileSync(`${from}/${path}`);
    Deno.mkdirSync(`${to}/${path}`.replace(/\/[^/]*$/, ""), {
      recursive: true,
    });
    replaceFile(`${to}/${path}`, bytes);
  }
  removeLeftovers(to, plan);
  removeIfThere(`${to}/${mark}`);
}

/** Lists the files of parts of a workbook, and notes what is none. */
export function filesOf(
  top: string,
  parts: readonly string[],
  notes: string[],
): string[] {
  const below = (folder: string): string[] =>
    [...Deno.readDirSync(`${top}/${folder}`)]
      .sort((a, b) => a.name < b.name ? -1 : 1)
      .flatMap(({ name, isDirectory, isFile }) => {
        const path = `${folder}/${name}`;
        if (isDirectory) return name === "node_modules" ? [] : below(path);
        if (!isFile) notes.push(`Not copied, as it is no file: ${path}`);
        const isOwn = !/\.bak\.ts$/.test(name) && !name.endsWith(unfinished);
        return isFile && isOwn ? [path] : [];
      });
  return parts.flatMap((part) => {
    const found = lookAt(`${top}/${part}`, Deno.statSync);
    if (found?.isDirectory) return below(part);
    return found?.isFile ? [part] : [];
  });
}

/**
 * Looks whether an answer of a learner may be replaced: only what is there already, or what nobody
 * has begun and what it was at first in a version that the folder has had.
 *
 * @returns "outdated" if it was begun, and begins in another way now.
 */
function stateOf(
  to: string,
  { path, slug, first }: { path: string; slug: string; first: Uint8Array },
): { state: "free" | "begun" | "outdated"; note?: string[] } {
  let answer: Uint8Array | undefined;
  try {
    answer = readIfThere(`${to}/${path}`);
  } catch (error) {
    if (!(error instanceof UnfitFile)) throw error;
    return { state: "begun", note: [`Left as it is: ${error.message}`] };
  }
  if (answer === undefined || isSame(answer, first)) return { state: "free" };
  const copies = copiesOf(to, slug);
  if (
    copies.some((copy) => isSame(copy, answer)) &&
    isUntouched({ top: to, slug })
  ) return { state: "free" };
  const isKnown = copies.some((copy) => isSame(copy, first));
  return { state: copies.length === 0 || isKnown ? "begun" : "outdated" };
}

/** What an answer was at first, in each version that the folder has had. */
function copiesOf(to: string, slug: string): Uint8Array[] {
  const folder = `${to}/.pristine`;
  const names = lookAt(folder, Deno.statSync)?.isDirectory
    ? [...Deno.readDirSync(folder)].map(({ name }) => name)
    : [];
  return [
    // Here the first workbooks kept it.
    `${to}/exercises/${slug}/stub.ts`,
    ...names.filter((name) => name.startsWith(`${slug}.`))
      .map((name) => `${folder}/${name}`),
  ].filter((path) => lookAt(path)?.isFile)
    .flatMap((path) => readIfThere(path) ?? []);
}

/** What is in the way of a file: something that is no folder, or a folder in its own place. */
function obstacleTo(to: string, path: string): string[] {
  if (lookAt(`${to}/${path}`)?.isDirectory) return [path];
  const folders = path.split("/").slice(0, -1)
    .map((_, i, names) => names.slice(0, i + 1).join("/"));
  const folder = folders.find((one) =>
    lookAt(`${to}/${one}`) !== undefined &&
    !lookAt(`${to}/${one}`, Deno.statSync)?.isDirectory
  );
  return folder === undefined ? [] : [folder];
}

/** Looks what is at a place; nothing, if there is nothing, or if nothing can be reached there. */
function lookAt(
  path: string,
  look: (path: string) => Deno.FileInfo = Deno.lstatSync,
): Deno.FileInfo | undefined {
  try {
    return look(path);
  } catch (error) {
    const { NotFound, NotADirectory, FilesystemLoop } = Deno.errors;
    const isNothing = [NotFound, NotADirectory, FilesystemLoop]
      .some((kind) => error instanceof kind);
    if (isNothing) return undefined;
    throw error;
  }
}
