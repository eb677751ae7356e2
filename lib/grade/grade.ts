/**
 * Grading: asks an answer all questions of an exercise, wherever the answer lives.
 *
 * No exercise passes without every one of its questions having been asked and judged.
 *
 * @module
 */
import { Dice } from "../workbook/dice.ts";
import {
  type Complaint,
  type Exercise,
  type Question,
  sayCall,
  sayValue,
  shorten,
} from "../workbook/exercise.ts";

/** Calls an export of an answer. Rejects with `AnswerError` if it throws, ends or hangs. */
export type Caller = (name: string, question: Question) => Promise<unknown>;

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

/**
 * Grades one exercise.
 *
 * @param call Calls the answer.
 * @param seed Which questions are drawn.
 */
export async function gradeExercise(
  exercise: Exercise,
  call: Caller,
  seed: number,
): Promise<Grade> {
  const { name } = exercise;
  const questions = exercise.ask(new Dice(seed));
  if (questions.length === 0) throw new Error(`${name} asks nothing`);
  const remarks = new Set<string>();
  for (const question of questions) {
    const { complaint, remark } = await gradeQuestion(exercise, question, call);
    if (complaint !== undefined) {
      return { exercise: name, status: "failed", complaint };
    }
    if (remark !== undefined) remarks.add(remark);
  }
  return {
    exercise: name,
    status: "passed",
    questions: questions.length,
    remarks: [...remarks],
  };
}

async function gradeQuestion(
  { name, judge, remark }: Exercise,
  question: Question,
  call: Caller,
): Promise<{ complaint?: Complaint; remark?: string | undefined }> {
  const asked = sayCall(name, question);
  try {
    const gave = await call(name, question);
    const why = judge(gave, question);
    return why === undefined
      ? { remark: remark(gave, question) }
      : { complaint: { asked, gave: sayValue(gave), why } };
  } catch (error) {
    if (!(error instanceof AnswerError)) throw error;
    return { complaint: { asked, gave: "nothing", why: error.message } };
  }
}

/**
 * Calls the exports of a module in this process. For a learner's own machine: an endless loop is
 * stopped by the time limit of the test around it.
 *
 * @param module What `import()` gave.
 */
export function callerOf(module: Readonly<Record<string, unknown>>): Caller {
  return async (name, question) => {
    const member = module[name];
    if (typeof member !== "function") {
      throw new AnswerError(
        `The answer must export a function named ${name}: it does not.`,
      );
    }
    // Plain data goes in and comes out, as if the answer were in another process.
    const args = structuredClone(question.args);
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

/** Makes plain data of a value, or fails as sending it to another process would. */
export function toPlain(value: unknown): unknown {
  const text = JSON.stringify(
    value,
    (_, part) =>
      typeof part === "number" && !Number.isFinite(part) ? String(part) : part,
  );
  return text === undefined ? undefined : JSON.parse(text);
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
