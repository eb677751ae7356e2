import { assert, assertEquals } from "@std/assert";
import { TokenBucket } from "../../lib/room/token_bucket.ts";
import { makeDice } from "../dice.ts";

Deno.test("TokenBucket takes as many as there are, and what comes back with time", () => {
  const bucket = new TokenBucket(3, 2);
  const take = (now: number): boolean => bucket.take(now);
  assertEquals([5, 5, 5, 5].map(take), [true, true, true, false]);
  assertEquals([504, 505, 505].map(take), [false, true, false]);
  assertEquals([99_999, 99_999, 99_999, 99_999].map(take), [
    true,
    true,
    true,
    false,
  ]);
  assertEquals([7, 7].map(take), [false, false], "a clock that was set back");
});

Deno.test("TokenBucket never takes more than its rate, whenever they come", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const { below } = makeDice(seed);
    const bucket = new TokenBucket(10, 5);
    let [now, taken] = [0, 0];
    for (let i = 0; i < 500; i++) {
      now += below(300);
      if (bucket.take(now)) taken++;
      assert(taken <= 10 + now / 1000 * 5 + 1e-6, `seed ${seed}`);
    }
  }
});
