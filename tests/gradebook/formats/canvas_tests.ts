import { assertEquals, assertThrows } from "@std/assert";
import { fillCanvas } from "../../../lib/gradebook/formats/canvas.ts";
import { canvasImport } from "./importers.ts";
import { classOfFive } from "./class.ts";

/** As Canvas exports it: names with a comma, points below the header, totals that are read only. */
const exported = [
  "Student,ID,SIS User ID,SIS Login ID,Section,Notes,Reading (1) (70),How a file is sent (71),Homework Current Score,Final Score",
  ",,,,,,Manual Posting,,,",
  "    Points Possible,,,,,,5.00,11.00,(read only),(read only)",
  '"Doe1, Jane",101,001,jane1@example.org,"A ""1""",=note,1.00,,55.5,60',
  '"Doe2, Jane",102,002,jane2@example.org,A,,2.00,3.00,55.5,60',
  '"Doe3, Jane",103,003,jane3@example.org,A,,3.00,,55.5,60',
  '"Doe4, Jane",104,004,jane4@example.org,A,,4.00,,55.5,60',
  '"Doe5, Jane",105,005,jane5@example.org,A,,5.00,"",55.5,60',
  '"Student, Test",999,,,A,,,,,',
  "",
].join("\r\n");

const course = {
  own: ["Notes"],
  users: [1, 2, 3, 4, 5].map((i) => ({
    id: 100 + i,
    name: `Jane Doe${i}`,
    sis: `00${i}`,
    login: `jane${i}@example.org`,
  })),
  assignments: new Map([[70, "Reading (1)"], [71, "How a file is sent"]]),
};

Deno.test("fillCanvas() fills what Canvas takes back, and changes nothing else", () => {
  const { text, notes } = fillCanvas(exported, classOfFive);
  const { grades, newAssignments, unknown } = canvasImport(text, course);
  const own = [...grades].map(([user, all]) => [user, all.get(71)]);
  assertEquals(own, [
    [101, "11.00"],
    [102, "6.00"],
    [103, ""],
    [104, "EX"],
    [105, "8.25"],
  ]);
  const others = [...grades.values()].map((all) => all.get(70));
  assertEquals(others, ["1.00", "2.00", "3.00", "4.00", "5.00"]);
  assertEquals(newAssignments, []);
  assertEquals(unknown, ["Student, Test"]);
  assertEquals(notes, [
    "Left as they came, no student has their ids: line 9 (Student, Test)",
  ]);
  const back = text.replace(",11.00,55.5", ",,55.5")
    .replace(",6.00,55.5", ",3.00,55.5").replace(",EX,", ",,")
    .replace('"8.25"', '""');
  assertEquals(back, exported);
  assertEquals(fillCanvas(text, classOfFive).text, text);
});

Deno.test("fillCanvas() takes a table with semicolons, and a byte order mark", () => {
  const table = "\ufeff" +
    exported.replaceAll(/("(?:[^"]|"")*")|,/g, (_, quoted) => quoted ?? ";");
  const { text } = fillCanvas(table, classOfFive);
  const { grades } = canvasImport(text, course);
  assertEquals(grades.get(105)!.get(71), "8.25");
  assertEquals(text.startsWith("\ufeffStudent;ID;"), true);
});

Deno.test("fillCanvas() scales to the points that Canvas has, and says so", () => {
  const table = exported.replace("5.00,11.00", "5.00,100");
  const { text, notes } = fillCanvas(table, classOfFive);
  const { grades } = canvasImport(text, course);
  assertEquals([...grades.values()].map((all) => all.get(71)), [
    "100.00",
    "54.55",
    "",
    "EX",
    "75.00",
  ]);
  assertEquals(
    notes[0],
    "Out of 100, as the table says: the homework has 11 points",
  );
});

Deno.test("fillCanvas() matches by SIS ids where Canvas's own number is not known", () => {
  const students = classOfFive.students.map((one) => {
    const { canvas: _, ...student } = one.student;
    return { ...one, student };
  });
  const { text } = fillCanvas(exported, { ...classOfFive, students });
  assertEquals(text, fillCanvas(exported, classOfFive).text);
});

Deno.test("fillCanvas() leaves a row whose ids do not agree, and never asks a name", () => {
  const other = exported.replace("101,001,jane1@", "101,002,jane1@");
  const { text, notes } = fillCanvas(other, classOfFive);
  const { grades } = canvasImport(text, course);
  assertEquals(grades.get(101)!.get(71), "");
  assertEquals(
    notes.some((note) => note.includes("line 4 (Doe1, Jane)")),
    true,
  );
  const nameless = exported.replace("101,001,jane1@example.org", ",,");
  assertEquals(
    fillCanvas(nameless, classOfFive).text.includes(
      '"Doe1, Jane",,,,"A ""1""",=note,1.00,,55.5',
    ),
    true,
  );
});

Deno.test("fillCanvas() takes the only assignment, and refuses to choose among several", () => {
  const other = { ...classOfFive, title: "Another title" };
  assertThrows(
    () => fillCanvas(exported, other),
    RangeError,
    `Canvas's table must have one assignment called "Another title": it has "Reading (1) (70)", "How a file is sent (71)"`,
  );
  const twice = exported.replace("Reading (1) (70)", "How a file is sent (70)");
  assertThrows(
    () => fillCanvas(twice, classOfFive),
    RangeError,
    '"How a file is sent (70)", "How a file is sent (71)"',
  );
  const none = exported.replace(" (71)", "").replace(" (70)", "").replace(
    "Reading (1)",
    "Reading",
  );
  assertThrows(() => fillCanvas(none, classOfFive), RangeError, "it has none");
  // A grading period may be called after a year: that is no assignment.
  const one = exported.replace("Reading (1) (70)", "Reading")
    .replace(",Final Score", ",Final Score (2026)");
  assertEquals(fillCanvas(one, other).text.includes(",8.25"), false);
  assertEquals(fillCanvas(one, other).text.includes('"8.25"'), true);
});

Deno.test("fillCanvas() refuses what Canvas has not exported, and what it does not take", () => {
  const says =
    "That is no gradebook of Canvas: its first line must have ID and Section";
  for (const text of ["", "a,b\n1,2\n", "<html>"]) {
    assertThrows(() => fillCanvas(text, classOfFive), RangeError, says);
  }
  const closed = exported.replace("5.00,11.00", "5.00,(read only)");
  assertThrows(
    () => fillCanvas(closed, classOfFive),
    RangeError,
    "it is read only",
  );
});
