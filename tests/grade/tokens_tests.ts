import { assert, assertEquals } from "@std/assert";
import { allTokensOf, tokensOf } from "../../lib/grade/tokens.ts";

const source = "a; // b\n/* c\n */ `d\ne`; f";

Deno.test("tokensOf() leaves out spaces and comments, and knows lines", () => {
  assertEquals(tokensOf(source).map(({ value, line }) => [value, line]), [
    ["a", 1],
    [";", 1],
    ["`d\ne`", 3],
    [";", 4],
    ["f", 4],
  ]);
});

Deno.test("allTokensOf() leaves out nothing, and splits a text once", () => {
  const all = allTokensOf(source);
  assertEquals(all.map(({ value }) => value).join(""), source);
  assert(allTokensOf(source) === all);
  assertEquals(allTokensOf(""), []);
  assertEquals(allTokensOf(source), all);
});
