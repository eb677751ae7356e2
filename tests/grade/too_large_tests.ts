import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  longestList,
  mostNested,
  mostReturned,
} from "../../lib/grade/limits.ts";
import { sayTooLarge, withinLimits } from "../../lib/grade/too_large.ts";

function nested(depth: number): unknown {
  let value: unknown = 0;
  for (let i = 0; i < depth; i++) value = [value];
  return value;
}

Deno.test("sayTooLarge() says which limit a value is over, and nothing of one at the limit", () => {
  const fit: readonly unknown[] = [
    undefined,
    null,
    "x".repeat(mostReturned - 2),
    Array(longestList).fill(0),
    nested(mostNested),
  ];
  assertEquals(fit.map(sayTooLarge), fit.map(() => undefined));
  const fields = Array.from({ length: longestList + 1 }, (_, i) => [i, i]);
  const over: Readonly<Record<string, unknown>> = {
    "65,537 characters of data": "x".repeat(mostReturned - 1),
    "120,002 characters of data": "\0".repeat(20_000),
    "a list of 1,001 parts": [Array(longestList + 1).fill(0)],
    "an object of 1,001 parts": Object.fromEntries(fields),
    "more than 16 deep": nested(mostNested + 1),
    "more than 16 deep: ": nested(200_000),
    "66,000 characters": Array(66).fill(Array(1000).fill("")),
  };
  for (const [says, value] of Object.entries(over)) {
    assertStringIncludes(sayTooLarge(value) ?? "", says);
  }
});

Deno.test("withinLimits() leaves out what is too large, alone or with what came before", () => {
  const few = { values: [1, "a", undefined] };
  assertEquals(withinLimits(few), few);
  const long = "x".repeat(mostReturned / 2);
  const { values, failure } = withinLimits({ values: [long, 1, long, 2] });
  assertEquals(values, [long, 1]);
  assertStringIncludes(failure!.message, "all of this exercise so far");
  const deep = withinLimits({ values: [1, nested(200_000), 2] });
  assertEquals(deep.values, [1]);
  assert(deep.failure);
});
