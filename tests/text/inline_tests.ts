import { assertEquals } from "@std/assert";
import { inlineText } from "../../lib/text/inline.ts";
import { Links, plainInk } from "../../lib/text/ink.ts";
import { markedText, ourText } from "./marked_oracle.ts";
import { makeDice } from "../dice.ts";
import { oddities } from "./random_page.ts";

/** What stands beside each other in any order, and means the same to us and to marked. */
const pieces = [
  ["a", "b ", " c", "*d*", "**e**", "_f_", "__g__", " * ", " _ ", "h_i_j"],
  ["`k`", "``l`m``", "`", "`` ` ``", "[m]", "]", "](/n)", "[o](/p)", "(", ")"],
  ["[*q* `]`](<../r s> 't')", "![u](/v)", "<news:w.x>", "[y](z(a)b)"],
  ["[c\\]](/d)", "[e](f\\)g)"],
  ["<br>", "<!-- b -->", "<i class='c'>", "</i>", "< d", "<e, f>"],
  ["&lt;", "&amp;lt;", "&#35;", "&#x41;", "&unknown;", "&", "\\*", "\\`"],
  ["\\[", "\\", "\\g", "\n", "\\\n", "。", "（", "零", "!", ".", "→"],
  // marked makes links of addresses without brackets, and it takes what is beside them along.
  oddities.filter((text) => !text.startsWith("https:")),
].flat();

Deno.test("inlineText() finds what marked finds in any text", () => {
  for (let seed = 1; seed <= 2000; seed += 1) {
    const { below, oneOf } = makeDice(seed);
    const length = 1 + below(9);
    const text = "x " + Array.from(
      { length },
      () => oneOf(pieces),
    ).join("").replaceAll(/\n\s+/g, "\n").trim();
    assertEquals(
      ourText(text),
      markedText(text),
      `seed ${seed}: ${JSON.stringify(text)}`,
    );
  }
});

Deno.test("inlineText() decodes entities once, and not in code", () => {
  assertEquals(
    inline("a &lt; b &amp;lt; \\&lt; &#35; &#0; &unknown; &constructor;"),
    "a < b &lt; &lt; #  &unknown; &constructor;",
  );
  assertEquals(inline("`&lt;`"), "`&lt;`");
});

Deno.test("inlineText() keeps of HTML the line break and the code", () => {
  assertEquals(
    inline("<i>a</i><br/>b <!-- no --> <code>c &gt; d</code>"),
    "a\nb  `c > d`",
  );
});

Deno.test("inlineText() makes one line of several, without a space in Chinese", () => {
  assertEquals(inline("one\ntwo 模式\n切换\nthree"), "one two 模式切换 three");
  assertEquals(inline("one\\\ntwo"), "one\ntwo");
});

Deno.test("inlineText() numbers links unless their address can be read", () => {
  assertEquals(
    inline("[a](/x) <https://b.org> [c](#c) [d](/x) ![e](/y.svg)"),
    "a\xa0[1] https://b.org c d\xa0[1] Image: e\xa0[2]",
  );
});

Deno.test("inlineText() lets no code through to the terminal", () => {
  assertEquals(inline("a&#27;[2J `b\x1b[2J` \x07"), "a[2J `b[2J` ");
  assertEquals(inline("[a](</\x1b[2J>)"), "a\xa0[1]");
});

Deno.test("inlineText() leaves as it is written what it does not read", () => {
  for (
    const text of ["~~a~~", "[a][b]", "https://a.org", "a@b.org", "snake_case_"]
  ) {
    assertEquals(inline(text), text);
  }
});

function inline(markdown: string): string {
  return inlineText(markdown, plainInk, new Links());
}
