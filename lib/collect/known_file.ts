/**
 * A file of TypeScript that somebody has handed in, and what is known of it by its name and its text.
 *
 * @module
 */
import { type AskedLesson, spotOf } from "./asked_lessons.ts";
import { exportNames } from "./exports.ts";

/** A file of TypeScript that somebody has handed in. */
export interface Loose {
  /** From the top of what was handed in. */
  readonly path: string;
  readonly text: string;
}

/** A name without the number that a browser or a course's system has put into it, and that number. */
export function attemptOf(
  name: string,
): { readonly name: string; readonly attempt: number } {
  const [, stem, shown, added, ending] =
    /^(.+?)(?: ?\((\d{1,6})\)|-(\d{1,6}))(\.\w+)$/.exec(name) ?? [];
  return stem === undefined
    ? { name, attempt: 0 }
    : { name: `${stem}${ending}`, attempt: Number(shown ?? added) };
}

/** The most imports of a file that are looked at. */
const mostImports = 100;

/** A file, and what is known of it by its name and its text. */
export interface Known extends Loose {
  /** The lesson in whose folder it lies, if it lies in one. */
  readonly lesson: AskedLesson | undefined;
  /** How many folders deep in that. */
  readonly depth: number;
  /** Its name, without the number of an attempt. */
  readonly name: string;
  readonly attempt: number;
  /** The names of the files beside it that it imports. */
  readonly imports: readonly string[];
}

/** Says what is known of a file. */
export function know(file: Loose, lessons: readonly AskedLesson[]): Known {
  const steps = file.path.split("/");
  const { name, attempt } = attemptOf(steps.pop()!);
  const { lesson, depth } = spotOf(file.path, lessons);
  const imports = [...file.text.matchAll(/["']\.\/([\w.-]+\.ts)["']/g)]
    .map(([, imported]) => imported!).slice(0, mostImports);
  return { ...file, lesson, depth, name, attempt, imports };
}

/** Which files in the folder of a lesson may be its answer: by their name, or else by what they export. */
export function answersIn(own: readonly Known[], lesson: AskedLesson): Known[] {
  const named = own.filter(isNamedAnswer);
  return named.length > 0
    ? named
    : own.filter((file) =>
      !isImported(file, own) &&
      exportNames(file.text).some((name) => lesson.exports.includes(name))
    );
}

/** Chooses the last attempt: sure, if no other file of that attempt says something else. */
export function choose(candidates: readonly Known[]): {
  readonly answer: Known;
  readonly others: readonly Known[];
  readonly isSure: boolean;
} | undefined {
  const [answer, ...others] = candidates
    .toSorted((a, b) => b.attempt - a.attempt)
    .filter(({ text }, i, all) =>
      all.findIndex((other) => other.text === text) === i
    );
  if (answer === undefined) return undefined;
  // The numbers of files that are called otherwise count something else.
  const isSure = others.every(({ name, attempt }) =>
    name.toLowerCase() === answer.name.toLowerCase() &&
    attempt < answer.attempt
  );
  return { answer, others, isSure };
}

/** Lists what an answer may import from beside it, by the names that it may use. */
export function helpersOf(
  answer: Known,
  beside: readonly Known[],
  { ours }: AskedLesson,
): [name: string, file: Known][] {
  const folder = (file: Known): string => file.path.replace(/[^/]*$/, "");
  // Of several that have the name, the last attempt comes last.
  const rest = beside
    .filter((one) => one !== answer && folder(one) === folder(answer))
    .toSorted((a, b) => a.attempt - b.attempt);
  return rest.flatMap((file): [string, Known][] => {
    const names = [file.path.split("/").at(-1)!, file.name];
    const name = names.find((one) => answer.imports.includes(one)) ??
      names.find((one) => isImportedAs(one, rest)) ?? "";
    const isOwn = name !== "" && name !== "answer.ts" && !ours.includes(name);
    return isOwn ? [[name, file]] : [];
  });
}

/** Whether a file is called as an answer is. */
export function isNamedAnswer({ name }: Known): boolean {
  return name.toLowerCase() === "answer.ts";
}

/** Whether others import a file from beside them. */
export function isImported(file: Known, others: readonly Known[]): boolean {
  const names = [file.path.split("/").at(-1)!, file.name];
  return others.some((other) =>
    other !== file && other.imports.some((one) => names.includes(one))
  );
}

function isImportedAs(name: string, by: readonly Known[]): boolean {
  return by.some(({ imports }) => imports.includes(name));
}
