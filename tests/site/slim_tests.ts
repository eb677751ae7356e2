import { assert, assertEquals } from "@std/assert";
import { withSlim } from "../../lib/site/slim.ts";
import { type Block, readPage } from "../../lib/text/page_reader.ts";
import { displayWidth } from "../../lib/text/width.ts";
import { readFacts } from "../../lib/site/facts.ts";
import { readPages } from "../../lib/site/site_page.ts";
import { slimColumns } from "../../lib/workbook/lesson.ts";
import { readingTest } from "../source_tree.ts";

const fence = (text: string): string => `\`\`\`text\n${text}\n\`\`\``;
const woven = (name: string, text: string): string =>
  `<!-- weave ${name} -->\n\n${text}\n\n<!-- /weave -->\n\n`;

/** What stands in columns, each with its language. */
function columns(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.type === "code") {
      return [`${block.language}: ${block.lines.join("\n")}`];
    }
    return "blocks" in block ? columns(block.blocks) : [];
  });
}

Deno.test("withSlim() sets the narrow text beside the wide one, also where it is folded", () => {
  const page = woven("a", fence("wide a")) + woven("same", fence("b")) +
    woven(
      "f",
      `<details><summary>F</summary>\n\n${fence("wide f")}\n\n</details>`,
    ) +
    woven("other", fence("c")) + woven("more", fence("d")) + fence("by hand");
  const facts = {
    ...{ a: fence("slim\na"), same: fence("b"), f: fence("slim f") },
    other: "| a |\n| - |\n| b |",
    more: `${fence("slim d")}\n\n${fence("e")}`,
  };
  assertEquals(columns(withSlim(readPage(page), facts)), [
    "text wide: wide a",
    "text slim: slim\na",
    "text: b",
    "text wide: wide f",
    "text slim: slim f",
    "text: c",
    "text: d",
    "text: by hand",
  ]);
});

Deno.test(
  readingTest(
    "withSlim() leaves no woven text on a narrow page that is wider than it may be",
    async () => {
      const { slim } = await readFacts();
      let narrow = 0;
      for (const { source, blocks } of readPages()) {
        const shown = columns(withSlim(blocks, slim.get(source) ?? {}));
        if (!slim.has(source)) continue;
        for (
          const text of shown.filter((text) => text.startsWith("text slim"))
        ) {
          for (const line of text.slice("text slim: ".length).split("\n")) {
            assert(displayWidth(line) <= slimColumns, `${source}: ${line}`);
            narrow++;
          }
        }
      }
      assert(narrow > 0);
    },
  ),
);
