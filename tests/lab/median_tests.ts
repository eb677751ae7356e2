import { assert, assertEquals, assertThrows } from "@std/assert";
import { median } from "../../lib/lab/median.ts";
import { makeDice } from "../dice.ts";

Deno.test("median() is the value in the middle, or the lower of two", () => {
  assertEquals(median([7]), 7);
  assertEquals(median([9, 1]), 1);
  assertEquals(median([10, 9, 2]), 9);
  assertEquals(median([100, 20, 3, 4]), 4);
});

Deno.test("median() has half of the values on either side", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const dice = makeDice(seed);
    const values = Array.from(
      { length: dice.between(1, 30) },
      () => dice.below(20),
    );
    const before = [...values];
    const middle = median(values);
    const half = values.length / 2;
    assert(values.includes(middle), `seed ${seed}`);
    assert(values.filter((value) => value < middle).length < half);
    assert(values.filter((value) => value > middle).length <= half);
    assertEquals(values, before, "its argument stays as it was");
  }
});

Deno.test("median() of no values is refused", () => {
  assertThrows(() => median([]), RangeError, "at least one value");
});
