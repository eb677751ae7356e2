/**
 * Exercises: what is asked, and how an answer is judged.
 *
 * Questions and answers are plain data, so that the answer may live in another process; whoever
 * judges never runs a learner's code.
 *
 * @module
 */
import { isProgram, type Program, stepsOf } from "../machine/program.ts";
import { oneLine } from "../text/escape_code.ts";
import type { Dice } from "./dice.ts";

/** What can be sent to another process. */
export type Plain =
  | null
  | boolean
  | number
  | string
  | readonly Plain[]
  | { readonly [name: string]: Plain | undefined };

/** One call of the learner's function. */
export interface Question {
  readonly args: readonly Plain[];
}

/** What is wrong with an answer. */
export interface Complaint {
  /** The call, as the learner would type it. */
  readonly asked: string;
  /** What it gave, shortened. */
  readonly gave: string;
  /** Why that cannot be: the step, the place, the rule. Never the answer itself. */
  readonly why: string;
}

/** One hole of an answer, and how it is graded. */
export interface Exercise {
  /** The name of the export in `answer.ts`. */
  readonly name: string;
  /** Draws the questions. Another seed draws others. */
  readonly ask: (dice: Dice) => readonly Question[];
  /** Says why what an answer gave is wrong, or nothing if it is right. */
  readonly judge: (
    gave: unknown,
    question: Question,
  ) => string | undefined;
  /** Says how well an answer does that passed: a score, or nothing. */
  readonly remark: (gave: unknown, question: Question) => string | undefined;
}

/**
 * Makes an exercise from two typed functions. Name the arguments of the call as its type:
 * `exercise<[fileBytes: number]>(…)`.
 *
 * @param name The name of the export.
 * @param ask Draws the arguments of each call: at least one.
 * @param judge Gets what the call gave, then its arguments; says what is wrong, or nothing.
 * @param remark Gets the same, once all is right; says how well.
 */
export function exercise<Args extends readonly unknown[]>(
  name: string,
  { ask, judge, remark }: {
    ask: (dice: Dice) => readonly Args[];
    judge: (gave: unknown, ...args: Args) => string | undefined;
    remark?: (gave: unknown, ...args: Args) => string | undefined;
  },
): Exercise {
  return {
    name,
    ask: (dice) =>
      ask(dice).map((args) => ({ args: args as readonly Plain[] })),
    // The arguments come back as `ask` drew them, so they have its types.
    judge: (gave, { args }) => judge(gave, ...(args as unknown as Args)),
    remark: (gave, { args }) => remark?.(gave, ...(args as unknown as Args)),
  };
}

/** Writes a call as a learner would type it. */
export function sayCall(name: string, { args }: Question): string {
  return `${name}(${args.map((arg) => sayValue(arg, 300)).join(", ")})`;
}

/** Writes a value on one line, shortened if it is long. Whatever it is, it does not throw. */
export function sayValue(value: unknown, most = 120): string {
  try {
    return shorten(isProgram(value) ? sayShort(value) : sayWhole(value), most);
  } catch {
    return "something that cannot be written down";
  }
}

function sayShort(program: Program): string {
  const { length } = stepsOf(program);
  const steps = length === 1 ? "1 step" : `${length} steps`;
  return `the program ${sayValue(program.name, 40)} of ${steps}`;
}

function sayWhole(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (typeof value === "bigint") return `${value}n`;
  return JSON.stringify(value) ?? String(value);
}

/** Makes one line of a text that somebody else wrote, and cuts it where it is too long. */
export function shorten(text: string, most: number): string {
  const line = oneLine(text).trim();
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}
