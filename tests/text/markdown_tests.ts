// Without permission to read, only what is imported here can be loaded later.
import "../../lib/text/coloured_ink.ts";
import "../../lib/text/table.ts";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { carryStyles, splitCodes } from "../../lib/text/escape_code.ts";
import { type PageOptions, renderMarkdown } from "../../lib/text/markdown.ts";
import { displayWidth } from "../../lib/text/width.ts";
import { widths } from "../widths.ts";
import { randomPage } from "./random_page.ts";

const plain: PageOptions = {
  columns: 40,
  isColored: false,
  showsAnswers: false,
};

Deno.test("headings have a rule or a mark, and an empty line before them", async () => {
  const page = "# One\nText.\n\n## Two `code`\n### Three\nText.\n\nMore.";
  assertEquals(await renderMarkdown(page, plain), [
    "One",
    "═══",
    "Text.",
    "",
    "Two `code`",
    "──────────",
    "",
    "▸ Three",
    "Text.",
    "",
    "More.",
  ]);
});

Deno.test("a rule is as wide as the widest line of its heading", async () => {
  const page = "## 零拷贝 is a heading that is longer than a line";
  assertEquals(await renderMarkdown(page, plain), [
    "零拷贝 is a heading that is longer than",
    "a line",
    "───────────────────────────────────────",
  ]);
});

Deno.test("paragraphs are wrapped; of marks only those of code are left", async () => {
  const page =
    "A **mode\nswitch** (模式切换)\nis a _crossing_ into the kernel: `read`\ndoes it.";
  assertEquals(await renderMarkdown(page, plain), [
    "A mode switch (模式切换) is a crossing",
    "into the kernel: `read` does it.",
  ]);
});

Deno.test("lists hang, and their numbers are aligned", async () => {
  const page = [
    "- one item that is longer than a line is",
    "- two",
    "  and more",
    "",
    "9. nine that is longer than the line is",
    "10. ten",
  ].join("\n");
  assertEquals(await renderMarkdown(page, plain), [
    "• one item that is longer than a line is",
    "• two and more",
    "",
    " 9. nine that is longer than the line is",
    "10. ten",
  ]);
  assertEquals(await renderMarkdown("- " + "零".repeat(20), plain), [
    "• " + "零".repeat(19),
    "  零",
  ]);
});

Deno.test("a picture is shown by what it says, and what is woven as if it stood there", async () => {
  const page =
    "<!-- weave a -->\n\n![All bytes arrive: see them travel](b.svg)" +
    "\n\n- c\n\n<!-- /weave -->\n\nIt is <!-- weave d -->**2**<!-- /weave -->.";
  assertEquals(await renderMarkdown(page, plain), [
    "▣ All bytes arrive: see them travel",
    "",
    "• c",
    "",
    "It is 2.",
  ]);
});

Deno.test("quotes have a bar beside every line", async () => {
  const page = "> one quotation that is longer\n> than a line is";
  assertEquals(await renderMarkdown(page, plain), [
    "│ one quotation that is longer than a",
    "│ line is",
  ]);
});

Deno.test("code is kept as it is, two columns to the right; what does not fit goes on behind a mark", async () => {
  const page = "```text\n" + "x".repeat(38) + "\n\n" + "y".repeat(75) +
    "\na\tb\n```";
  assertEquals(await renderMarkdown(page, plain), [
    "  " + "x".repeat(38),
    "",
    "  " + "y".repeat(38),
    "  ↪ " + "y".repeat(36),
    "  ↪ y",
    "  a   b",
  ]);
});

Deno.test("a drawing gets its colours after it was laid out, and only if it is text", async () => {
  const page = "```text\n" + "x".repeat(40) + "\n```\n\n```ts\nx\n```";
  const colourDrawing = (lines: readonly string[]): string[] =>
    lines.map((line) => line.replace("x", "\x1b[31mx\x1b[39m"));
  const coloured = await renderMarkdown(page, { ...plain, colourDrawing });
  assertEquals(coloured, [
    "  \x1b[31mx\x1b[39m" + "x".repeat(37),
    "  ↪ \x1b[31mx\x1b[39mx",
    "",
    "  x",
  ]);
});

Deno.test("tables are drawn without markup, links keep their numbers", async () => {
  const page = "| `call` | **n** |\n|---|--:|\n| [read](/r) | 2 |";
  assertEquals(await renderMarkdown(page, plain), [
    "╭──────────┬───╮",
    "│ call     │ n │",
    "├──────────┼───┤",
    "│ read [1] │ 2 │",
    "╰──────────┴───╯",
    "",
    "Links",
    "─────",
    "[1] /r",
  ]);
});

