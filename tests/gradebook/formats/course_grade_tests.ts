import { assertEquals } from "@std/assert";
import {
  courseGrade,
  list,
  matchRows,
  noteScale,
  sayName,
} from "../../../lib/gradebook/formats/course_grade.ts";
import { rowsOf } from "../../../lib/gradebook/formats/csv_cells.ts";
import { classOfFive } from "./class.ts";

const { items, students } = classOfFive;

Deno.test("courseGrade() is the points; what is excused counts for nobody", () => {
  const grades = students.map((one) => courseGrade(one, items, 11));
  assertEquals(grades, [11, 6, undefined, "excused", 11 * 6 / 8]);
  assertEquals(courseGrade(students[1]!, items, 100), 600 / 11);
});

Deno.test("courseGrade() of who handed nothing in is what an instructor has set", () => {
  const [first, ...rest] = students[2]!.marks;
  const set = { ...first!, points: 5, override: "on paper" };
  const one = { ...students[2]!, marks: [set, ...rest] };
  assertEquals(courseGrade(one, items, 11), 5);
});

Deno.test("matchRows() matches what leads to one student, and tells the rest by line", () => {
  const rows = rowsOf(
    "Anna,001,101\nBo,,102\nCy,001,104\nDi,9,9\nEd,003,\nEd,003,\nFay,005,105\n",
  );
  const { rows: matched, notes } = matchRows(
    rows,
    classOfFive,
    ({ cells }) => [
      [cells[1]!.text, ({ id }) => id],
      [cells[2]!.text, ({ canvas }) => canvas],
    ],
  );
  const lines = matched.map(([{ line }, { student }]) => [line, student.id]);
  // Of the first, another row claims the same: neither is taken.
  assertEquals(lines, [[2, "002"], [7, "005"]]);
  assertEquals(notes, [
    "Left as they came, no student has their ids: line 4 (Di)",
    "Left as they came, of more than one student or twice of one: " +
    "line 1 (Anna), line 3 (Cy), line 5 (Ed), line 6 (Ed)",
  ]);
  const none = matchRows([], classOfFive, () => []);
  assertEquals(none.notes, ["Students without a row: 001, 002, 003, 004, 005"]);
});

Deno.test("noteScale() tells where a system gives other points", () => {
  assertEquals(noteScale(classOfFive, 11), []);
  assertEquals(noteScale(classOfFive, 100).length, 1);
});

Deno.test("list() says nothing of nothing, and sayName() is one short line", () => {
  assertEquals(list("None", []), []);
  assertEquals(list("Some", ["a", "b"]), ["Some: a, b"]);
  assertEquals(sayName("a\nb\x1b[1m\u202e"), "a b [1m");
  assertEquals(sayName("x".repeat(99)).length, 40);
});
