import { assert, assertEquals, assertThrows } from "@std/assert";
import { Dice } from "../../lib/workbook/dice.ts";

const seeds = [0, 1, 2, 3, 65535, 2 ** 31];

/** The first few numbers that a seed gives. */
function numbersOf(seed: number, most = 999): number[] {
  const dice = new Dice(seed);
  return Array.from({ length: 20 }, () => dice.whole(0, most));
}

Deno.test("the same seed gives the same rolls", () => {
  for (const seed of seeds) {
    assertEquals(numbersOf(seed), numbersOf(seed), `seed ${seed}`);
    const shuffled = (): number[] => new Dice(seed).shuffle([1, 2, 3, 4, 5]);
    assertEquals(shuffled(), shuffled(), `seed ${seed}`);
  }
});

Deno.test("other seeds give other rolls, neighbours too", () => {
  const firsts = Array.from({ length: 50 }, (_, seed) => numbersOf(seed));
  const texts = firsts.map((numbers) => numbers.join());
  assertEquals(new Set(texts).size, texts.length);
  const starts = new Set(firsts.map(([first]) => first));
  assert(starts.size > 40, `50 seeds begin with ${starts.size} numbers`);
});

Deno.test("whole() reaches both ends, and nothing beyond or between numbers", () => {
  for (const seed of seeds) {
    const dice = new Dice(seed);
    const rolled = Array.from({ length: 300 }, () => dice.whole(-2, 3));
    assertEquals(
      [...new Set(rolled)].sort((a, b) => a - b),
      [-2, -1, 0, 1, 2, 3],
      `seed ${seed}`,
    );
  }
});

Deno.test("whole() has no choice where both ends are the same", () => {
  assertEquals(new Dice(1).whole(7, 7), 7);
});

Deno.test("whole() favours no number", () => {
  const dice = new Dice(1);
  const times = [0, 0, 0, 0];
  for (let i = 0; i < 4000; i++) times[dice.whole(0, 3)]! += 1;
  for (const count of times) assert(count > 900 && count < 1100, `${times}`);
});

Deno.test("pick() gives each item of a list at some time", () => {
  const dice = new Dice(1);
  const picked = Array.from({ length: 100 }, () => dice.pick(["a", "b", "c"]));
  assertEquals([...new Set(picked)].sort(), ["a", "b", "c"]);
});

Deno.test("shuffle() gives each order of a list at some time, and leaves the list alone", () => {
  const dice = new Dice(1);
  const list = [1, 2, 3];
  const orders = Array.from({ length: 200 }, () => dice.shuffle(list).join(""));
  assertEquals(
    [...new Set(orders)].sort(),
    ["123", "132", "213", "231", "312", "321"],
  );
  assertEquals(list, [1, 2, 3]);
});

Deno.test("until() rolls again until a roll is good enough", () => {
  let made = 0;
  const good = new Dice(1).until(() => made++, (item) => item === 9);
  assertEquals([good, made], [9, 10]);
});

Deno.test("until() gives up when no roll is good enough", () => {
  let made = 0;
  const rolls = (): number => new Dice(1).until(() => made++, () => false);
  assertThrows(rolls, Error, "good enough");
  assertEquals(made, 100);
});
