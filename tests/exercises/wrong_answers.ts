/**
 * Tests of the exercises themselves: solutions pass, wrong answers fail and are told why.
 *
 * @module
 */
import { assert, assertEquals, assertGreaterOrEqual } from "@std/assert";
import type { Exercise } from "../../lib/workbook/exercise.ts";
import { type Asking, callerOf, gradeExercise } from "../../lib/grade/grade.ts";

/** An answer that somebody could give. */
export interface WrongAnswer {
  /** What it stands for: "one mode switch for each call". */
  readonly idea: string;
  readonly answer: (...args: never[]) => unknown;
  /** A part of the reason that is told. */
  readonly says: string;
}

/** The answers of one module, by the name of their export. */
type Answers = Readonly<Record<string, unknown>>;

const seeds = [1, 2, 3];

/**
 * Registers the tests of one lesson's exercises.
 *
 * @param wrong At least three plausible wrong answers for each exercise.
 */
export function testExercises(
  exercises: readonly Exercise[],
  { solution, wrong }: {
    solution: Answers;
    wrong: Readonly<Record<string, readonly WrongAnswer[]>>;
  },
): void {
  for (const exercise of exercises) {
    const { name } = exercise;
    Deno.test(`${name}: the solution passes with every seed`, async () => {
      for (const seed of seeds) {
        const grade = await gradeExercise(
          exercise,
          callerOf(solution),
          asking(seed),
        );
        assertEquals(grade.status, "passed", `seed ${seed}: ${say(grade)}`);
      }
    });
    for (const { idea, answer, says } of wrong[name] ?? []) {
      Deno.test(`${name}: wrong is ${idea}`, async () => {
        const told = await Promise.all(seeds.map(async (seed) => {
          const call = callerOf({ [name]: answer });
          const grade = await gradeExercise(exercise, call, asking(seed));
          assertEquals(grade.status, "failed", `it passes with seed ${seed}`);
          return say(grade);
        }));
        assert(told.some((text) => text.includes(says)), told.join("\n"));
      });
    }
    Deno.test(`${name}: results typed in for one seed fail with another`, async () => {
      await refuseHardCoded(exercise, solution);
    });
  }
  Deno.test("each exercise has three wrong answers", () => {
    assertEquals(Object.keys(wrong), exercises.map(({ name }) => name));
    for (const list of Object.values(wrong)) {
      assertGreaterOrEqual(list.length, 3);
    }
  });
}

/** Tries an answer that only knows what was asked with one seed, where questions vary at all. */
async function refuseHardCoded(
  exercise: Exercise,
  solution: Answers,
): Promise<void> {
  const seen = new Map<string, unknown>();
  const solve = callerOf(solution);
  await gradeExercise(exercise, async (name, question) => {
    const gave = await solve(name, question);
    seen.set(JSON.stringify(question.args), gave);
    return gave;
  }, asking(1));
  const asksArguments = [...seen.keys()].some((args) => args !== "[]");
  if (!asksArguments) return;
  const grade = await gradeExercise(
    exercise,
    (_, { args }) => Promise.resolve(seen.get(JSON.stringify(args)) ?? null),
    asking(2),
  );
  assertEquals(grade.status, "failed", "questions do not vary with the seed");
}

function asking(seed: number): Asking {
  return { seeds: [seed], reasons: {} };
}

function say(grade: object): string {
  return JSON.stringify(grade);
}
