/**
 * Problems as they were made: what uses this is to be converted to `problemOf()`.
 *
 * @module
 */
import type { Dice } from "./dice.ts";
import { type Blank, type Body, isTelling, type Roll } from "./prediction.ts";

export type { Body } from "./prediction.ts";
export type Recipe = Roll;

/** Makes a recipe. */
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
    wrong: {},
  };
}
