import { assertEquals, assertThrows } from "@std/assert";
import { parse } from "@std/csv";
import {
  numberIn,
  rowsOf,
  withCells,
} from "../../../lib/gradebook/formats/csv_cells.ts";
import { makeDice } from "../../dice.ts";

Deno.test("rowsOf() reads what a parser of CSV reads, and withCells() changes nothing else", () => {
  const dice = makeDice(7);
  const texts = [
    ...["", "a", "007", "a,b", 'say "no"', "two\nlines", "\r\n", "é;", " x "],
  ];
  for (let i = 0; i < 200; i++) {
    const separator = dice.oneOf([",", ";"]);
    const end = dice.oneOf(["\n", "\r\n"]);
    const width = dice.between(2, 5);
    const head = Array.from({ length: width }, (_, i) => `column ${i}`);
    const rows = Array.from(
      { length: dice.between(1, 6) },
      () => Array.from({ length: width }, () => dice.oneOf(texts)),
    );
    const quoted = (cell: string): string =>
      /[",;\r\n]/.test(cell) || dice.below(2) === 1
        ? `"${cell.replaceAll('"', '""')}"`
        : cell;
    const lines = [head, ...rows].map((row) => row.map(quoted).join(separator));
    const text = dice.oneOf(["", "\ufeff"]) + lines.join(end) +
      dice.oneOf(["", end, end + end]);
    const found = rowsOf(text);
    const why = JSON.stringify(text);
    const read = found.map(({ cells }) => cells.map(({ text }) => text));
    assertEquals(read, [head, ...rows], why);
    assertEquals(withCells(text, []), text);
    const cell = dice.oneOf(dice.oneOf(found).cells);
    const changed = withCells(text, [[cell, "7.00"]]);
    const expected = found.map(({ cells }) =>
      cells.map((one) =>
        // That parser makes one line end of two characters.
        one === cell ? "7.00" : one.text.replaceAll("\r\n", "\n")
      )
    );
    assertEquals(parse(changed, { separator }), expected, why);
    const { start, end: after } = cell;
    assertEquals(changed.slice(0, start), text.slice(0, start));
    assertEquals(changed.endsWith(text.slice(after)), true, why);
  }
});

Deno.test("rowsOf() tells the line of each row, also after cells of several lines", () => {
  const rows = rowsOf('a,b\r\n"1\n2",3\r\n\r\n4,5');
  assertEquals(rows.map(({ line }) => line), [1, 2, 5]);
});

Deno.test("rowsOf() refuses quotes that do not match, by line", () => {
  const says = "A quote is not closed, or within a cell: line 2";
  assertThrows(() => rowsOf('a,b\n"c,d\n'), RangeError, says);
  assertThrows(() => rowsOf('a,b\n"c"d,e\n'), RangeError, says);
});

Deno.test("numberIn() reads both decimal signs, and nothing else", () => {
  const numbers = ["7", "7.50", " 7,5 ", "100,00"];
  assertEquals(numbers.map(numberIn), [7, 7.5, 7.5, 100]);
  for (const other of ["", "-", "7a", "1.2.3", "1,000.00", "-1"]) {
    assertEquals(numberIn(other), undefined, other);
  }
});
