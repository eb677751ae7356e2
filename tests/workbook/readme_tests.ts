import { assert, assertEquals } from "@std/assert";
import { pageColumns } from "../../lib/workbook/lesson.ts";
import { readmeFacts } from "../../lib/workbook/readme.ts";
import { displayWidth } from "../../lib/text/width.ts";
import { textbook } from "../../lib/strategy/linux.ts";

const facts = readmeFacts([
  {
    number: 1,
    summary: "Ask first.",
    pages: [{ title: "Modes", path: "lessons/01_modes/README.md" }],
  },
  {
    number: 12,
    summary: "Done.",
    pages: [
      { title: "Last", path: "lessons/12_x/README.md" },
      { title: "More", path: "lessons/12_x/part_2.md" },
    ],
  },
], 5);

Deno.test("the README lists the lessons with links to their pages, as deno fmt indents them", () => {
  assertEquals(
    facts.lessons,
    "1. [Modes](lessons/01_modes/README.md)\\\n   Ask first.\n" +
      "12. [Last](lessons/12_x/README.md),\n    " +
      "[More](lessons/12_x/part_2.md)\\\n    Done.",
  );
});

Deno.test("the README says how many pages and exercises there are, and how long they take", () => {
  assertEquals(
    facts.pace!.replaceAll("\n", " "),
    "There are 3 pages and 5 exercises. Each takes about 15 minutes, so all " +
      "of them take about 2 hours.",
  );
});

Deno.test("the README has a row for each strategy of the textbook", () => {
  const [, , ...rows] = facts.strategies!.split("\n");
  assertEquals(
    rows.map((row) => row.split("|")[1]!.trim()),
    textbook.map(({ name }) => name),
  );
});

Deno.test("the picture in the README fits a page", () => {
  const lines = facts.picture!.split("\n");
  assertEquals([lines[0], lines.at(-1)], ["```text", "```"]);
  for (const line of lines) assert(displayWidth(line) <= pageColumns, line);
});
