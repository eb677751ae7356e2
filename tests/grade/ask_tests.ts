import { assertEquals, assertRejects } from "@std/assert";
import { askAll, casesOf } from "../../lib/grade/ask.ts";
import { AnswerError, callerOf } from "../../lib/grade/caller.ts";
import { exercise } from "../../lib/workbook/exercise.ts";

const twice = exercise<[number]>("twice", {
  cases: (dice) => [[1], [dice.whole(3, 999)], [dice.whole(3, 999)]],
  right: (number) => 2 * number,
  wrong: { "one more": (number) => number + 1 },
});

Deno.test("casesOf() rolls the cases of each seed, none of them twice", () => {
  const one = casesOf(twice, [1]);
  assertEquals(one.length, 3);
  assertEquals(casesOf(twice, [1]), one);
  assertEquals(casesOf(twice, [1, 1]), one);
  assertEquals(casesOf(twice, [1, 2]).length, 5);
});

Deno.test("askAll() asks up to the first call that gives nothing", async () => {
  const cases = [1, 2, 3].map((number) => ({ args: [number] }));
  const halting = callerOf({
    twice: (number: number): number => {
      if (number === 3) throw new Error("No");
      return 2 * number;
    },
  });
  const { values, failure } = await askAll(halting, "twice", cases);
  assertEquals(values, [2, 4]);
  assertEquals(failure?.message, "It threw Error: No");
  const whole = await askAll(halting, "twice", cases.slice(0, 2));
  assertEquals(whole, { values: [2, 4] });
});

Deno.test("askAll() passes on what is no fault of the answer", async () => {
  const broken = (): Promise<never> => Promise.reject(new TypeError("ours"));
  await assertRejects(
    () => askAll(broken, "twice", [{ args: [] }]),
    TypeError,
    "ours",
  );
  const late = (): Promise<never> =>
    Promise.reject(new AnswerError("late", "time"));
  const given = await askAll(late, "twice", [{ args: [] }]);
  assertEquals(given.failure?.lacks, "time");
});
