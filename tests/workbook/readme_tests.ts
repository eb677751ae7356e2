import { assertEquals } from "@std/assert";
import { readmeFacts } from "../../lib/workbook/readme.ts";
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

Deno.test("the README has a row for each lesson, with links to its pages", () => {
  const [, , ...rows] = facts.lessons!.split("\n");
  assertEquals(
    rows.map((row) => row.split("|").slice(1, -1).map((cell) => cell.trim())),
    [
      ["1. [Modes](lessons/01_modes/README.md)", "Ask first."],
      [
        "12. [Last](lessons/12_x/README.md), " +
        "12. [More](lessons/12_x/part_2.md)",
        "Done.",
      ],
    ],
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
