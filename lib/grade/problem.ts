/**
 * Problems: fresh questions about a lesson's model, with blanks to predict.
 *
 * A problem is named by its lesson and its seed, and can be drawn again. Every answer is what the
 * machine found; nobody has typed one.
 *
 * @module
 */
import type { Problem } from "../render/problem.ts";
import { contextProblem } from "./context_problem.ts";
import { Draw } from "./draw.ts";
import { choiceProblem, linuxProblem } from "./linux_problems.ts";
import { deviceProblem, pagesProblem } from "./memory_problems.ts";
import { modesProblem } from "./mode_problem.ts";
import type { Recipe } from "./recipe.ts";
import {
  gatherProblem,
  mmapWriteProblem,
  readWriteProblem,
  sendfileProblem,
  spliceProblem,
} from "./transfer_problems.ts";

/** The recipe of each lesson, from lesson 1 on. */
const recipes: readonly Recipe[] = [
  modesProblem,
  contextProblem,
  deviceProblem,
  pagesProblem,
  readWriteProblem,
  mmapWriteProblem,
  sendfileProblem,
  gatherProblem,
  spliceProblem,
  choiceProblem,
  linuxProblem,
];

/** The last lesson that has problems. */
export const lastProblemLesson: number = recipes.length;

/** The largest seed: above it, problems would come again. */
export const largestSeed: number = 2 ** 32 - 1;

/**
 * Draws a problem.
 *
 * @param lesson Which lesson it is about. [from 1]
 * @param seed Which problem. [whole number, from 0]
 * @throws {RangeError} If the lesson has no problems, or the seed is not in its range.
 */
export function drawProblem(lesson: number, seed: number): Problem {
  const recipe = recipes[lesson - 1];
  if (recipe === undefined) {
    throw new RangeError(
      `Expected a lesson from 1 to ${recipes.length}: found ${lesson}`,
    );
  }
  if (!Number.isInteger(seed) || seed < 0 || seed > largestSeed) {
    throw new RangeError(
      `Expected a seed from 0 to ${largestSeed}, a whole number: found ${seed}`,
    );
  }
  return { lesson, seed, ...recipe(new Draw(seed)) };
}
