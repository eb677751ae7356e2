/**
 * Recipes: how a problem of a lesson is drawn, and when a draw is thrown away.
 *
 * A problem is worth its paper only if there is something to think about; what somebody would get
 * right by writing the same number everywhere is drawn again.
 *
 * @module
 */
import type { Blank, Problem } from "./problem.ts";
import type { Dice } from "./dice.ts";

/** A problem without its number and its seed. */
export type Body = Pick<Problem, "title" | "given" | "blanks">;

/** Draws a problem of one lesson. */
export type Recipe = (dice: Dice) => Body;

/** The fewest and the most blanks of a problem. */
const blankRange = [3, 6] as const;

/** The fewest different answers among them. */
const leastDifferent = 3;

/**
 * Makes a recipe.
 *
 * @param parts.drawCase Draws what the problem is about.
 * @param parts.isUsual Whether that is what the page of the lesson shows already.
 * @param parts.pose Runs the model, and asks.
 */
export function recipe<Case>({ drawCase, isUsual, pose }: {
  drawCase: (dice: Dice) => Case;
  isUsual: (drawn: Case) => boolean;
  pose: (drawn: Case) => Body | undefined;
}): Recipe {
  return (dice) =>
    dice.until(() => {
      const drawn = drawCase(dice);
      return isUsual(drawn) ? undefined : pose(drawn);
    }, isTelling)!;
}

/**
 * Whether there is something to think about: enough blanks, with enough different answers, so that
 * they are neither all alike nor all zero.
 */
export function isTelling(body: Body | undefined): body is Body {
  if (body === undefined) return false;
  const [fewest, most] = blankRange;
  const answers = body.blanks.map(({ answer }) => answer);
  return answers.length >= fewest && answers.length <= most &&
    new Set(answers).size >= leastDifferent;
}

/** Makes a blank for a number. */
export function numberBlank(
  name: string,
  asks: string,
  { answer, unit, explains }: {
    answer: number;
    unit?: string;
    explains: string;
  },
): Blank {
  return {
    name,
    asks,
    ...(unit === undefined ? {} : { unit }),
    answer,
    explains,
  };
}