Deno.test("links are listed at the end of the page, each address once, long ones cut", async () => {
  const url = `https://example.org/${"long/".repeat(6)}`;
  const page =
    `[one](${url}), [into the page](#end), [two](/b).\n\n## End\n\n` +
    `[again](${url})`;
  assertEquals(await renderMarkdown(page, plain), [
    "one [1], into the page, two [2].",
    "",
    "End",
    "───",
    "again [1]",
    "",
    "Links",
    "─────",
    "[1] https://example.org/long/long/long/l",
    "    ong/long/long/",
    "[2] /b",
  ]);
});

Deno.test("comments leave nothing, not even an empty line", async () => {
  const page =
    "One.\n\n<!-- weave a -->\n\n```text\nx\n```\n\n<!-- /weave -->\n\n" +
    "Two <!-- weave b -->2<!-- /weave -->.";
  assertEquals(await renderMarkdown(page, plain), [
    "One.",
    "",
    "  x",
    "",
    "Two 2.",
  ]);
});

const questions = `## Questions

<details><summary>1. Why is \`read\` slow, and is _it_
really?</summary>

It copies.

\`\`\`sh
cat
\`\`\`

</details>

<details><summary>Two?</summary>

Yes, [so](/so).

</details>

## End
`;

Deno.test("answers are hidden, and one line at the end of the section says how to see them", async () => {
  assertEquals(await renderMarkdown(questions, plain), [
    "Questions",
    "─────────",
    "? 1. Why is `read` slow, and is it",
    "  really?",
    "",
    "? Two?",
    "",
    "Answers: add --answers",
    "",
    "End",
    "───",
  ]);
});

Deno.test("answers that are asked for stand below their questions", async () => {
  const options = { ...plain, showsAnswers: true };
  assertEquals((await renderMarkdown(questions, options)).slice(2), [
    "? 1. Why is `read` slow, and is it",
    "  really?",
    "  It copies.",
    "",
    "    cat",
    "",
    "? Two?",
    "  Yes, so [1].",
    "",
    "End",
    "───",
    "",
    "Links",
    "─────",
    "[1] /so",
  ]);
});

Deno.test({
  name: "colour is added to the plain page (needs NO_COLOR unset)",
  ignore: Deno.noColor,
  fn: async () => {
    const options = { ...plain, isColored: true };
    const page = "# One\n**two _three_** `four` [five](https://a.org)";
    assertEquals(await renderMarkdown(page, options), [
      "\x1b[1mOne\x1b[22m",
      "═══",
      "\x1b[1mtwo \x1b[3mthree\x1b[23m\x1b[22m \x1b[35m`four`\x1b[39m " +
      "\x1b]8;;https://a.org/\x1b\\\x1b[4mfive\x1b[24m\x1b]8;;\x1b\\ [1]",
      "",
      "\x1b[1mLinks\x1b[22m",
      "─────",
      "[1] \x1b]8;;https://a.org/\x1b\\\x1b[4mhttps://a.org\x1b[24m" +
      "\x1b]8;;\x1b\\",
    ]);
  },
});

Deno.test("without colour no page brings an escape code along", async () => {
  const page =
    "# a\x1b[1m\n\n`b\x1b[1m`\n\n```\nc\x1b[1m\n```\n\n[d](/\x1b[1m)";
  const text = (await renderMarkdown(page, plain)).join("\n");
  assertEquals(text.includes("\x1b"), false);
});

Deno.test("a page that has what no page may have is refused with its line", async () => {
  await assertRejects(
    () => renderMarkdown("One.\n\n* two", plain),
    SyntaxError,
    "page:3: ",
  );
});

Deno.test("no line is too wide and no word is lost, for any page, width and colour", async () => {
  for (const [seed, columns] of widths.entries()) {
    const { markdown, words } = randomPage(seed);
    const showsAnswers = seed % 2 === 0;
    const options = { ...plain, columns, showsAnswers };
    const lines = await renderMarkdown(markdown, options);
    const why = `seed ${seed}, ${columns} columns:\n${markdown}`;
    for (const line of lines) {
      assert(displayWidth(line) <= columns, `${line}\n${why}`);
    }
    const seen = words.filter((word) => showsAnswers || word.startsWith("w"));
    const found = withoutLinks(lines).match(/\b[wa]\d+\b/g) ?? [];
    assertEquals(found, seen, why);
    const coloured = await renderMarkdown(markdown, {
      ...options,
      isColored: true,
    });
    assertEquals(coloured.map(bare), lines, why);
    for (const line of coloured) {
      assertEquals(carryStyles([line, ""])[1], "", why);
    }
  }
});

/** The text of a page before its list of links. */
function withoutLinks(lines: readonly string[]): string {
  const end = lines.lastIndexOf("Links");
  return (end < 0 ? lines : lines.slice(0, end)).join("\n");
}

/** The text without its escape codes. */
function bare(text: string): string {
  return splitCodes(text).filter((_, index) => index % 2 === 0).join("");
}
