import { assertEquals, assertThrows } from "@std/assert";
import { readTable } from "../../lib/homework/csv_table.ts";

Deno.test("readTable() reads rows by the names of their columns, texts as texts", () => {
  const { columns, rows } = readTable(
    '\ufeffStudent ID,Last-Name\r\n007, Doe \r\n\r\n,\r\n8,"O""Neill, J"\r\n',
  );
  assertEquals(columns, ["student_id", "last_name"]);
  assertEquals(rows, [
    { line: 2, cells: { student_id: "007", last_name: "Doe" } },
    { line: 5, cells: { student_id: "8", last_name: 'O"Neill, J' } },
  ]);
});

Deno.test("readTable() takes semicolons and tabs, and rows that are short", () => {
  for (const separator of [";", "\t"]) {
    const text = [["a", "b", "c"], ["1", "x,y"]]
      .map((row) => row.join(separator)).join("\n");
    assertEquals(readTable(text).rows[0]!.cells, { a: "1", b: "x,y", c: "" });
  }
});

Deno.test("readTable() counts lines as an editor does, also after a cell of several", () => {
  const { rows } = readTable('a,b\n1,"two\nlines"\n3,4\n');
  assertEquals(rows.map(({ line }) => line), [2, 4]);
});

Deno.test("readTable() refuses what is no table, by its line", () => {
  const refused = [
    ["", "line 1: it is empty"],
    ["a,a\n", 'line 1: there are two columns "a"'],
    ["a,b\n1,2\n1,2,3\n", "line 3: it has 3 cells, and line 1 has 2"],
    ['a,b\n1,"2\n', "line 2: a quote is not closed"],
    ['a,b\n1,x"2"\n', "line 2: a quote stands where none may"],
  ];
  for (const [text, says] of refused) {
    assertThrows(() => readTable(text!), SyntaxError, says);
  }
});
