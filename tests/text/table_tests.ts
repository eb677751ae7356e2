import { assert, assertEquals } from "@std/assert";
import { drawTable, type Table } from "../../lib/text/table.ts";
import { displayWidth } from "../../lib/text/width.ts";
import { makeDice } from "../dice.ts";
import { oddities } from "./random_page.ts";

const small: Table = {
  head: ["strategy", "模式切换", "note"],
  rows: [
    ["read + write", "4", "both"],
    ["sendfile", "2", "👩‍👩‍👧 é 🇨🇳"],
  ],
  align: [null, "right", "center"],
};

Deno.test("drawTable() draws a box with aligned columns, wide characters included", async () => {
  assertEquals(await drawTable(small, 80), [
    "╭──────────────┬──────────┬─────────╮",
    "│ strategy     │ 模式切换 │  note   │",
    "├──────────────┼──────────┼─────────┤",
    "│ read + write │        4 │  both   │",
    "│ sendfile     │        2 │ 👩‍👩‍👧 é 🇨🇳 │",
    "╰──────────────┴──────────┴─────────╯",
  ]);
});

Deno.test("drawTable() wraps cells, head included, and then parts the rows by rules", async () => {
  const table: Table = {
    head: ["what it is", "why"],
    rows: [["page cache", "the kernel keeps pages of files"], ["pipe", "x"]],
    align: [null, null],
  };
  assertEquals(await drawTable(table, 24), [
    "╭──────────┬───────────╮",
    "│ what it  │ why       │",
    "│ is       │           │",
    "├──────────┼───────────┤",
    "│ page     │ the       │",
    "│ cache    │ kernel    │",
    "│          │ keeps     │",
    "│          │ pages of  │",
    "│          │ files     │",
    "├──────────┼───────────┤",
    "│ pipe     │ x         │",
    "╰──────────┴───────────╯",
  ]);
});

Deno.test("drawTable() gives up the spaces beside the text before it breaks a word", async () => {
  const head = ["copy_file_range", "copies in the kernel"];
  const lineAt = async (columns: number): Promise<string | undefined> =>
    (await drawTable({ head, rows: [], align: [] }, columns))[1];
  assertEquals(await lineAt(28), "│ copy_file_range │ copies │");
  assertEquals(await lineAt(27), "│copy_file_range│copies in│");
  assertEquals(await lineAt(24), "│copy_file_range│copies│");
  assertEquals(await lineAt(23), "│copy_file_│copies in │");
});

Deno.test("drawTable() lists the rows where a box would have too narrow columns", async () => {
  const head = ["one", "two", "three", "four", "five"].map((name) =>
    `${name}-${"long".repeat(2)}`
  );
  const rows = [["1", "2", "", "4", "5 and some more words of text"], ["6"]];
  assertEquals(await drawTable({ head, rows, align: [] }, 40), [
    "one-longlong: 1",
    "two-longlong: 2",
    "four-longlong: 4",
    "five-longlong: 5 and some more words of",
    "  text",
    "",
    "one-longlong: 6",
  ]);
});

Deno.test("drawTable() keeps private-use characters, drops codes and makes one line of a cell", async () => {
  const row = ["\u{f0000}\u{f0001}\ue0a0", "a\nb\x1b[1m\tc"];
  const lines = await drawTable(
    { head: ["x", "y"], rows: [row], align: [] },
    40,
  );
  assertEquals(lines[3], "│ \u{f0000}\u{f0001}\ue0a0 │ a b[1m c │");
});

Deno.test("drawTable() draws a table without rows, and one without text", async () => {
  assertEquals(await drawTable({ head: ["", ""], rows: [], align: [] }, 40), [
    "╭───┬───╮",
    "│   │   │",
    "├───┼───┤",
    "╰───┴───╯",
  ]);
});

Deno.test("drawTable() keeps all text and makes straight lines that fit, for any table", async () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const { below, oneOf } = makeDice(seed);
    const cell = (): string =>
      Array.from(
        { length: below(8) },
        () => below(5) === 0 ? oneOf(oddities) : "w".repeat(1 + below(12)),
      ).join(" ");
    const count = 1 + below(7);
    const row = (): string[] => Array.from({ length: count }, cell);
    const table: Table = {
      head: row(),
      rows: Array.from({ length: 1 + below(5) }, row),
      align: row().map(() => oneOf(["left", "right", "center", null] as const)),
    };
    const columns = 40 + below(81);
    const lines = await drawTable(table, columns);
    const why = `seed ${seed}, ${columns} columns:\n${lines.join("\n")}`;
    const widths = new Set(lines.map(displayWidth));
    assert(Math.max(...widths) <= columns, why);
    if (!lines[0]?.startsWith("╭")) continue;
    assertEquals(widths.size, 1, why);
    const cells = [table.head, ...table.rows].flat();
    assertEquals(letters(lines.join("")), letters(cells.join("")), why);
  }
});

/** The characters of a text in a fixed order, without spaces and the lines of a box. */
function letters(text: string): string {
  return [...text.replace(/[\s\u200b─│├┤┼╭╮╰╯┬┴]/g, "")].sort().join("");
}
