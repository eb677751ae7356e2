import { assertEquals } from "@std/assert";
import {
  applyOverrides,
  readOverrides,
  sayOverride,
} from "../../lib/gradebook/overrides.ts";
import { made, mark } from "./made_up_marks.ts";

const of = { items: made.items, students: new Set(["007", "=1+1"]) };

Deno.test("readOverrides() reads more time, an excuse, points and a seed", () => {
  const { rows, refused } = readOverrides(
    [
      "student,item,points,status,due,seed,why",
      "007,5.2,3,,,,the question was unclear",
      "007,,,,2026-12-08T12:00Z,,",
      "007,5.1,,excused,,,",
      "=1+1,,,excused,,12,was ill",
    ].join("\n"),
    of,
  );
  assertEquals(refused, []);
  assertEquals(rows.map(sayOverride), [
    "007: 5.2 3 points (the question was unclear)",
    "007: until 2026-12-08T12:00:00Z",
    "007: 5.1 excused",
    "=1+1: all excused, predictions of seed 12 (was ill)",
  ]);
});

Deno.test("readOverrides() refuses each bad row by its line, and keeps the good ones", () => {
  const { rows, refused } = readOverrides(
    [
      "student;item;points;status;due;seed",
      "7;5.2;1",
      "007;5.9;1",
      "007;5.2;4",
      "007;5.2;1.5",
      "007;;1",
      "007;5.2;;late",
      "007;;;;tomorrow",
      "007;5.2;;;2026-12-08T12:00Z",
      "007;;;;;-1",
      "007;5.2;;;;5",
      "007",
      "007;5.2;0",
      "007;5.2;1",
    ].join("\n"),
    of,
  );
  assertEquals(rows.map(({ line }) => line), [13]);
  assertEquals(refused, [
    'line 2: there is no student "7"',
    'line 3: there is no item "5.9": there are P5, 5.1, 5.2',
    'line 4: 5.2 gives 0 to 3 points, whole numbers: found "4"',
    'line 5: 5.2 gives 0 to 3 points, whole numbers: found "1.5"',
    'line 6: points are for an item, and none is named: found "1"',
    'line 7: a status can be set to excused only: found "late"',
    'line 8: expected a time, as in 2026-12-06T18:00+01:00: found "tomorrow"',
    'line 9: more time is for the whole homework, and not for 5.2: found "2026-12-08T12:00Z"',
    'line 10: expected a seed from 0 to 4294967295: found "-1"',
    'line 11: a seed is for all predictions, and not for 5.2: found "5"',
    "line 12: it sets nothing",
    "line 14: a row above it sets the same points",
  ]);
});

Deno.test("readOverrides() refuses a table of something else", () => {
  const refusals = ["item,points", "student,points,late", ""]
    .map((text) => readOverrides(text, of).refused);
  const columns = "student,item,points,status,due,seed,why";
  assertEquals(refusals, [
    [`line 1: expected ${columns}: found item,points`],
    [`line 1: expected ${columns}: found "late"`],
    ["line 1: it is empty"],
  ]);
});

Deno.test("applyOverrides() sets what is set for this student, and says so", () => {
  const { rows } = readOverrides(
    "student,item,points,status,due,why\n" +
      "007,5.2,1,,,unclear\n007,P5,,excused,,\n=1+1,5.1,2,,,\n" +
      "007,,,,2026-12-08T12:00Z,\n",
    of,
  );
  const jane = made.students[0]!;
  const { marks, due } = applyOverrides(jane, rows);
  assertEquals(due, "2026-12-08T12:00:00Z");
  assertEquals(marks, [
    { ...jane.marks[0]!, points: 0, status: "excused", override: "excused" },
    mark("5.1", 2),
    { ...jane.marks[2]!, points: 1, override: "1 points: unclear" },
  ]);
  assertEquals(applyOverrides(jane, []), jane);
});
