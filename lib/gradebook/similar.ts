/**
 * Answers that are alike: a hint for a person, who looks at both. In a class that is asked for ten
 * lines, many honest answers are.
 *
 * An answer is taken apart into tokens. A learner's own names are all the same there, so that a copy
 * with other names is still a copy; what the stub has, and what more than three students have, does
 * not count. It leaves out: parts in another order, loops written otherwise, and what a group of
 * more than three has in common.
 *
 * @module
 * @see S. Schleimer, D. S. Wilkerson, A. Aiken: Winnowing, SIGMOD 2003. Answers are so short that all
 *   runs of tokens are kept.
 */
import jsTokens from "js-tokens";

/** What a student wrote for a lesson. */
export interface Written {
  readonly student: string;
  /** [from 1] */
  readonly lesson: number;
  readonly text: string;
}

/** Two answers that are alike. */
export interface Pair {
  /** The ids of both, in the order of the alphabet. */
  readonly students: readonly [string, string];
  readonly lesson: number;
  /** How much of what counts in both is common to both. [0 to 1] */
  readonly figure: number;
  /** In how many lines it begins: one token that differs shows in two or three. */
  readonly lines: number;
}

/** How many tokens must be the same in a row: a line or two. */
const runLength = 12;

/** What more students have, all may have found. */
const mostStudents = 3;

/** So many tokens of somebody are compared: of more, a class would not fit into memory. */
const mostTokens = 20_000;

/** What is listed: less proves nothing at all. */
const least = { figure: 0.5, lines: 5 };

/** Runs of tokens, with the lines in which they begin. */
type Runs = ReadonlyMap<string, readonly number[]>;

/**
 * Finds pairs of answers that are alike.
 *
 * @param stubs What the learners were given, by the lesson.
 * @returns The most alike first.
 */
export function findSimilar(
  written: readonly Written[],
  stubs: ReadonlyMap<number, string>,
): Pair[] {
  const lessons = Map.groupBy(written, ({ lesson }) => lesson);
  return [...lessons].flatMap(([lesson, answers]) => {
    const runs = runsOf(answers, stubs.get(lesson) ?? "");
    return comparePairs(runs).map((pair) => ({ ...pair, lesson }));
  }).filter(({ figure, lines }) =>
    figure >= least.figure && lines >= least.lines
  ).sort(mostAlikeFirst);
}

function mostAlikeFirst(a: Pair, b: Pair): number {
  const [one, other] = [a, b].map(({ students }) => students.join("\n"));
  return b.figure - a.figure || b.lines - a.lines || a.lesson - b.lesson ||
    (one! < other! ? -1 : 1);
}

/** Compares those who have a run of tokens in common that few have. */
function comparePairs(runs: ReadonlyMap<string, Runs>): Omit<Pair, "lesson">[] {
  const counted = new Map<string, number>();
  const common = new Map<string, string[]>();
  for (const [run, students] of holdersOf(runs)) {
    if (students.length > mostStudents) continue;
    for (const [i, student] of students.entries()) {
      counted.set(student, 1 + (counted.get(student) ?? 0));
      for (const other of students.slice(i + 1)) {
        add(common, JSON.stringify([student, other]), run);
      }
    }
  }
  return [...common].map(([pair, shared]) => {
    const students: [string, string] = JSON.parse(pair);
    const [one, other] = students.map((student) => counted.get(student)!);
    const lines = students.map((student) => {
      const own = runs.get(student)!;
      return new Set(shared.flatMap((run) => own.get(run)!)).size;
    });
    const figure = 2 * shared.length / (one! + other!);
    return { students, figure, lines: Math.min(...lines) };
  });
}

/** Lists who has each run, in the order of their ids. */
function holdersOf(runs: ReadonlyMap<string, Runs>): Map<string, string[]> {
  const holders = new Map<string, string[]>();
  for (const student of [...runs.keys()].sort()) {
    for (const run of runs.get(student)!.keys()) add(holders, run, student);
  }
  return holders;
}

function add<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

/** Takes answers apart, without the lines and the runs that the stub has. */
function runsOf(
  answers: readonly Written[],
  stub: string,
): ReadonlyMap<string, Runs> {
  const given = new Set(stub.split("\n").map((line) => line.trim()));
  const known = joined(tokensOf(stub));
  return new Map(answers.map(({ student, text }) => {
    const isOwn = text.split("\n").map((line) => !given.has(line.trim()));
    const runs = joined(tokensOf(text).filter(({ line }) => isOwn[line]));
    for (const run of known.keys()) runs.delete(run);
    return [student, runs];
  }));
}

/** A token as it is compared. */
interface Token {
  readonly word: string;
  /** [from 0] */
  readonly line: number;
}

/** Joins what stands in a row. */
function joined(tokens: readonly Token[]): Map<string, number[]> {
  const runs = new Map<string, number[]>();
  for (let from = 0; from + runLength <= tokens.length; from++) {
    const row = tokens.slice(from, from + runLength);
    add(runs, row.map(({ word }) => word).join("\n"), row[0]!.line);
  }
  return runs;
}

const isLeftOut = /^(?:WhiteSpace|LineTerminatorSequence|\w+Comment)$/;

/** Makes all names the same, unless they follow a dot: those are not the learner's own. */
function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let line = 0;
  for (const { type, value } of jsTokens(text)) {
    if (tokens.length === mostTokens) break;
    if (!isLeftOut.test(type)) {
      const isOwn = type === "IdentifierName" &&
        !/^\??\.$/.test(tokens.at(-1)?.word ?? "");
      tokens.push({ word: isOwn ? "name" : value, line });
    }
    line += value.split("\n").length - 1;
  }
  return tokens;
}
