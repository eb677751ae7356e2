/**
 * Exercises as tests: what `deno test` runs for a learner. All answers share one process, without any
 * permission. Whoever throws, exits, hangs, overwrites globals or leaves something behind stops no
 * other. Nothing here helps against an answer that takes all memory, or that means to get at the
 * others: `deno task grade` gives each lesson's answer a process of its own.
 *
 * @module
 */
import { AssertionError } from "@std/assert";
import { lineOf } from "../workbook/answer_source.ts";
import { seedOf } from "../workbook/dice.ts";
import type { Exercise } from "../workbook/exercise.ts";
import { readTasks } from "../workbook/exercise_page.ts";
import { openHoles } from "../workbook/hole.ts";
import {
  AnswerError,
  type Caller,
  callerOf,
  sayThrown,
  waitFor,
} from "./caller.ts";
import { catchLogs, type Logging } from "./console.ts";
import { Globals } from "./globals.ts";
import { type Grade, gradeExercise } from "./grade.ts";
import { limitsOf, sayBlocked, sayWaiting } from "./limits.ts";
import { readable, readableLines } from "./readable.ts";
import { sayComplaint } from "./junit.ts";

/** One lesson's answers. Its test module imports the texts, since it may read nothing. */
export interface Answers {
  /** Where the module lies: in the folder of the lesson's exercises. */
  readonly place: string;
  readonly exercises: readonly Exercise[];
  /** The Markdown of the exercises' page. */
  readonly page: string;
  /** The text of the answer, which tells what is still open before any of it runs. */
  readonly source: string;
  /** Loads the answer. Within a test, so that whatever it does at load fails only that test. */
  readonly load: () => Promise<Readonly<Record<string, unknown>>>;
}

const limits = limitsOf();

/** How long one exercise may take, by the clock. [ms] */
const testMs = limits.loadMs + limits.callMs;

/** Taken before any answer can replace them. */
const { setInterval, clearInterval, setTimeout, clearTimeout } = globalThis;
const { performance: clock } = globalThis;

/** The globals before any answer has run, and what the answers log. */
let globals: Globals | undefined;
let logs: Logging | undefined;

/**
 * Makes a test of each exercise: ignored while its hole is open, stopped if it hangs. It asks what
 * `deno task grade` asks.
 */
function testsOf(
  { place, exercises, page, source, load }: Answers,
): Deno.TestDefinition[] {
  const lesson = Number(/(\d+)_[^/]*\/[^/]*$/.exec(place)![1]);
  const tasks = readTasks(page);
  const open = openHoles(source);
  const seeds = [seedOf(source)];
  const answer = new URL("answer.ts", place).href;
  let loading: Promise<Caller> | undefined;
  return exercises.map((exercise, i) => ({
    name: `exercise ${lesson}.${i + 1} ${exercise.name}`,
    ignore: open.includes(exercise.name),
    timeout: testMs,
    fn: async () => {
      logs ??= readableLogs();
      logs.begin();
      globals ??= guardedGlobals();
      globals.restore();
      forgiveLateErrors();
      // While there is something to wait for, the time limit holds for whoever waits for nothing.
      const waiting = setInterval(() => {}, testMs);
      try {
        const { reasons } = tasks[i]!;
        const call = await (loading ??= loaded(load, answer));
        const grade = await gradeExercise(exercise, call, { seeds, reasons });
        const says = sayFailure(grade, seeds);
        const line = lineOf(source, exercise.name);
        if (says !== undefined) throw failure(says, `${answer}:${line}:1`);
      } finally {
        clearInterval(waiting);
        globals.restore();
      }
    },
  }));
}

/** Says why a test fails, if it does. */
function sayFailure(
  grade: Grade,
  seeds: readonly number[],
): string | undefined {
  if (grade.status === "passed") return undefined;
  if (grade.status === "open") return "There is a todo left.";
  const { why } = grade.complaint;
  return `${sayComplaint(grade.complaint)}\n${why}\n(seed ${seeds})`;
}

