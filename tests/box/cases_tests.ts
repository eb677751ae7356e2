import { assertEquals } from "@std/assert";
import { rollCases } from "../../lib/box/cases.ts";
import { exercise } from "../../lib/workbook/exercise.ts";

Deno.test("rollCases() rolls the same for a seed, none of them twice", () => {
  const twice = exercise<[number]>("twice", {
    cases: (dice) => [[dice.whole(3, 999)]],
    right: (number) => 2 * number,
    wrong: { "one more": (number) => number + 1 },
  });
  const folders = [{ exercises: [twice] }];
  const one = rollCases(folders, [5]);
  assertEquals(one.get(twice)!.length, 1);
  assertEquals(rollCases(folders, [5, 5]), one);
  assertEquals(rollCases(folders, [5, 6]).get(twice)!.length, 2);
});
