import { assertEquals } from "@std/assert";
import { changesOf, toChangesCsv } from "../../lib/gradebook/changes.ts";
import type { Gradebook, Mark } from "../../lib/gradebook/marks.ts";
import { made, mark } from "./made_up_marks.ts";

/** The gradebook with other marks of the first student, and perhaps other students. */
function withMarks(marks: readonly Mark[], others = 1): Gradebook {
  const [jane, ...rest] = made.students;
  return {
    ...made,
    students: [{ ...jane!, marks }, ...rest.slice(0, others)],
  };
}

const [predictions, first, second] = made.students[0]!.marks as [
  Mark,
  Mark,
  Mark,
];

Deno.test("changesOf() lists whose mark is another one, with both reasons in our words", () => {
  const idea = { ...second.complaint!, why: "secret", idea: "one for each" };
  const before = withMarks([
    predictions,
    first,
    { ...second, complaint: idea },
  ]);
  const after = withMarks([
    { ...predictions, points: 6, right: [6, 6], status: "passed" },
    { ...first, points: 0, status: "excused", override: "excused: secret" },
    mark("5.2", 3),
  ]);
  assertEquals(changesOf(before, after), [
    {
      ...{ student: "007", item: "P5", from: 4, to: 6 },
      why: "failed: 4 of 6 right → passed: 6 of 6 right",
    },
    {
      ...{ student: "007", item: "5.1", from: 2, to: 0 },
      why: "passed → excused: set by hand",
    },
    {
      ...{ student: "007", item: "5.2", from: 0, to: 3 },
      why: "failed: one for each → passed",
    },
  ]);
});

Deno.test("changesOf() lists what came out otherwise, also for as many points", () => {
  const after = withMarks([predictions, first, mark("5.2", 0, "missing")]);
  assertEquals(changesOf(made, after).map(({ why }) => why), [
    "failed: wrong, and no idea of ours explains it → missing",
  ]);
});

Deno.test("changesOf() lists no other reason for the same mark, and who came or went", () => {
  assertEquals(changesOf(made, made), []);
  const other = { ...second, complaint: { ...second.complaint!, why: "x" } };
  assertEquals(
    changesOf(made, withMarks([predictions, first, other])),
    [],
  );
  const gone = changesOf(made, withMarks([predictions, first, second], 0));
  assertEquals(
    gone.map(({ item, from, to, why }) => [item, from, to, why]),
    [
      ["P5", 0, undefined, "missing → none"],
      ["5.1", 0, undefined, "missing → none"],
      ["5.2", 0, undefined, "excused: set by hand → none"],
    ],
  );
});

Deno.test("toChangesCsv() writes a row a change, harmless for a spreadsheet", () => {
  const change = { student: "=1+1", item: "5.2", from: undefined, to: 3 };
  assertEquals(
    toChangesCsv([{ ...change, why: "none → passed" }]),
    "student_id,item,from,to,why\r\n'=1+1,5.2,,3,none → passed\r\n",
  );
});
