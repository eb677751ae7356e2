import { assertEquals } from "@std/assert";
import { lexer } from "marked";
import { Links, plainInk } from "../../lib/render/ink.ts";
import {
  type Block,
  inlineText,
  readBlocks,
  toBlocks,
} from "../../lib/render/tokens.ts";
import { dice, randomPage } from "./random_page.ts";

Deno.test("readBlocks() finds what marked finds when all its rules are asked", () => {
  // Lines that begin blocks, that might begin one, and that end one or not.
  const lines = ["a", "  b  ", "", "===", "---", "   --", " =", "- c", "1. d"]
    .concat(["> e", "   > f", "<p>", "<!-- g", "-->", "[h]: /i", "[h]", "j|k"])
    .concat([
      "|l|",
      "-|-",
      ":-",
      "|",
      "    m",
      "\tn",
      "# o",
      "```",
      "***",
      " ",
    ]);
  for (let seed = 1; seed <= 150; seed += 1) {
    const { below, oneOf } = dice(seed);
    const length = 1 + below(9);
    const text = Array.from({ length }, () => oneOf(lines)).join("\n");
    for (const markdown of [text, randomPage(seed).markdown]) {
      assertEquals(
        readBlocks(markdown),
        toBlocks(lexer(markdown)),
        `seed ${seed}: ${JSON.stringify(markdown)}`,
      );
    }
  }
});

Deno.test("toBlocks() folds answers with and without empty lines inside", () => {
  const question = (summary: string, inside: string): string =>
    `<details>\n<summary>${summary}</summary>${inside}</details>`;
  const blocks = readBlocks([
    question("One?", "\n\nFirst.\n\nSecond.\n\n"),
    question("Two?", "Third."),
    "",
    "<details open>\n\n<summary>Three?</summary>\n\nFourth.",
    "",
    question("Four?", "\n\nFifth.\n\n"),
    "",
    "</details>",
    "",
    "After.",
  ].join("\n"));
  assertEquals(outline(blocks), [
    "One? (First. Second.)",
    "Two? (Third.)",
    "Three? (Fourth. Four? (Fifth.))",
    "After.",
  ]);
});

Deno.test("toBlocks() folds what is never unfolded up to the end", () => {
  assertEquals(
    outline(readBlocks("<details>\n<summary>Q</summary>\n\nA\n\nB")),
    ["Q (A B)"],
  );
  assertEquals(outline(readBlocks("A\n\n</details>\n\nB")), ["A", "B"]);
});

Deno.test("toBlocks() finds no question in a comment or in code", () => {
  const page = "<!-- <details>\n\n<summary>Q</summary> -->\n\n`<details>` A";
  assertEquals(outline(readBlocks(page)), ["`<details>` A"]);
});

Deno.test("inlineText() decodes entities once, and not in code", () => {
  assertEquals(
    inline("a &lt; b &amp;lt; &#35; &unknown; &constructor;"),
    "a < b &lt; # &unknown; &constructor;",
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
});

Deno.test("inlineText() numbers links unless their address can be read", () => {
  assertEquals(
    inline("[a](/x) <https://b.org> [c](#c) [d](/x) ![e](/y.svg)"),
    "a\xa0[1] https://b.org c d\xa0[1] Image: e\xa0[2]",
  );
});

Deno.test("inlineText() lets no code through to the terminal", () => {
  assertEquals(inline("a&#27;[2J `b\x1b[2J` \x07"), "a[2J `b[2J` ");
});

function inline(markdown: string): string {
  const [block] = readBlocks(markdown);
  if (block?.type !== "paragraph") throw new TypeError("expected a paragraph");
  return inlineText(block.tokens, plainInk, new Links());
}

/** Names the blocks that have text, answers in brackets behind their question. */
function outline(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.type === "details") {
      return `${block.summary} (${outline(block.blocks).join(" ")})`;
    }
    return "text" in block && block.text.trim() !== "" ? block.text : [];
  });
}
