import { assertEquals } from "@std/assert";
import type { Block } from "../../lib/text/block.ts";
import { readBlocks } from "../../lib/text/page_reader.ts";
import { filesIn, readingTest, readText } from "../source_tree.ts";
import { markedBlocks, neutralBlocks } from "./marked_oracle.ts";
import { makeDice } from "../dice.ts";
import { randomPage } from "./random_page.ts";

/** What stands below each other in any order, and means the same to us and to marked. */
const pieces = [
  ["a", "b c", "  d", "", "", "- e", "* f", "+ g", "1. h", "2) i", "7. j"],
  ["  - k", "   - l", "  m", "   n", "10. o", "1986. A year.", "> p\n"],
  ["> - q\n>\n>   r\n", "> > s\n", "# t", "## u ##", "#v", "\n---", "* * *"],
  [
    "```\nw\n\n```",
    "  ```ts\n  x\n    y\n  ```",
    "~~~~\n~~~\n    ~~~~\n~~~~",
    "`z`",
  ],
  ["| a | b |\n| - | -: |", "|a|\n|:-:|", "| c \\| d | `e \\| f` |", "| g"],
  [
    "h | i\n--|:--",
    "|  | j |",
    "<!-- k -->",
    "<!-- l\n\n- m\n-->",
    "<!-- n --> o",
  ],
  ["\n<details>\n", "\n<details><summary>P</summary>\n", "\n</details>\n"],
].flat();

Deno.test("readBlocks() finds what marked finds on any page", () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    assertAsMarked(randomPage(seed).markdown, seed);
  }
});

Deno.test("readBlocks() finds what marked finds when lines stand in any order", () => {
  for (let seed = 1; seed <= 600; seed += 1) {
    const { below, oneOf } = makeDice(seed);
    const length = 1 + below(9);
    const page = Array.from({ length }, () => oneOf(pieces)).join("\n");
    assertAsMarked(page, seed);
  }
});

Deno.test(
  readingTest("readBlocks() finds what marked finds on our pages", () => {
    const pages = ["lessons", "exercises"].flatMap(filesIn)
      .filter((path) => path.endsWith(".md"));
    for (const path of ["README.md", ...pages]) {
      assertAsMarked(readText(path), path);
    }
  }),
);

Deno.test("readBlocks() folds answers with and without empty lines inside", () => {
  const question = (summary: string, inside: string): string =>
    `<details>\n<summary>${summary}</summary>${inside}</details>`;
  const blocks = readBlocks([
    question("One\nand `half`?", "\n\nFirst.\n\nSecond.\n\n"),
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
    "One\nand `half`? (First. Second.)",
    "Two? (Third.)",
    "Three? (Fourth. Four? (Fifth.))",
    "After.",
  ]);
});

Deno.test("readBlocks() folds what is never unfolded up to the end", () => {
  assertEquals(
    outline(readBlocks("<details>\n<summary>Q</summary>\n\nA\n\nB")),
    ["Q (A B)"],
  );
  assertEquals(outline(readBlocks("A\n\n</details>\n\nB")), ["A", "B"]);
});

Deno.test("readBlocks() finds no question in a comment or in code", () => {
  const page = "<!-- <details>\n\n<summary>Q</summary> -->\n\n`<details>` A";
  assertEquals(outline(readBlocks(page)), ["`<details>` A"]);
});

Deno.test("readBlocks() reads no comment inside an answer that begins beside it", () => {
  const page = "<details><!-- <summary>P</summary> --><summary>Q</summary>A" +
    "<!-- <details> --></details>\nB";
  assertEquals(outline(readBlocks(page)), ["Q (A)", "B"]);
});

Deno.test("readBlocks() finds no table where the line below the head has other columns", () => {
  assertEquals(outline(readBlocks("| a |\n| - | - |")), ["| a |\n| - | - |"]);
});

Deno.test("readBlocks() takes what is left open up to the end", () => {
  assertEquals(readBlocks("```\na\n\n# b"), [
    { type: "code", text: "a\n\n# b" },
  ]);
  assertEquals(readBlocks("a\n\n<!-- b\n\nc"), [
    { type: "paragraph", text: "a" },
  ]);
});

Deno.test("readBlocks() reads lines that end as on Windows", () => {
  assertEquals(readBlocks("# a\r\n\r\n```\r\nb\r\nc\r\n```\r\n"), [
    { type: "heading", depth: 1, text: "a" },
    { type: "code", text: "b\nc" },
  ]);
});

function assertAsMarked(markdown: string, source: string | number): void {
  assertEquals(
    neutralBlocks(readBlocks(markdown)),
    markedBlocks(markdown),
    `${source}: ${JSON.stringify(markdown)}`,
  );
}

/** Names the blocks that have text, answers in brackets behind their question. */
function outline(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.type === "details") {
      return `${block.summary} (${outline(block.blocks).join(" ")})`;
    }
    return "text" in block ? block.text : [];
  });
}
