import { assertEquals, assertStringIncludes } from "@std/assert";
import { bookOf, type Entry } from "../../lib/gradebook/book.ts";
import type { StudentMarks } from "../../lib/gradebook/marks.ts";
import type { Override } from "../../lib/gradebook/overrides.ts";
import { manifest } from "../homework/made_up.ts";
import { made } from "./made_up_marks.ts";

const { student } = made.students[0]!;
const submission = {
  source: "007.json",
  claim: {},
  files: new Map(),
  predictions: new Map(),
  notes: [],
};

function marksOf(
  more: Partial<Entry>,
  overrides: readonly Override[] = [],
): StudentMarks {
  const entry = { student, digest: "ab", notes: [], predictionSeed: 3 };
  const { students } = bookOf([{ ...entry, ...more }], {
    ...{ manifest, seed: 9, overrides },
  });
  return students[0]!;
}

Deno.test("bookOf() calls all missing of whom nothing is there", () => {
  const { marks, isLate, source } = marksOf({});
  assertEquals(
    marks.map(({ item, points, status, seed }) => [item, points, status, seed]),
    [
      ["P5", 0, "missing", 3],
      ["5.1", 0, "missing", 9],
      ["5.2", 0, "missing", 9],
    ],
  );
  assertEquals([isLate, source], [false, undefined]);
});

Deno.test("bookOf() says of what could not be graded that it is not final", () => {
  const result = {
    ...{ result: 1, student: "007", submission: "ab" } as const,
    items: { "5.1": { status: "passed", seed: 9, asked: "" } as const },
  };
  const { marks } = marksOf({ submission, result, broken: "no room" });
  assertEquals(marks.map(({ points }) => points), [0, 2, 0]);
  assertStringIncludes(marks[2]!.complaint!.why, "not final: no room");
});

Deno.test("bookOf() calls late what comes after the time, or what the course calls so", () => {
  const at = "2026-12-06T22:59:00Z";
  const after = "2026-12-06T22:59:01Z";
  const more: Override = {
    ...{ line: 2, student: "007", isExcused: false, why: "" },
    due: "2026-12-07T00:00:00Z",
  };
  const cases: [
    Partial<typeof submission & { at: string; isLate: boolean }>,
    Override[],
    boolean,
  ][] = [
    [{ at }, [], false],
    [{ at: after }, [], true],
    [{}, [], false],
    [{ isLate: true }, [], true],
    [{ at: after, isLate: false }, [], false],
    [{ at: after }, [more], false],
    [{ at: after, isLate: true }, [more], false],
    [{ at: "2026-12-07T00:00:01Z", isLate: false }, [more], true],
    [{ isLate: true }, [more], false],
  ];
  for (const [told, overrides, isLate] of cases) {
    const marks = marksOf(
      { submission: { ...submission, ...told } },
      overrides,
    );
    assertEquals(marks.isLate, isLate, JSON.stringify([told, overrides]));
  }
  const { notes } = marksOf(
    { submission: { ...submission, isLate: true } as typeof submission },
    [more],
  );
  assertEquals(notes.length, 1);
});
