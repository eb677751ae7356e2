import { assert, assertEquals, assertThrows } from "@std/assert";
import { type Block, readPage, type Text } from "../../lib/text/page_reader.ts";
import { makeDice } from "../dice.ts";
import { filesIn, readingTest, readText } from "../source_tree.ts";
import { randomPage } from "./random_page.ts";

Deno.test(readingTest("readPage() reads every page of the workbook", () => {
  const pages = ["lessons", "exercises"].flatMap(filesIn)
    .filter((path) => path.endsWith(".md"));
  assert(pages.length > 20, `too few pages were found: ${pages.length}`);
  for (const path of pages) readPage(readText(path), path);
}));

Deno.test("readPage() reads each kind of block", () => {
  const pages: readonly [page: string, ...outline: string[]][] = [
    ["# a\n## b `c`\n###### d", "h1 a", "h2 b <code>c</code>", "h6 d"],
    ["a\nb\n\nc", "p a b", "p c"],
    ["In 2\n1986. A year.", "p In 2 1986. A year."],
    ["> a\n> b\n\nc", "quote a b", "p c"],
    ["- a\n  b\n- c", "list a b; c"],
    ["7. a\n8. b\n10. c\n    d", "list from 7 a; b; c d"],
    ["- a\n\n1. b\n\n<!-- c -->\n\n- d", "list a", "list from 1 b", "list d"],
    ["```ts\n# a\n\n  b\t\n```\nc", "code # a|||  b\t", "p c"],
    ["```\n```", "code "],
    ["<!-- a -->\n<!-- b -->\nc\n\n<!-- d -->", "p c"],
    ["a\n\n<!-- b\n\n\nc -->\n\nd\n\n<!--\n-->", "p a", "p d"],
    [
      "| a | b | c | d |\n|---|:--|--:|:-:|\n|  | `e` | f | g |",
      "table null left right center: a, b, c, d;; , <code>e</code>, f, g",
    ],
    ["| a |\n| - |\n\nb", "table null: a", "p b"],
    [
      "<details><summary>a\n_b_</summary>\n\nc\n\n- d\n\n</details>\n\ne",
      "a <em>b</em> [p c / list d]",
      "p e",
    ],
    ["![a\nb\\_c](d/e.svg)\n\nf", "picture d/e.svg: a b_c", "p f"],
    [
      "<!-- weave a -->\n\n- b\n- c\n\n![d](e)\n\n<!-- /weave -->\n\nf",
      "weave a [list b; c / picture e: d]",
      "p f",
    ],
    ["<!-- weave a -->\n<!-- /weave -->\n\nb", "weave a []", "p b"],
    ["", ""],
    ["\n \n", ""],
    ["# a\r\n\r\n```\r\nb\r\nc\r\n```\r\n", "h1 a", "code b|||c"],
  ];
  for (const [page, ...expected] of pages) {
    assertEquals(outline(readPage(page)).join("\n"), expected.join("\n"), page);
  }
});

Deno.test("readPage() knows the language of code, if the page says it", () => {
  const page = "```ts\n1\n```\n\n```\n2\n```\n\n```text  \n3\n```";
  const languages = readPage(page).map((block) =>
    block.type === "code" ? block.language : undefined
  );
  assertEquals(languages, ["ts", "", "text"]);
});

Deno.test("readPage() reads what stands in a text", () => {
  // The marks are examples of CommonMark 0.31.2, section 6.2.
  const texts = `
    \`a\` b\`c\`                 <code>a</code> b<code>c</code>
    \`*a* <b> &lt; [c](d)\`      <code>*a* <b> &lt; [c](d)</code>
    a<!-- b -->c<!-- *d -->    ac
    **<!-- weave a -->\`b\` c<!-- /weave -->**, d   <strong><woven a><code>b</code> c</woven></strong>, d
    [a](b) [\`]\`](c_d_#e)       <a b>a</a> <a c_d_#e><code>]</code></a>
    a[0] [b] (c) ] d           a[0] [b] (c) ] d
    a < b & c > d && e         a < b & c > d && e
    \\*a\\* \\_b \\\\ \\d              *a* _b \\ \\d
    snake_case_name, a ~ b     snake_case_name, a ~ b
    **foo bar**                <strong>foo bar</strong>
    foo**bar**                 foo<strong>bar</strong>
    **零**（拷）               <strong>零</strong>（拷）
    是**零拷贝**的             是<strong>零拷贝</strong>的
    _foo bar_, _a_b_           <em>foo bar</em>, <em>a_b</em>
    foo-_(bar)_                foo-<em>(bar)</em>
    **a _b \`**\` c_ d**         <strong>a <em>b <code>**</code> c</em> d</strong>
    _<!-- a -->**b**_          <em><strong>b</strong></em>
    [**a** _b_](c)             <a c><strong>a</strong> <em>b</em></a>
    ![a] !                     refused
    ![*a*](b)                  refused
  `;
  for (const line of texts.trim().split("\n")) {
    const [markdown = "", text = ""] = line.trim().split(/ {3,}/);
    const read = (): string => outline(readPage(markdown)).join();
    if (text === "refused") assertThrows(read, SyntaxError);
    else assertEquals(read(), `p ${text}`, markdown);
  }
});

