import { assert, assertEquals, assertThrows } from "@std/assert";
import { lowerQuartile, median } from "../../lib/lab/median.ts";
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

Deno.test("lowerQuartile() has a quarter of the values below it, at the most", () => {
  assertEquals(lowerQuartile([7]), 7);
  assertEquals(lowerQuartile([9, 8, 100, 7, 50]), 8);
  for (let seed = 1; seed <= 100; seed++) {
    const dice = makeDice(seed);
    const values = Array.from(
      { length: dice.between(1, 30) },
      () => dice.below(20),
    );
    const found = lowerQuartile(values);
    const below = values.filter((value) => value < found).length;
    assert(values.includes(found), `seed ${seed}`);
    assert(below <= values.length / 4, `seed ${seed}`);
    assert(found <= median(values), `seed ${seed}`);
  }
});

Deno.test("no rank has nothing", () => {
  assertThrows(() => median([]), RangeError, "at least one value");
  assertThrows(() => lowerQuartile([]), RangeError, "at least one value");
});
