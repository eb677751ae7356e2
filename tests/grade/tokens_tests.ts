import { assert, assertEquals } from "@std/assert";
import {
  allTokensOf,
  tokensOf,
  withoutRemarks,
} from "../../lib/grade/tokens.ts";

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

Deno.test("withoutRemarks() blanks comments, and moves nothing", () => {
  assertEquals(withoutRemarks(source), "a;     \n    \n    `d\ne`; f");
  assertEquals(withoutRemarks('"//" + `/*`; /\\//'), '"//" + `/*`; /\\//');
  // What hides a call of import breaks where it stood.
  assertEquals(
    withoutRemarks('type A = {}\n/[//]/.test(""); import "a";\nb;'),
    `type A = {}\n/[${" ".repeat(26)}\nb;`,
  );
});