Deno.test("readPage() makes one line of several, without a space in Chinese", () => {
  const page = "one\ntwo 模式\n切换\nthree `four\nfive` _six\nseven_ [a\nb](c)";
  assertEquals(outline(readPage(page)), [
    "p one two 模式切换 three <code>four five</code> <em>six seven</em> <a c>a b</a>",
  ]);
});

Deno.test("readPage() lets no code through to the terminal", () => {
  const page = "a\x1b[2J `b\x1b[2J` \x07 [c\x9b](d)";
  assertEquals(outline(readPage(page)), [
    "p a[2J <code>b[2J</code>  <a d>c</a>",
  ]);
});

Deno.test("readPage() refuses what a line may not begin, with its place", () => {
  const pages: readonly [what: string, page: string, line?: number][] = [
    ["such fence", "~~~\na\n~~~"],
    ["such fence", "a\n\n````\nb\n````", 3],
    ["code without an end", "a\n\n```ts\nb\n", 3],
    ["code without an end", "```\na\n ```\n```"],
    ["rule", "a\n\n---\n\nb", 3],
    ["rule", "* * *"],
    ["rule", "a\n===", 2],
    ["rule", "a\n-", 2],
    ["rule", "a | b\n--|--", 2],
    ["such heading", "#a"],
    ["such heading", "####### a"],
    ["such heading", "a\n# b", 2],
    ["such item", "* a"],
    ["such item", "+ a"],
    ["such item", "1) a"],
    ["such item", "1."],
    ["such quotation", ">a"],
    ["such quotation", "> > a"],
    ["line here", "> a\nb", 2],
    ["line here", "> a\n>\n> b", 2],
    ["block below text", "> a\n> - b", 2],
    ["address apart", "a\n\n[b]: /c", 3],
    ["comment before text", "<!-- a --> b"],
    ["such mark of weaving", "a\n\n<!-- weave b -->\n\nc", 3],
    ["such mark of weaving", "a\n\n<!-- /weave -->", 3],
    ["such mark of weaving", "<!-- weave a -->\nb\n<!-- /weave -->", 3],
    ["such mark of weaving", "<!-- weave a b -->\n\nc\n\n<!-- /weave -->"],
    ["comment before text", "a\n<!-- b -->", 2],
    ["comment before text", "<!-- a\n\n--> b"],
    ["comment before text", "<!-- a\n\nb"],
    ["block below text", "a\n- b", 2],
    ["block below text", "a\n1. b", 2],
    ["block below text", "a\n| b |", 2],
    ["block below text", "a\n```\nb\n```", 2],
    ["line here", "- a\nb", 2],
    ["line here", "- a\n - b", 2],
    ["block below text", "- a\n  - b", 2],
    ["block below text", "- a\n- - b", 2],
    ["line here", "-   a"],
    ["line here", "- a\n\n  b", 3],
    ["line here", "1. a\n- b", 2],
    ["gap in a list", "- a\n\n\n- b", 4],
    ["line here", "    a"],
    ["line here", "\ta"],
    ["such table", "| a |"],
    ["such table", "| a |\n| b |"],
    ["such table", "| a |\n| - | - |"],
    ["such table", "| a | b |\n| - | - |\n| c | d |\n| e |", 4],
    ["such table", "| a |\n| - |\n| b \\\\| c |", 3],
    ["such table", "| a |\n| - |\nb", 3],
    ["such folding", "<details>\n<summary>a</summary>\n\nb\n\n</details>"],
    ["such folding", "<details><summary>a</summary>b</details>"],
    ["such folding", "a\n\n<details><summary>b</summary>\n\nc", 3],
    ["such folding", "<details><summary>a</summary>\n\nb\n</details>", 4],
    ["such folding", "<details><summary>a</summary>\n\nb\n\n</details>\nc"],
    ["such folding", "<summary>a</summary>"],
    ["such folding", "a\n\n</details>", 3],
    [
      "such folding",
      "<details><summary>a</summary>\n\n<details><summary>b</summary>\n\nc\n\n" +
      "</details>\n\n</details>",
    ],
  ];
  for (const [what, page, line = 1] of pages) assertRefused(what, page, line);
});

