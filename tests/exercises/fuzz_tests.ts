import { assert, assertEquals } from "@std/assert";
import { listingOf } from "../../lib/grade/listing.ts";
import { sayTooLarge } from "../../lib/grade/too_large.ts";
import { Dice } from "../../lib/workbook/dice.ts";
import type { Case, Exercise } from "../../lib/workbook/exercise.ts";
import { toPlain } from "../../lib/workbook/plain.ts";
import { ideaBehind } from "../../lib/workbook/question.ts";
import { sayValue } from "../../lib/workbook/say_value.ts";
import { makeDice } from "../dice.ts";
import { foldersIn, readingTest } from "../source_tree.ts";
import { mutated, oddValues } from "./odd_values.ts";

/** How many values each exercise is tried with, besides those that are odd in themselves. */
const mutants = 80;

async function allExercises(): Promise<Exercise[]> {
  const modules: { exercises: readonly Exercise[] }[] = await Promise.all(
    foldersIn("exercises")
      .map((slug) => import(`../../exercises/${slug}/questions.ts`)),
  );
  return modules.flatMap(({ exercises }) => exercises);
}

/** What an exercise is tried with: by case, what an answer could give. */
function* triesOf(
  { cases, right }: Exercise,
  seed: number,
): Generator<{ asked: Case; gave: unknown }> {
  const dice = makeDice(seed);
  const all = cases(new Dice(seed));
  for (const value of oddValues) {
    yield { asked: dice.oneOf(all), gave: toPlain(value) };
  }
  for (let i = 0; i < mutants; i++) {
    const asked = dice.oneOf(all);
    let value = toPlain(right(...asked.args));
    for (let left = dice.between(1, 3); left > 0; left--) {
      value = mutated(dice, value);
    }
    const gave = toPlain(value);
    if (sayTooLarge(gave) === undefined) yield { asked, gave };
  }
}

/** All that looks at what an answer gave. */
function lookAt(exercise: Exercise, { args }: Case, gave: unknown): void {
  const said = exercise.judge(gave, { args });
  if (said === undefined) exercise.remark(gave, { args });
  ideaBehind(
    exercise,
    [{ args, gave, isRight: said === undefined }],
    (other) => exercise.judge(other, { args }) === undefined,
  );
  listingOf({ args, gave, why: said ?? "step 1" });
  sayValue(gave, 240, exercise.right(...args));
}

Deno.test(
  readingTest(
    "no judge throws, whatever plain data it is given, nor what tells of it",
    async () => {
      const exercises = await allExercises();
      assert(exercises.length >= 56, `there are ${exercises.length}`);
      for (const exercise of exercises) {
        const seed = 11;
        for (const { asked, gave } of triesOf(exercise, seed)) {
          try {
            lookAt(exercise, asked, gave);
          } catch (error) {
            const says = JSON.stringify(gave).slice(0, 500);
            throw new Error(`${exercise.name}, seed ${seed}: ${says}`, {
              cause: error,
            });
          }
        }
      }
    },
  ),
);

Deno.test(
  readingTest(
    "no judge takes what is odd in itself for right",
    async () => {
      for (const { name, cases, right, judge } of await allExercises()) {
        const [asked] = cases(new Dice(3)) as [Case];
        const wanted = JSON.stringify(right(...asked.args));
        const passed = oddValues.filter((gave) => gave !== undefined)
          .map((gave) => toPlain(gave))
          .filter((gave) =>
            JSON.stringify(gave) !== wanted &&
            judge(gave, asked) === undefined
          );
        assertEquals(passed, [], name);
      }
    },
  ),
);

/** Counts how often a value is looked into, at any depth. */
function counted(value: unknown, tick: () => void): unknown {
  if (typeof value !== "object" || value === null) return value;
  return new Proxy(value, {
    get: (of, key) => {
      tick();
      return counted(Reflect.get(of, key), tick);
    },
  });
}

/** How many parts a value has. */
function partsOf(value: unknown): number {
  return typeof value !== "object" || value === null
    ? 1
    : Object.values(value).reduce((sum: number, one) => sum + partsOf(one), 1);
}

Deno.test(
  readingTest(
    "a judge looks at each part of a long value a few times, not once for each other part",
    async () => {
      for (const { name, cases, judge } of await allExercises()) {
        const [asked] = cases(new Dice(5)) as [Case];
        for (const value of oddValues) {
          const gave = toPlain(value);
          let looks = 0;
          judge(counted(gave, () => looks++), asked);
          const says = `${name}: ${JSON.stringify(gave)?.slice(0, 200)}`;
          assert(looks <= 100 * partsOf(gave), `${looks}: ${says}`);
        }
      }
    },
  ),
);
