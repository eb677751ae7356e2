import { assertEquals } from "@std/assert";
import { linkNeighbours } from "../../lib/workbook/neighbours.ts";

const pages = [
  { title: "1. Modes", path: "lessons/01_modes/README.md" },
  { title: "2. On", path: "lessons/02_on/README.md" },
  { title: "2. Costs", path: "lessons/02_on/part_2.md" },
];

Deno.test("linkNeighbours() leads to the page before and to the one after, where there is one", () => {
  assertEquals(pages.map((_, i) => linkNeighbours(pages, i)), [
    "After: [2. On](../02_on/README.md)",
    "Before: [1. Modes](../01_modes/README.md)\n\nAfter: [2. Costs](part_2.md)",
    "Before: [2. On](README.md)",
  ]);
});

Deno.test("linkNeighbours() finds the way between any folders", () => {
  const others = ["a.md", "b/c.md", "b/d/e.md", "b/d.md"]
    .map((path) => ({ title: path, path }));
  const after = others.slice(1)
    .map((_, i) => /After: .*\((.*)\)/.exec(linkNeighbours(others, i))![1]);
  assertEquals(after, ["b/c.md", "d/e.md", "../d.md"]);
});