Deno.test("readPage() refuses what may not stand in a text, with its place", () => {
  const texts: readonly [what: string, text: string][] = [
    ["such backtick", "a `b"],
    ["such backtick", "``a`b``"],
    ["such backtick", "`a``b`"],
    ["such backtick", "` a `"],
    ["picture inside text", "![a](b)"],
    ["such link", "[a][b]"],
    ["such link", "[a](b c)"],
    ["such link", '[a](b "c")'],
    ["such link", "[a]()"],
    ["such link", "[a](<b>)"],
    ["such link", "[a](b&lt;)"],
    ["such link", "[a](b\x1b[2J c)"],
    ["such mark", "*a*"],
    ["such mark", "**a"],
    ["such mark", "***a***"],
    ["such mark", "**a****b**"],
    ["such mark", "** a**"],
    ["such mark", "**a **"],
    ["such mark", "**（零）**拷"],
    ["such mark", "a_ b"],
    ["such mark", "__a__"],
    ["such mark", "a_b_ c"],
    ["such mark", "_a\\_"],
    ["struck text", "~~a~~"],
    ["HTML", "a <b>c</b>"],
    ["HTML", "a<br>b"],
    ["HTML", "<https://a.org>"],
    ["HTML", "a <!-- b"],
    ["entity", "a &lt; b"],
    ["entity", "a &#35; b"],
    ["bare address", "a https://b.org"],
    ["line break", "a\\\nb"],
    ["line break", "a  \nb"],
  ];
  for (const [what, text] of texts) {
    assertRefused(what, `A.\n\nB\n${text}`, 4);
    assertRefused(what, `A.\n\n- b\n- c\n  ${text.replace("\n", "\n  ")}`, 5);
    if (text.includes("\n")) continue;
    assertRefused(what, `# A\n\n## b ${text}`, 3);
    assertRefused(what, `| a |\n| - |\n| b |\n| ${text} |`, 4);
    assertRefused(what, `> a\n> ${text}`, 2);
    assertRefused(
      what,
      `<details><summary>a\n${text}</summary>\n\n</details>`,
      2,
    );
  }
  assertRefused("HTML", "A **b\nc <i>d** e", 2);
});

Deno.test("a refusal names the page, and says in one line what to write instead", () => {
  assertThrows(
    () => readPage("a\n\n* b\n", "lessons/01/README.md"),
    SyntaxError,
    "lessons/01/README.md:3: A page has no such item: write - or 1. before it.",
  );
});

Deno.test("readPage() reads or refuses any order of lines, and no other error comes of it", () => {
  const pieces = [
    ["a", "b `c`", "", "", "", "- d", "1. e", "  f", "> g", "# h", "| i |"],
    ["| - |", "```", "<!-- j -->", "<details><summary>k</summary>", "---"],
    ["</details>", "*", "**l**", "_", "[m](n)", "<", "\t", "\\", "~~~"],
  ].flat();
  for (let seed = 1; seed <= 1000; seed += 1) {
    const { below, oneOf } = makeDice(seed);
    const lines = Array.from({ length: 1 + below(9) }, () => oneOf(pieces));
    try {
      readPage(lines.join("\n"));
    } catch (error) {
      const why = `seed ${seed}: ${error}`;
      assert(error instanceof SyntaxError, why);
      const line = Number(
        /^page:(\d+): A page has no [^\n]+\.$/
          .exec(error.message)?.[1],
      );
      assert(line >= 1 && line <= lines.length, why);
    }
  }
});

Deno.test("readPage() reads made-up pages of all that a page may have", () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const { markdown, words } = randomPage(seed);
    const text = outline(readPage(markdown, `seed ${seed}`)).join("\n");
    const found = text.replaceAll(/<a [^>]*>/g, "").match(/\b[wa]\d+\b/g) ?? [];
    assertEquals(found, words, `seed ${seed}:\n${markdown}`);
  }
});

function assertRefused(what: string, page: string, line: number): void {
  const error = assertThrows(() => readPage(page, "p"), SyntaxError);
  const start = `p:${line}: A page has no ${what}`;
  assertEquals(error.message.slice(0, start.length), start, page);
}

/** Says each block in a line. */
function outline(blocks: readonly Block[]): string[] {
  return blocks.map((block) => {
    switch (block.type) {
      case "heading":
        return `h${block.depth} ${say(block.text)}`;
      case "paragraph":
        return `p ${say(block.text)}`;
      case "quote":
        return `quote ${say(block.text)}`;
      case "code":
        return `code ${block.lines.join("|||").replace("||||||", "|||")}`;
      case "list": {
        const from = block.start === null ? "" : `from ${block.start} `;
        return `list ${from}${block.items.map(say).join("; ")}`;
      }
      case "table": {
        const rows = block.rows.map((row) => row.map(say).join(", "));
        return `table ${block.align.map(String).join(" ")}: ${
          rows.join(";; ")
        }`;
      }
      case "picture":
        return `picture ${block.address}: ${block.says}`;
      case "woven":
        return `weave ${block.name} [${outline(block.blocks).join(" / ")}]`;
      case "details":
        return `${say(block.summary)} [${outline(block.blocks).join(" / ")}]`;
    }
  });
}

/** Shows what a text is made of. */
function say(text: Text): string {
  const tags = { strong: "strong", emphasis: "em", code: "code", link: "a" };
  return text.map((span) => {
    if (typeof span === "string") return span;
    const inside = span.type === "code" ? span.text : say(span.text);
    if (span.type === "woven") return `<woven ${span.name}>${inside}</woven>`;
    const tag = tags[span.type];
    const address = span.type === "link" ? ` ${span.address}` : "";
    return `<${tag}${address}>${inside}</${tag}>`;
  }).join("");
}
