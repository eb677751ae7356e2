import { assert, assertEquals } from "@std/assert";
import { parse } from "@std/csv";
import { cellOf, toCsv } from "../../lib/gradebook/csv.ts";
import { makeDice } from "../dice.ts";

Deno.test("cellOf() makes harmless what a spreadsheet would work out", () => {
  const cells = [
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1",
    "a;=1",
    "\uff1d1",
    "\r=1",
    "a\n=1",
  ];
  assertEquals(cells.map(cellOf), [
    "'=HYPERLINK(1)",
    "'+1",
    "'-1",
    "'@SUM(1)",
    "'=1",
    "a;'=1",
    "'\uff1d1",
    "'=1",
    "a =1",
  ]);
});

Deno.test("cellOf() keeps numbers, ids with zeros, and names as they are", () => {
  const cells = ["007", "Anne-Marie", "O'Brien", "李雷", "jane@example.org"];
  assertEquals(cells.map(cellOf), cells);
  assertEquals([cellOf(-1), cellOf(undefined)], ["-1", ""]);
});

Deno.test("toCsv() writes rows that no cell of them can change", () => {
  const dice = makeDice(5);
  const signs = ['"', ",", "\n", "\r", "=", ";", "a", "\x1b[2J", "\u202e", "é"];
  const rows = Array.from(
    { length: 500 },
    () =>
      Array.from(
        { length: 3 },
        () =>
          Array.from({ length: dice.between(0, 6) }, () => dice.oneOf(signs))
            .join(""),
      ),
  );
  const read = parse(toCsv([["a", "b", "c"], ...rows]));
  assertEquals(read.length, rows.length + 1);
  for (const row of read) {
    assertEquals(row.length, 3);
    // deno-lint-ignore no-control-regex -- these must not be there
    for (const cell of row) assert(!/^[=+@-]|[\x00-\x1f\u202e]/.test(cell));
  }
});
