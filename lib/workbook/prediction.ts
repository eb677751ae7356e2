/**
 * Problems: fresh questions about a lesson's model, with blanks to predict.
 *
 * A problem is named by its lesson and its seed, and can be drawn again. Every answer is what the
 * machine found; nobody has typed one.
 *
 * @module
 */
import { Dice } from "./dice.ts";
import type { Problem } from "./problem.ts";
import type { Recipe } from "./recipe.ts";

/** The largest seed: above it, problems would come again. */
export const largestSeed: number = 2 ** 32 - 1;

/**
 * Draws a problem.
 *
 * @param recipe How the lesson's problems are drawn.
 * @param of.lesson Which lesson it is about. [from 1]
 * @param of.seed Which problem. [whole number, from 0]
 * @throws {RangeError} If the seed is not in its range.
 */
export function drawProblem(
  recipe: Recipe,
  { lesson, seed }: { readonly lesson: number; readonly seed: number },
): Problem {
  if (!Number.isInteger(seed) || seed < 0 || seed > largestSeed) {
    throw new RangeError(
      `Expected a seed from 0 to ${largestSeed}, a whole number: found ${seed}`,
    );
  }
  return { lesson, seed, ...recipe(new Dice(seed)) };
}
