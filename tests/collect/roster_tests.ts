import { assertEquals, assertThrows } from "@std/assert";
import { readRoster } from "../../lib/collect/roster.ts";
import { canvasCsv, madeUpClass, moodleCsv, rosterCsv } from "./deliveries.ts";

const students = madeUpClass(40, 1);

Deno.test("readRoster() reads our own table, what Canvas exports, and the worksheet of Moodle", () => {
  const own = readRoster(rosterCsv(students));
  assertEquals(own.refused, []);
  assertEquals(
    own.students,
    students.map(({ id, lastName, firstName, email, canvas, moodle }) => ({
      id,
      lastName,
      firstName,
      email,
      canvas,
      moodle,
    })),
  );
  const canvas = readRoster(canvasCsv(students));
  assertEquals(canvas.refused, []);
  assertEquals(
    canvas.students,
    own.students.map(({ moodle: _, ...student }) => student),
  );
  const moodle = readRoster(moodleCsv(students));
  assertEquals(moodle.refused, []);
  assertEquals(
    moodle.students,
    own.students.map(({ canvas: _, firstName, lastName, ...student }) => ({
      ...student,
      lastName: `${firstName} ${lastName}`,
      firstName: "",
    })),
  );
});

Deno.test("readRoster() takes ids as texts, from the first column of ids that is filled in", () => {
  const cases: readonly [csv: string, ids: string[]][] = [
    ["id\n007\n7\n", ["007", "7"]],
    ["\ufeffID;Name\r\n007;x\r\n", ["007"]],
    ["name,Student_ID\nx,007\n", ["007"]],
    ["SIS ID,email\n,a@x\n,b@x\n", ["a@x", "b@x"]],
    ['Student,ID,SIS User ID,SIS Login ID\n"A, B",12,,ab1\n', ["ab1"]],
    ['Student,ID\n"A, B",12\n', ["12"]],
    ["id\n\n  \n007\n", ["007"]],
    ['id,name\n"0\n07",x\n8,"a\nb"\n9,y\n', ["8", "9"]],
    [
      "ID;Vollständiger Name;E-Mail-Adresse;Bewertung\nTeilnehmer/in12;Ada L;a@x;\nTeilnehmer/in13;Bo M;b@x;\n",
      ["a@x", "b@x"],
    ],
  ];
  for (const [csv, ids] of cases) {
    assertEquals(readRoster(csv).students.map(({ id }) => id), ids, csv);
  }
});

Deno.test("readRoster() refuses by its line whatever may mean two students, or none", () => {
  const cases: readonly [csv: string, lines: string[], ids: string[]][] = [
    ["id,name\n1,a\n,b\n2,c\n", ["line 3"], ["1", "2"]],
    ["id,name\n1,a\n1,b\n2,c\n", ["line 2", "line 3"], ["2"]],
    ["id,canvas\n1,5\n2,5\n3,6\n", ["line 2", "line 3"], ["3"]],
    ["id,moodle\n1,Participant 5\n2,5\n", ["line 2", "line 3"], []],
    ['id,name\n1,"a\nb"\n1,c\n', ["line 2", "line 4"], []],
    ["id\n0\u202e07\n2\n", ["line 2"], ["2"]],
  ];
  for (const [csv, lines, ids] of cases) {
    const { students, refused } = readRoster(csv);
    assertEquals(refused.map(({ source }) => source), lines, csv);
    assertEquals(students.map(({ id }) => id), ids, csv);
  }
});

Deno.test("readRoster() refuses what is no roster, and says what must be there", () => {
  assertThrows(() => readRoster("a,b\n1,2\n"), SyntaxError, "column of ids");
  assertThrows(() => readRoster(""), SyntaxError, "must have");
  assertThrows(() => readRoster('id,name\n1,"a\n'), SyntaxError, "line 2");
});
