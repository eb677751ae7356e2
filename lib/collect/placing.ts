/**
 * The files of one submission, put where they belong: by their folder, or else by what they export.
 * What cannot be told is left out and said, never guessed.
 *
 * @module
 */
import {
  type AskedLesson,
  lessonsExporting,
  sayLessons,
  spotOf,
} from "./asked.ts";
import { inOrder, sayName } from "./delivered.ts";
import { exportNames } from "./exports.ts";

/** A file of TypeScript that somebody has handed in. */
export interface Loose {
  /** From the top of what was handed in. */
  readonly path: string;
  readonly text: string;
}

/** What belongs where. */
export interface Placed {
  /** Texts, by their paths in exercises/. */
  readonly files: ReadonlyMap<string, string>;
  /** What was left out, or taken in the place of something else. */
  readonly notes: readonly string[];
  /** What could be one thing or another. */
  readonly ambiguous: readonly string[];
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
interface Known extends Loose {
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

function know(file: Loose, lessons: readonly AskedLesson[]): Known {
  const steps = file.path.split("/");
  const { name, attempt } = attemptOf(steps.pop()!);
  const { lesson, depth } = spotOf(file.path, lessons);
  const imports = [...file.text.matchAll(/["']\.\/([\w.-]+\.ts)["']/g)]
    .map(([, imported]) => imported!).slice(0, mostImports);
  return { ...file, lesson, depth, name, attempt, imports };
}

/** Puts the files of one submission where they belong. */
export function placeFiles(
  loose: readonly Loose[],
  lessons: readonly AskedLesson[],
): Placed {
  const all = inOrder(loose, ({ path }) => path)
    .map((file) => know(file, lessons));
  const inside = all.filter(({ lesson }) => lesson !== undefined);
  const outside = all.filter(({ lesson }) => lesson === undefined);
  const lost = placeLost(outside, lessons);
  const parts = lessons.map((lesson) => {
    const own = inside.filter((file) =>
      file.lesson === lesson && file.depth === 0
    );
    const found = lost.found.filter((one) => one.lesson === lesson)
      .map(({ file }) => file);
    return placeAnswer(lesson, own, { found, outside });
  });
  const deep = inside.filter(({ depth }) => depth > 0).map(({ path }) =>
    `${sayName(path)} is left out: it does not lie beside an answer.`
  );
  return {
    files: new Map(parts.flatMap(({ files }) => [...files])),
    notes: [...lost.notes, ...parts.flatMap(({ notes }) => notes), ...deep],
    ambiguous: [
      ...lost.ambiguous,
      ...parts.flatMap(({ ambiguous }) => ambiguous),
    ],
  };
}

/** Takes the answer of one lesson, with what it imports from beside it. */
function placeAnswer(
  lesson: AskedLesson,
  own: readonly Known[],
  { found, outside }: {
    readonly found: readonly Known[];
    readonly outside: readonly Known[];
  },
): Placed {
  const files = new Map<string, string>();
  const chosen = choose([...answersIn(own, lesson), ...found]);
  if (chosen === undefined) return { files, notes: [], ambiguous: [] };
  const { answer, others, isSure } = chosen;
  const [taken, left] = [answer, ...others].map(({ path }) => sayName(path));
  if (!isSure) {
    const why =
      `${taken} and ${left} may both be the answer of lesson ${lesson.number}: neither is taken.`;
    return { files, notes: [], ambiguous: [why] };
  }
  files.set(`${lesson.slug}/answer.ts`, answer.text);
  const beside = own.includes(answer) ? own : outside;
  for (const [name, text] of helpersOf(answer, beside, lesson)) {
    files.set(`${lesson.slug}/${name}`, text);
  }
  const notes = left === undefined
    ? []
    : [`${taken} is taken: ${left} is an earlier attempt.`];
  return { files, notes, ambiguous: [] };
}

/** Which files in the folder of a lesson may be its answer: by their name, or else by what they export. */
function answersIn(own: readonly Known[], lesson: AskedLesson): Known[] {
  const named = own.filter(isNamedAnswer);
  return named.length > 0
    ? named
    : own.filter((file) =>
      !isImported(file, own) &&
      exportNames(file.text).some((name) => lesson.exports.includes(name))
    );
}

/** Finds the lessons of files that lie in the folder of none. */
function placeLost(
  files: readonly Known[],
  lessons: readonly AskedLesson[],
): {
  readonly found: readonly { lesson: AskedLesson; file: Known }[];
  readonly notes: readonly string[];
  readonly ambiguous: readonly string[];
} {
  const found: { lesson: AskedLesson; file: Known }[] = [];
  const notes: string[] = [];
  const ambiguous: string[] = [];
  for (const file of files) {
    if (!isNamedAnswer(file) && isImported(file, files)) continue;
    const path = sayName(file.path);
    const [lesson, ...others] = lessonsExporting(
      exportNames(file.text),
      lessons,
    );
    if (lesson === undefined) {
      notes.push(`${path} is left out: it exports nothing that is asked.`);
    } else if (others.length > 0) {
      const said = sayLessons([lesson, ...others]);
      ambiguous.push(`${path} is left out: it exports as much of ${said}.`);
    } else {
      found.push({ lesson, file });
      notes.push(
        `${path} is taken for lesson ${lesson.number}, by what it exports.`,
      );
    }
  }
  return { found, notes, ambiguous };
}

/** Chooses the last attempt: sure, if no other file of that attempt says something else. */
function choose(candidates: readonly Known[]): {
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
function helpersOf(
  answer: Known,
  beside: readonly Known[],
  { ours }: AskedLesson,
): [name: string, text: string][] {
  const rest = beside.filter((file) => file !== answer);
  return rest.flatMap((file): [string, string][] => {
    const names = [file.path.split("/").at(-1)!, file.name];
    const name = names.find((one) => answer.imports.includes(one)) ??
      names.find((one) => isImportedAs(one, rest)) ?? "";
    const isOwn = name !== "" && name !== "answer.ts" && !ours.includes(name);
    return isOwn ? [[name, file.text]] : [];
  });
}

function isNamedAnswer({ name }: Known): boolean {
  return name.toLowerCase() === "answer.ts";
}

function isImported(file: Known, others: readonly Known[]): boolean {
  const names = [file.path.split("/").at(-1)!, file.name];
  return others.some((other) =>
    other !== file && other.imports.some((one) => names.includes(one))
  );
}

function isImportedAs(name: string, by: readonly Known[]): boolean {
  return by.some(({ imports }) => imports.includes(name));
}
