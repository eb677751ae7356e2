/**
 * Asking: the cases of an exercise, and what an answer gives to them. Nothing is judged here, so that
 * it may happen in the process of the answer.
 *
 * @module
 */
import { Dice } from "../workbook/dice.ts";
import type { Case, Exercise } from "../workbook/exercise.ts";
import { AnswerError, type Caller } from "./caller.ts";

/** What came of calls: what they gave, one after the other, up to one that gave nothing. */
export interface Given {
  readonly values: readonly unknown[];
  /** Why the call after these gave nothing. */
  readonly failure?: Pick<AnswerError, "message" | "lacks">;
}

/** Rolls the cases of each seed, none of them twice. */
export function casesOf(
  exercise: Exercise,
  seeds: readonly number[],
): Case[] {
  const cases = seeds.flatMap((seed) => exercise.cases(new Dice(seed)));
  if (cases.length === 0) throw new Error(`${exercise.name} asks nothing`);
  return [
    ...new Map(cases.map((one) => [JSON.stringify(one), one])).values(),
  ];
}

/** Asks an answer all cases, one after the other, up to the first that gives nothing. */
export async function askAll(
  call: Caller,
  name: string,
  cases: readonly Case[],
): Promise<Given> {
  const values: unknown[] = [];
  for (const asked of cases) {
    try {
      values.push(await call(name, asked));
    } catch (failure) {
      if (failure instanceof AnswerError) return { values, failure };
      throw failure;
    }
  }
  return { values };
}
