import { assertEquals } from "@std/assert";
import { alignRows, fillLines } from "../../lib/text/columns.ts";

Deno.test("alignRows() aligns the first cells to the left, the others to the right", () => {
  assertEquals(alignRows([["", "way"], ["bytes", "1"], ["x", "1,000"]]), [
    "        way",
    "bytes     1",
    "x     1,000",
  ]);
  assertEquals(alignRows([["a", "b"]], 3), ["a   b"]);
  assertEquals(alignRows([]), []);
});

Deno.test("alignRows() leaves no blank at the end of a line", () => {
  assertEquals(alignRows([["long"], ["a"]]), ["long", "a"]);
});

Deno.test("fillLines() fills a line to its last column and no further", () => {
  assertEquals(fillLines(["aa", "bb", "cc"], 7), ["aa   bb", "cc"]);
  assertEquals(fillLines(["aa", "bb", "cc"], 6), ["aa", "bb", "cc"]);
  assertEquals(fillLines([], 40), []);
});
