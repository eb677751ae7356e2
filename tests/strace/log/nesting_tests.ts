import { assert, assertEquals } from "@std/assert";
import {
  bracketEnd,
  noteEnd,
  quoteEnd,
  splitAtCommas,
} from "../../../lib/strace/log/nesting.ts";
import { makeDice } from "../../dice.ts";

/** Asserts that a text begins with what ends where it is marked: `"a"| b`. */
function assertEnds(
  end: (text: string, start: number) => number,
  marked: readonly string[],
): void {
  for (const row of marked) {
    const text = row.replace("¦", "");
    assertEquals(end(text, 0), row.indexOf("¦"), row);
    assertEquals(end(`ab${text}`, 2), row.indexOf("¦") + 2, row);
  }
}

Deno.test("quoteEnd(), noteEnd() and bracketEnd() find where things end", () => {
  assertEnds(quoteEnd, ['"a"¦ "', '"\\""¦"', '"\\\\"¦"', '"\\\\\\""¦', '"ab¦']);
  assertEnds(noteEnd, [
    "</a>¦ >",
    "</a->¦, 5<b>",
    "</a<char 1:3>>¦",
    "</a\\>b>¦>",
    "<TCP:[a->b]>¦, ]>",
    "<TCPv6:[[::1]:80->[::1]:9]>¦",
    '<UNIX:[1->2, "]>"]>¦',
    "<pidfd:[1<a>]>¦]>",
    "<pipe:[1>¦",
    "</a:[b>¦]>",
    "</a¦",
  ]);
  assertEnds(bracketEnd, [
    "[]¦]",
    '{a=[1, "]}"], b=(2)}¦, c',
    "[3</a]>, 4]¦",
    "[1<<2]¦",
    "[1¦",
  ]);
});

Deno.test("splitAtCommas() loses nothing of any text, and throws at none", () => {
  const pieces = [...'"\\<>[]{}(),=->: a1X', '\\"', "TCP:[", "]>", "3<"];
  for (let seed = 1; seed <= 2000; seed += 1) {
    const { below, oneOf } = makeDice(seed);
    const text = Array.from({ length: below(30) }, () => oneOf(pieces)).join(
      "",
    );
    const joined = splitAtCommas(text).join(",").replaceAll(" ", "");
    assertEquals(joined, text.replaceAll(" ", ""), `seed ${seed}: ${text}`);
    for (const end of [quoteEnd, noteEnd, bracketEnd]) {
      assert(end(text, 0) <= Math.max(text.length, 1), `seed ${seed}: ${text}`);
    }
  }
});

Deno.test("splitAtCommas() takes no stack and little time for what is nested deeply", () => {
  for (const part of ["1<a:[", "[", "1<", "1<a:[>", '\\\\"', '1<a:["', "(A<"]) {
    const text = part.repeat(2 ** 17 / part.length);
    assert(splitAtCommas(`a, ${text}`).length >= 2, part);
  }
});
