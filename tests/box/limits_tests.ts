import { assert } from "@std/assert";
import { boxLimits, loadMs } from "../../lib/box/limits.ts";

Deno.test("forty exercises that hang stay under fifteen seconds", () => {
  const { firstMs, mostLate, aloneMs, thenMs } = boxLimits;
  const alone = aloneMs.reduce((sum, ms) => sum + ms, 0) +
    (40 - aloneMs.length) * thenMs;
  // What is left of the time starts a process for each.
  assert(mostLate * firstMs + alone < 10_000);
  assert(thenMs <= Math.min(...aloneMs) && loadMs >= thenMs);
});
