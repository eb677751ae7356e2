import { assertEquals } from "@std/assert";
import { markdownTable, noNumber } from "../../lib/text/markdown_table.ts";
import { displayWidth } from "../../lib/text/width.ts";
import { makeDice } from "../dice.ts";

Deno.test("markdownTable() sets numbers to the right, and pads by columns, as deno fmt does", () => {
  const table = markdownTable(
    ["a", "零拷贝", "size", "mixed"],
    [
      ["x", "1", "**64 KiB**", "1"],
      ["yyyy", "1,000.5", "7 B", "one"],
      ["", "2"],
    ],
  );
  assertEquals(table + "\n", laidOut);
});

/** What `deno fmt` makes of this table, and leaves as it is. */
const laidOut = `
| a    |  零拷贝 | size       | mixed |
| :--- | ------: | :--------- | :---- |
| x    |       1 | **64 KiB** | 1     |
| yyyy | 1,000.5 | 7 B        | one   |
|      |       2 |            |       |
`.slice(1);

Deno.test("markdownTable() makes no column narrower than its rule", () => {
  assertEquals(
    markdownTable(["n", "w"], [["1", "a"]]),
    [
      "|   n | w   |",
      "| --: | :-- |",
      "|   1 | a   |",
    ].join("\n"),
  );
});

Deno.test("all lines of a table are equally wide", () => {
  for (let seed = 1; seed <= 50; seed++) {
    const { between, oneOf } = makeDice(seed);
    const cell = (): string =>
      oneOf(["", "1", "12,345", "64 KiB", "**2 µs**", "页缓存", "a → b", "x"]);
    const width = between(1, 6);
    const row = (): string[] => Array.from({ length: width }, cell);
    const rows = Array.from({ length: between(0, 6) }, row);
    const lines = markdownTable(row(), rows).split("\n");
    const widths = new Set(lines.map(displayWidth));
    assertEquals(widths.size, 1, `seed ${seed}:\n${lines.join("\n")}`);
    assertEquals(lines.length, rows.length + 2, `seed ${seed}`);
  }
});

Deno.test("a column of numbers stays one where a cell has none", () => {
  const lines = markdownTable(["name", "n"], [["a", "12"], ["b", noNumber]])
    .split("\n");
  assertEquals(lines.slice(1), [
    "| :--- | --: |",
    "| a    |  12 |",
    "| b    |   – |",
  ]);
});
