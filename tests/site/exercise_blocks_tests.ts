import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { readExercises, unfoldedLast } from "../../lib/site/exercise_blocks.ts";
import { readPages } from "../../lib/site/site_page.ts";
import { readPage } from "../../lib/text/page_reader.ts";
import { wordsOf } from "../../lib/web/page_markup.ts";
import { readingTest } from "../source_tree.ts";

const fold = (summary: string): string =>
  `<details><summary>${summary}</summary>\n\nText.\n\n</details>\n\n`;

Deno.test("unfoldedLast() puts what is folded below its task, and wrong ideas behind one fold", () => {
  const page = "# 5. Exercises\n\n> All.\n\n## 5.1 one\n\nDo it.\n\n" +
    "## 5.2 two\n\nDo this.\n\n## Hints\n\nFor each.\n\n### 5.1 one\n\n" +
    fold("Hint 1") + fold("Not so: a") + fold("Not so: b") +
    fold("Why it works") + "### 5.2 two\n\n" + fold("Hint 1");
  const told = unfoldedLast(readPage(page)).map((block) => {
    if (block.type === "details") {
      return [
        wordsOf(block.summary),
        ...block.blocks.map((inner) =>
          inner.type === "details" ? wordsOf(inner.summary) : inner.type
        ),
      ].join(" | ");
    }
    return "text" in block ? wordsOf(block.text) : block.type;
  });
  assertEquals(told, [
    "5. Exercises",
    "All.",
    "5.1 one",
    "Do it.",
    "Hint 1 | paragraph",
    "Ideas that are not so | Not so: a | Not so: b",
    "Why it works | paragraph",
    "5.2 two",
    "Do this.",
    "Hint 1 | paragraph",
  ]);
});

Deno.test("unfoldedLast() leaves a page as it is that has no hints below", () => {
  const blocks = readPage("# 1. One\n\n> All.\n\n## 1.1 a\n\nText.\n");
  assertEquals(unfoldedLast(blocks), blocks);
});

Deno.test("readExercises() says where an answer is for whoever has only a browser", () => {
  const page = "# 1. One\n\n> All.\n\nRead it, then open `answer.ts` beside\n" +
    "this page. More.\n\n## 1.1 a\n\nText.\n";
  const [, , begin, text] = readExercises(page, "exercises/01_a/README.md")
    .map((block) => "text" in block ? wordsOf(block.text) : "");
  assertStringIncludes(begin!, "deno task start ../my-workbook");
  assertStringIncludes(begin!, "exercises/01_a/answer.ts");
  assertEquals(text, "Read it, then open answer.ts. More.");
});

Deno.test(
  readingTest("no page of exercises tells of a file beside it", () => {
    const pages = readPages().filter(({ kind }) => kind === "exercises");
    for (const { source, blocks } of pages) {
      assertMatch(JSON.stringify(blocks), /deno task start/, source);
      assert(!/beside\s+this\s+page/.test(JSON.stringify(blocks)), source);
    }
  }),
);