/** Lets a console log no more than text, as much as somebody reads. */
function readableLogs(): Logging {
  const { log } = console;
  return catchLogs(console, (text) => log(readableLines(text)));
}

/** Registers the tests of a lesson's answers. */
export function testAnswers(answers: Answers): void {
  for (const test of testsOf(answers)) Deno.test(test);
}

/**
 * Lets the other tests go on when an answer leaves a promise behind that fails, or a timer: Deno
 * would cancel all that follow. `deno task grade` tells the author.
 */
function forgiveLateErrors(): void {
  addEventListener("unhandledrejection", preventDefault);
  addEventListener("error", preventDefault);
}

function preventDefault(event: Event): void {
  event.preventDefault();
}

/** What ends the process of all, or what they share. */
const endings: readonly (readonly [of: object, names: readonly string[]])[] = [
  [globalThis, ["close"]],
  [Deno, ["kill"]],
  [process, ["kill", "_kill", "abort", "reallyExit"]],
];
const freezings: typeof endings = [
  [Object, ["freeze", "seal", "preventExtensions"]],
  [Reflect, ["preventExtensions"]],
];

/** Remembers the globals, and takes away what ends the process of all. */
function guardedGlobals(): Globals {
  const refuse = (what: string): never => {
    throw new Error(`It would have ${what} all answers`);
  };
  replaceAll(endings, () => () => refuse("ended the process of"));
  replaceAll(
    freezings,
    (freeze) => (of) =>
      guarded.isShared(of) ? refuse("frozen what is shared by") : freeze(of),
  );
  const guarded = new Globals();
  return guarded;
}

function replaceAll(
  places: typeof endings,
  by: (was: (of: unknown) => unknown) => (of: unknown) => unknown,
): void {
  for (const [of, names] of places) {
    for (const name of names) {
      const value = by(Reflect.get(of, name));
      const options = { configurable: true, writable: true };
      Object.defineProperty(of, name, { value, ...options });
    }
  }
}

/** Loads an answer. What it does at load, or in a call, to the globals is undone before it is judged. */
async function loaded(
  load: Answers["load"],
  answer: string,
): Promise<Caller> {
  const begun = clock.now();
  // While there is something to wait for, nobody minds a module that waits for nothing.
  const waiting = setInterval(() => {}, limits.loadMs);
  let call: Caller;
  try {
    call = callerOf(await within(limits.loadMs, load()));
    clearInterval(waiting);
  } catch (error) {
    if (!(error instanceof AnswerError)) clearInterval(waiting);
    // A loop that the time limit of a test has ended throws nothing.
    const isCut = error === null && clock.now() - begun >= limits.loadMs;
    const why = isCut
      ? sayBlocked(limits.loadMs)
      : error instanceof AnswerError
      ? error.message
      : sayThrown(error);
    throw failure(
      `The answer cannot be loaded. ${readable(why)}`,
      `${answer}:1:1`,
    );
  } finally {
    globals?.restore();
  }
  return async (name, asked) => {
    try {
      return await within(limits.callMs, call(name, asked));
    } finally {
      globals?.restore();
    }
  };
}

/** Waits for something, but not without end. */
async function within<Value>(
  limitMs: number,
  value: Promise<Value>,
): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const begun = clock.now();
  try {
    return await waitFor(value, (reject) => {
      timer = setTimeout(() => {
        // Who only waits lets the timer come in time.
        const isLate = clock.now() - begun > 1.25 * limitMs;
        const why = isLate ? sayBlocked(limitMs) : sayWaiting(limitMs);
        reject(new AnswerError(why, "time"));
      }, limitMs);
    });
  } finally {
    clearTimeout(timer);
  }
}

/** A failure that tells its reason, and in the place of a stack where the answer is. */
function failure(message: string, place: string): AssertionError {
  const error = new AssertionError(message);
  error.stack = `${error.name}: ${message.split("\n")[0]}\n    at ${place}`;
  return error;
}
