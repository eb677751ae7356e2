import { assert, assertEquals } from "@std/assert";
import { readLessons } from "../../lib/workbook/content.ts";
import {
  glossary,
  sheetFormulas,
  summarySheet,
  termsIn,
} from "../../lib/workbook/summary.ts";
import { strategies } from "../../lib/strategy/linux.ts";
import { renderMarkdown } from "../../lib/text/markdown.ts";
import { displayWidth } from "../../lib/text/width.ts";
import { makeDice } from "../dice.ts";
import { randomJob } from "../random_job.ts";
import { readingTest } from "../source_tree.ts";

async function draw(markdown: string): Promise<string[]> {
  const options = { columns: 80, isColored: false, showsAnswers: false };
  return await renderMarkdown(markdown, options);
}

Deno.test("each formula of the sheet holds on the model, for random jobs", () => {
  for (const { says, sides } of sheetFormulas) {
    for (let seed = 1; seed <= 60; seed++) {
      const job = randomJob(makeDice(seed));
      if (job.fileBytes === 0) continue;
      const [left, right] = sides(job);
      assertEquals(left, right, `${says}, seed ${seed}`);
    }
  }
});

Deno.test(
  readingTest(
    "the sheet is one page that names each strategy and each lesson",
    async () => {
      const lessons = readLessons();
      const sheet = summarySheet(lessons);
      const lines = await draw(sheet);
      assert(lines.length <= 60, `${lines.length} lines`);
      assertEquals(lines.filter((line) => displayWidth(line) > 80), []);
      for (const { name, switches } of strategies) {
        assert(
          sheet.includes(`| ${name} `) && sheet.includes(` ${switches.says} `),
        );
      }
      for (const { number, title, summary } of lessons) {
        assert(sheet.includes(`${number}. **${title}**: ${summary}`), title);
      }
    },
  ),
);

Deno.test(
  readingTest(
    "the glossary has each term once, in order, and as many columns as fit",
    async () => {
      const lessons = readLessons();
      const terms = lessons.flatMap(termsIn);
      for (const columns of [40, 78, 130]) {
        const text = glossary(lessons, columns);
        for (const { english, chinese, lesson } of terms) {
          const entry = `${english} ${chinese} ${lesson}`;
          const found = text.split(/ {2,}|\n/).filter((one) => one === entry);
          assertEquals(found.length, 1, entry);
        }
        const lines = text.split("\n").slice(5, -1);
        assert(lines.every((line) => displayWidth(line) <= columns));
        const first = lines.map((line) => line.toLowerCase().charAt(0));
        assertEquals(first, first.toSorted());
        const rows = Math.ceil(
          terms.length / Math.max(1, Math.floor(columns / 39)),
        );
        assert(
          Math.abs(lines.length - rows) <= 1,
          `${lines.length} of ${rows}`,
        );
      }
      assertEquals(
        (await draw(glossary(lessons, 78))).filter((line) =>
          displayWidth(line) > 80
        ),
        [],
      );
    },
  ),
);
