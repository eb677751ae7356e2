import { assertEquals, assertStringIncludes } from "@std/assert";
import { Dice } from "../../lib/workbook/dice.ts";
import type { Case } from "../../lib/workbook/exercise.ts";
import { exercises } from "../../exercises/04_virtual_memory/questions.ts";

const [, seenAt, , evictions] = exercises;

/** Tries every way of evicting. */
function fewestByTrying(
  order: readonly number[],
  frames: number,
  resident: readonly number[] = [],
): number {
  const [page, ...rest] = order;
  if (page === undefined) return 0;
  if (resident.includes(page)) return fewestByTrying(rest, frames, resident);
  if (resident.length < frames) {
    return 1 + fewestByTrying(rest, frames, [...resident, page]);
  }
  return 1 + Math.min(...resident.map((leaves) => {
    const kept = resident.filter((one) => one !== leaves);
    return fewestByTrying(rest, frames, [...kept, page]);
  }));
}

Deno.test("evictions: the fewest faults are the fewest of all ways of evicting", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const dice = new Dice(seed);
    const frames = dice.whole(1, 3);
    const order = Array.from({ length: 11 }, () => dice.whole(0, 5));
    const evicted = evictions!.right(order, frames) as number[];
    assertEquals(
      Math.min(frames, new Set(order).size) + evicted.length,
      fewestByTrying(order, frames),
      `seed ${seed}: ${order} in ${frames} frames`,
    );
  }
});

Deno.test("evictions: every list that has the fewest faults passes", () => {
  // Neither page 0 nor page 1 is used again when page 2 comes.
  for (const evicted of [[0], [1]]) {
    const asked = { args: [[0, 1, 2], 2] };
    assertEquals(evictions!.judge(evicted, asked), undefined);
  }
});

Deno.test("evictions: one fault more than the fewest does not pass, and the score is told", () => {
  const asked = { args: [[0, 1, 2, 0], 2] };
  assertEquals(evictions!.judge([1], asked), undefined);
  assertStringIncludes(
    evictions!.judge([0, 1], asked)!,
    "with 4 page faults: 1 more than the fewest",
  );
});

Deno.test("seenAt: addresses come in any order, each once", () => {
  const listFor = ({ args }: Case): number[] =>
    seenAt!.right(...args) as number[];
  const asked = seenAt!.cases(new Dice(1))
    .find((one) => listFor(one).length > 1);
  const right = listFor(asked!);
  assertEquals(seenAt!.judge(right.toReversed(), asked!), undefined);
  assertStringIncludes(seenAt!.judge([...right, right[0]], asked!)!, "twice");
});
