/**
 * Exercises as tests: what `deno test` runs for a learner. All answers share one process, and whoever
 * throws, exits, hangs or leaves something behind stops no other. `deno task grade` gives each lesson's
 * answer a process of its own.
 *
 * @module
 */
import { AssertionError } from "@std/assert";
import { seedOf } from "../workbook/dice.ts";
import type { Exercise } from "../workbook/exercise.ts";
import { readTasks } from "../workbook/exercise_page.ts";
import { openHoles } from "../workbook/hole.ts";
import { callerOf, sayThrown } from "./caller.ts";
import { type Grade, gradeExercise } from "./grade.ts";

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

/** How long one exercise may take. [ms] */
const limitMs = 2000;

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
  const seed = seedOf(source);
  return exercises.map((exercise, i) => ({
    name: `exercise ${lesson}.${i + 1} ${exercise.name}`,
    ignore: open.includes(exercise.name),
    timeout: limitMs,
    fn: async () => {
      forgiveLateErrors();
      // While there is something to wait for, the time limit holds for whoever waits for nothing.
      const waiting = setInterval(() => {}, limitMs);
      try {
        const { reasons } = tasks[i]!;
        const call = await loaded(load);
        const asking = { seeds: [seed], reasons };
        failIfWrong(await gradeExercise(exercise, call, asking), seed);
      } finally {
        clearInterval(waiting);
      }
    },
  }));
}

function failIfWrong(grade: Grade, seed: number): void {
  if (grade.status !== "failed") return;
  const { asked, gave, why } = grade.complaint;
  throw failure(`${asked} gave ${gave}\n${why}\n(seed ${seed})`);
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

async function loaded(load: Answers["load"]): Promise<
  ReturnType<typeof callerOf>
> {
  try {
    return callerOf(await load());
  } catch (error) {
    throw failure(`The answer cannot be loaded. ${sayThrown(error)}`);
  }
}

/** A failure that tells its reason, and not where in the workbook it was thrown. */
function failure(message: string): AssertionError {
  const error = new AssertionError(message);
  error.stack = `${error.name}: ${message}`;
  return error;
}
