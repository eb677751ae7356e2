import { assertEquals } from "@std/assert";
import {
  alignmentsOf,
  beginningOf,
  cellsOf,
  fenceOf,
  markerOf,
  withoutIndent,
} from "../../lib/text/line.ts";

Deno.test("beginningOf() tells what a line begins from what is text", () => {
  const lines = {
    heading: ["# a", "   ###### b", "##"],
    code: ["```", "  ~~~~ text"],
    rule: ["---", "* * *", " ___"],
    quote: ["> a", ">", "   >b"],
    list: ["- a", "-", "  12. b", "3) c"],
    comment: ["<!-- a"],
    details: ["<details open>", "<summary>a", "</details>"],
  } as const;
  for (const [beginning, examples] of Object.entries(lines)) {
    for (const line of examples) {
      assertEquals(beginningOf(line), beginning, line);
    }
  }
  const texts = ["", "a", "#a", "####### a", "``", "```a`b", "-a", "--", "1986"]
    .concat([
      "    # a",
      "<detailed>",
      "<b>",
      "| a |",
      "**a**",
      "1234567890. a",
    ]);
  for (const text of texts) assertEquals(beginningOf(text), undefined, text);
});

Deno.test("markerOf() says where the text of an item begins", () => {
  assertEquals(markerOf(" -   a"), { sign: "-", number: null, width: 5 });
  assertEquals(markerOf("10. a"), { sign: ".", number: 10, width: 4 });
  assertEquals(markerOf("-      a"), { sign: "-", number: null, width: 2 });
  assertEquals(markerOf("* * *"), undefined);
});

Deno.test("fenceOf() finds the marks that must come again", () => {
  assertEquals(fenceOf("  ````ts"), "````");
  assertEquals(fenceOf("~~~ `"), "~~~");
  assertEquals(fenceOf("```a```"), undefined);
});

Deno.test("withoutIndent() removes spaces and nothing else", () => {
  assertEquals(withoutIndent("    a", 2), "  a");
  assertEquals(withoutIndent(" a", 2), "a");
});

Deno.test("cellsOf() splits a row with and without bars at its ends", () => {
  assertEquals(cellsOf("| a | `b \\| c` |  |"), ["a", "`b | c`", ""]);
  assertEquals(cellsOf("a | b"), ["a", "b"]);
});

Deno.test("alignmentsOf() reads only the line below a head", () => {
  assertEquals(alignmentsOf("| --- | :- | -: | :-: |"), [
    null,
    "left",
    "right",
    "center",
  ]);
  assertEquals(alignmentsOf("| - | a |"), undefined);
  assertEquals(alignmentsOf("---"), undefined);
});
