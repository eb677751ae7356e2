/**
 * Calls exports of an answer, and says what came of it: in the process of the answer, or in that of
 * a test.
 *
 * @module
 */
import type { Case } from "../workbook/exercise.ts";
import { plainText, TooManyParts } from "../workbook/plain.ts";
import { sayValue, shorten } from "../workbook/say_value.ts";
import { mostReturned } from "./limits.ts";
import type { Lack } from "./protocol.ts";
import { sayTooLarge } from "./too_large.ts";

/** Calls an export of an answer. Rejects with `AnswerError` if it throws, ends or hangs. */
export type Caller = (name: string, asked: Case) => Promise<unknown>;

/** The answer did not answer: it threw, ended the process, took too long, or cannot be loaded. */
export class AnswerError extends Error {
  override readonly name = "AnswerError";
  readonly lacks: Lack | undefined;

  constructor(message: string, lacks?: Lack) {
    super(message);
    this.lacks = lacks;
  }
}

/** Said of a value, or of what was printed. */
export const tooMuch = "more than anybody can read.";

/** Said of an answer whose process is gone: it ended by itself, or something ended it. */
export const ended = "It ended its own process.";
export const brokeDown =
  "Its process broke down, perhaps as it took more memory than it may.";

/**
 * Calls the exports of a module in this process. An endless loop is stopped by whoever has set a
 * limit around it.
 *
 * @param module What `import()` gave.
 */
export function callerOf(module: Readonly<Record<string, unknown>>): Caller {
  return async (name, { args }) => {
    // Plain data goes in and comes out, as if the answer were in another process.
    const text = await textOfCall(module, name, structuredClone(args));
    const value = text === undefined ? undefined : JSON.parse(text);
    const tooLarge = sayTooLarge(value);
    if (tooLarge !== undefined) throw new AnswerError(tooLarge);
    return value;
  };
}

/**
 * Calls an export.
 *
 * @param args Used for this call only: the export may change them.
 * @returns What it gave, as JSON; nothing, if it gave nothing.
 * @throws {AnswerError} If it throws, or gives what is not plain data, or too much.
 */
export async function textOfCall(
  module: Readonly<Record<string, unknown>>,
  name: string,
  args: readonly unknown[],
): Promise<string | undefined> {
  const member = module[name];
  if (typeof member !== "function") {
    throw new AnswerError(
      `The answer must export a function named ${name}: it does not.`,
    );
  }
  let value: unknown;
  try {
    value = await member(...args);
  } catch (error) {
    throw new AnswerError(
      sayThrown(error),
      isTodo(error) ? "todo" : undefined,
    );
  }
  if (typeof value === "function" || typeof value === "symbol") {
    throw new AnswerError(
      `It returned ${sayValue(value)}, which is not plain data.`,
    );
  }
  try {
    // A part takes two bytes at least: itself, and a comma.
    return plainText(value, mostReturned / 2);
  } catch (error) {
    if (error instanceof TooManyParts) {
      throw new AnswerError(`It returned ${tooMuch}`);
    }
    throw new AnswerError(sayNotPlain(error));
  }
}

function isTodo(thrown: unknown): boolean {
  try {
    return thrown instanceof Error && thrown.name === "Todo";
  } catch {
    return false;
  }
}

/** Says why a value cannot be made plain data. */
function sayNotPlain(error: unknown): string {
  const [reason = ""] = error instanceof Error
    ? String(error.message).split("\n")
    : [];
  return `It returned what is not plain data. ${shorten(reason, 200)}`.trim();
}

/** Says what an answer threw. Not everything that is thrown is an error. */
export function sayThrown(thrown: unknown): string {
  try {
    return thrown instanceof Error
      ? sayError(thrown)
      : `It threw ${sayValue(thrown)}.`;
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

// An answer may replace whatever it can reach.
const { Promise: NativePromise } = globalThis;

/**
 * Waits for a promise, without a method that an answer may have replaced.
 *
 * @param begin Takes what ends the wait before.
 */
export function waitFor<Value>(
  value: Promise<Value>,
  begin: (giveUp: (why: unknown) => void) => void,
): Promise<Value> {
  return new NativePromise((resolve, reject) => {
    begin(reject);
    void settle(value, resolve, reject);
  });
}

async function settle<Value>(
  value: Promise<Value>,
  resolve: (value: Value) => void,
  reject: (reason: unknown) => void,
): Promise<void> {
  try {
    resolve(await value);
  } catch (error) {
    reject(error);
  }
}
