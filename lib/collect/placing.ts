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
} from "./asked_lessons.ts";
import { inOrder, sayName } from "./delivered.ts";
import { exportNames } from "./exports.ts";
import {
  answersIn,
  choose,
  helpersOf,
  isImported,
  isNamedAnswer,
  know,
  type Known,
  type Loose,
} from "./known_file.ts";

/** What belongs where. */
export interface Placed {
  /** Texts, by their paths in exercises/. */
  readonly files: ReadonlyMap<string, string>;
  /** What was left out, or taken in the place of something else. */
  readonly notes: readonly string[];
  /** What could be one thing or another. */
  readonly ambiguous: readonly string[];
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
    return placeAnswer(lesson, own, { found, outside, lessons });
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
  { found, outside, lessons }: {
    readonly found: readonly Known[];
    readonly outside: readonly Known[];
    readonly lessons: readonly AskedLesson[];
  },
): Placed {
  const candidates = [...answersIn(own, lesson), ...found];
  const chosen = choose(candidates);
  const nothing: Placed = { files: new Map(), notes: [], ambiguous: [] };
  if (chosen === undefined) return { ...nothing, notes: sayLeft(own, lesson) };
  const { answer, others, isSure } = chosen;
  const [taken, left] = [answer, ...others].map(({ path }) => sayName(path));
  if (!isSure) {
    const why =
      `${taken} and ${left} may both be the answer of lesson ${lesson.number}: neither is taken.`;
    return { ...nothing, ambiguous: [why] };
  }
  const beside = own.includes(answer) ? own : outside;
  const helpers = helpersOf(answer, beside, lesson);
  const placed = [...candidates, ...helpers.map(([, file]) => file)];
  const files = new Map([[`${lesson.slug}/answer.ts`, answer.text]]);
  for (const [name, { text }] of helpers) {
    files.set(`${lesson.slug}/${name}`, text);
  }
  const notes = [
    ...sayStrange(answer, lesson, lessons),
    ...(left === undefined
      ? []
      : [`${taken} is taken: ${left} is an earlier attempt.`]),
    ...sayLeft(own.filter((file) => !placed.includes(file)), lesson),
  ];
  return { ...nothing, files, notes };
}

/** Says of files in the folder of a lesson that they are neither its answer nor a part of it. */
function sayLeft(files: readonly Known[], { number }: AskedLesson): string[] {
  return files.map(({ path }) =>
    `${
      sayName(path)
    } is left out: it is no answer of lesson ${number}, and none imports it.`
  );
}

/** Says of an answer that it exports nothing of its lesson, but something of another. */
function sayStrange(
  { path, text }: Known,
  lesson: AskedLesson,
  lessons: readonly AskedLesson[],
): string[] {
  // To look for names takes less time than to read the code.
  if (lesson.exports.some((name) => text.includes(name))) return [];
  const others = lessonsExporting(exportNames(text), lessons);
  if (others.length === 0) return [];
  const said = sayLessons(others);
  return [
    `${
      sayName(path)
    } exports what ${said} asks for, and nothing of lesson ${lesson.number}.`,
  ];
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
    }
  }
  // That the folder of an answer is lost is how courses' systems deliver it.
  const known = found.filter(({ file }) => !isNamedAnswer(file))
    .map(({ lesson, file }) =>
      `${sayName(file.path)} is of lesson ${lesson.number}`
    );
  if (known.length > 0) {
    notes.unshift(`Known by what they export: ${known.join(", ")}.`);
  }
  return { found, notes, ambiguous };
}
