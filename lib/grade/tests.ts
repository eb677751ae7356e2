/**
 * Exercises as tests: what `deno test` runs for a learner.
 *
 * @module
 */
import { AssertionError } from "@std/assert";
import type { Exercise } from "../workbook/exercise.ts";
import { callerOf, gradeExercise, sayThrown } from "./grade.ts";
import { openHoles } from "../workbook/hole.ts";

/** One lesson's answers. */
export interface Answers {
  /** The number of the lesson. [from 1] */
  readonly lesson: number;
  readonly exercises: readonly Exercise[];
  /** The text of the answer, which tells what is still open before any of it runs. */
  readonly source: string;
  /** Loads the answer. Within a test, so that whatever it does at load fails only that test. */
  readonly load: () => Promise<Readonly<Record<string, unknown>>>;
}

/** How long one exercise may take. [ms] */
const limitMs = 2000;

/**
 * Makes a test of each exercise: ignored while its hole is open, stopped if it hangs.
 *
 * @param seed Which questions are drawn.
 */
export function testsOf(
  { lesson, exercises, source, load }: Answers,
  seed: number,
): Deno.TestDefinition[] {
  const open = openHoles(source);
  return exercises.map((exercise, i) => ({
    name: `exercise ${lesson}.${i + 1} ${exercise.name}`,
    ignore: open.includes(exercise.name),
    timeout: limitMs,
    fn: async () => {
      forgiveLateErrors();
      const grade = await gradeExercise(exercise, await loaded(load), seed);
      if (grade.status !== "failed") return;
      const { asked, gave, why } = grade.complaint;
      throw failure(`${asked} gave ${gave}\n${why}\n(seed ${seed})`);
    },
  }));
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
