/**
 * Grading: asks an answer all questions of an exercise, wherever the answer lives.
 *
 * No exercise passes without every one of its questions having been asked and judged.
 *
 * @module
 */
import { Dice } from "../workbook/dice.ts";
import type { Case, Exercise } from "../workbook/exercise.ts";
import { anythingElse, type Reasons } from "../workbook/exercise_page.ts";
import {
  type Answered,
  ideasBehind,
  type Plain,
  toPlain,
} from "../workbook/question.ts";
import { sayCall, sayValue, shorten } from "../workbook/say_value.ts";

/** What is wrong with an answer. */
export interface Complaint {
  /** The call, as the learner would type it. */
  readonly asked: string;
  /** What it gave, shortened. */
  readonly gave: string;
  /** Why that cannot be: the step, the place, the rule, the idea. Never the answer itself. */
  readonly why: string;
}

/** Calls an export of an answer. Rejects with `AnswerError` if it throws, ends or hangs. */
export type Caller = (name: string, asked: Case) => Promise<unknown>;

/** What came of one exercise. */
export type Grade =
  & { readonly exercise: string }
  & (
    | {
      readonly status: "passed";
      readonly questions: number;
      /** How well: a score for each question that has another one. */
      readonly remarks: readonly string[];
    }
    | { readonly status: "failed"; readonly complaint: Complaint }
    | { readonly status: "open" }
  );

/** The answer did not answer: it threw, ended the process, took too long, or cannot be loaded. */
export class AnswerError extends Error {
  override readonly name = "AnswerError";
}

/** What is asked, and what is told. */
export interface Asking {
  /** Which cases are asked: those that each seed rolls, none of them twice. */
  readonly seeds: readonly number[];
  /** What is told of wrong ideas: the exercise's page has it. */
  readonly reasons: Reasons;
}

/**
 * Grades one exercise.
 *
 * @param call Calls the answer.
 */
export async function gradeExercise(
  exercise: Exercise,
  call: Caller,
  { seeds, reasons }: Asking,
): Promise<Grade> {
  const { name, judge, remark } = exercise;
  const cases = [
    ...new Map(
      seeds.flatMap((seed) => exercise.cases(new Dice(seed)))
        .map((one) => [JSON.stringify(one), one]),
    ).values(),
  ];
  if (cases.length === 0) throw new Error(`${name} asks nothing`);
  const remarks = new Set<string>();
  const answered: Answered<readonly Plain[]>[] = [];
  for (const asked of cases) {
    const gave = await giveOrSay(call, name, asked);
    if (gave instanceof AnswerError) {
      return fail(name, asked, "nothing", gave.message);
    }
    answered.push({ args: asked.args, gave });
    const said = judge(gave, asked);
    if (said !== undefined) {
      const idea = ideasBehind(exercise, answered)[0];
      return fail(name, asked, sayValue(gave), sayWhy(said, reasons, idea));
    }
    const score = remark(gave, asked);
    if (score !== undefined) remarks.add(score);
  }
  return {
    exercise: name,
    status: "passed",
    questions: cases.length,
    remarks: [...remarks],
  };
}

async function giveOrSay(
  call: Caller,
  name: string,
  asked: Case,
): Promise<unknown> {
  try {
    return await call(name, asked);
  } catch (error) {
    if (error instanceof AnswerError) return error;
    throw error;
  }
}

function fail(
  name: string,
  asked: Case,
  gave: string,
  why: string,
): Grade {
  const complaint = { asked: sayCall(name, asked), gave, why };
  return { exercise: name, status: "failed", complaint };
}

/** Says what was found, and what there is to say of the idea behind it. */
function sayWhy(
  said: string,
  reasons: Reasons,
  idea: string = anythingElse,
): string {
  return [said, reasons[idea] ?? ""].filter((part) => part !== "").join(" ") ||
    "That is not right.";
}

/**
 * Calls the exports of a module in this process. For a learner's own machine: an endless loop is
 * stopped by the time limit of the test around it.
 *
 * @param module What `import()` gave.
 */
export function callerOf(module: Readonly<Record<string, unknown>>): Caller {
  return async (name, asked) => {
    const member = module[name];
    if (typeof member !== "function") {
      throw new AnswerError(
        `The answer must export a function named ${name}: it does not.`,
      );
    }
    // Plain data goes in and comes out, as if the answer were in another process.
    const args = structuredClone(asked.args);
    let value: unknown;
    try {
      value = await member(...args);
    } catch (error) {
      throw new AnswerError(sayThrown(error));
    }
    try {
      return toPlain(value);
    } catch (error) {
      throw new AnswerError(sayNotPlain(error));
    }
  };
}

/** Says why a value cannot be made plain data. */
function sayNotPlain(error: unknown): string {
  const [reason = ""] = error instanceof Error ? error.message.split("\n") : [];
  return `It returned what is not plain data. ${shorten(reason, 200)}`.trim();
}

/** Says what an answer threw. Not everything that is thrown is an error. */
export function sayThrown(thrown: unknown): string {
  if (!(thrown instanceof Error)) return `It threw ${sayValue(thrown)}.`;
  try {
    return sayError(thrown);
  } catch {
    return "It threw an error that cannot be written down.";
  }
}

function sayError(error: Error): string {
  const message = shorten(error.message, 400);
  if (error.name === "Todo") return `There is a todo left: ${message}`;
  if (error instanceof RangeError && /call stack/i.test(message)) {
    return "It called itself without end.";
  }
  return `It threw ${shorten(error.name, 60)}: ${message}${sayPlace(error)}`;
}

/** Says where in the answer an error began, if its stack leads there: " (answer.ts:30:7)". */
function sayPlace({ stack }: Error): string {
  const place = /\/(answer\.ts:\d+:\d+)/.exec(String(stack))?.[1];
  return place === undefined ? "" : ` (${place})`;
}
