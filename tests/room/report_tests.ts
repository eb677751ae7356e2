import { assert, assertEquals } from "@std/assert";
import type { LessonGrades, PlacedGrade } from "../../lib/grade/report.ts";
import { unexplained } from "../../lib/grade/own_reason.ts";
import {
  cleanName,
  isPlaceReport,
  mostPlaces,
  mostReportBytes,
  placesIn,
  readReport,
} from "../../lib/room/report.ts";
import { makeDice } from "../dice.ts";
import { readingTest } from "../source_tree.ts";
import { knownExercises } from "./made_up_room.ts";

const secret = "SECRET";

/** Grades in which everything that an answer can fill is a secret. */
function gradesOf(...grades: readonly Partial<PlacedGrade>[]): LessonGrades {
  return {
    lesson: 5,
    title: "read + write",
    grades: grades.map((grade, i) => ({
      place: `5.${i + 1}`,
      exercise: "readAndWrite",
      types: secret,
      ...grade,
    } as PlacedGrade)),
  };
}

Deno.test("placesIn() tells of each exercise how it stands, and of a failure our reason only", () => {
  const complaint = {
    asked: `f("${secret}")`,
    gave: `"${secret}"`,
    listing: [secret],
    why: `item 1 is not right: ${secret}`,
  };
  const places = placesIn(gradesOf(
    { status: "passed", questions: 3, remarks: [secret] },
    { status: "open", why: secret },
    { status: "failed", complaint: { ...complaint, idea: "always four" } },
    { status: "failed", complaint },
    {
      status: "failed",
      complaint: { ...complaint, why: `It threw ${secret}` },
    },
    { status: "failed", complaint: { ...complaint, asked: "" } },
  ));
  assertEquals(places, [
    { place: "5.1", status: "passed" },
    { place: "5.2", status: "open" },
    { place: "5.3", status: "failed", reason: "always four" },
    { place: "5.4", status: "failed", reason: unexplained },
    {
      place: "5.5",
      status: "failed",
      reason: "it throws something of its own",
    },
    { place: "5.6", status: "failed", reason: "the answer cannot be loaded" },
  ]);
  assert(!JSON.stringify(places).includes(secret));
});

Deno.test(
  readingTest(
    "the largest report of any exercises, with the longest name, fits, and is read as it was sent",
    () => {
      const name = "😀赵".repeat(20);
      assertEquals([...cleanName(`x${name}`)!].length, 40);
      const longest = [...knownExercises()].map(([place, { reasons }]) => ({
        place,
        status: "failed" as const,
        reason: Object.keys(reasons).toSorted((a, b) =>
          b.length - a.length
        )[0]!,
      })).toSorted((a, b) => b.reason.length - a.reason.length);
      const grades = longest.slice(0, mostPlaces);
      const report = { name: cleanName(`x${name}`)!, grades, turnsHand: true };
      const text = JSON.stringify(report);
      const { length } = new TextEncoder().encode(text);
      assert(length <= mostReportBytes, `${length} bytes`);
      assertEquals(readReport(text), report);
      for (const one of longest) assert(isPlaceReport(one), one.reason);
    },
  ),
);

Deno.test("cleanName() leaves a name that is one line, turns no text and hides nothing", () => {
  assertEquals(cleanName("Ada"), "Ada");
  assertEquals(cleanName("  Ada\t \n Lovelace "), "Ada Lovelace");
  assertEquals(cleanName("\u202eevE\u2066\u200b"), "evE");
  assertEquals(cleanName("A\x1b[31md\x00a"), "A[31mda");
  assertEquals(cleanName("Jose\u0301"), "José");
  assertEquals(cleanName("Z" + "\u0301".repeat(50)), "Ź\u0301\u0301");
  assertEquals(cleanName("赵敏"), "赵敏");
  assertEquals(cleanName("007"), "007");
  for (const none of ["", "  ", "\u200b", "\u202e\x00", "---", "\u0301"]) {
    assertEquals(cleanName(none), undefined, JSON.stringify(none));
  }
  for (let seed = 1; seed <= 300; seed++) {
    const { between, oneOf } = makeDice(seed);
    const parts = ["a", "\u202e", "\x1b", "\n", "😀", "\u0301", " ", "\ud800"];
    const typed = Array.from({ length: between(0, 99) }, () => oneOf(parts));
    const name = cleanName(typed.join(""));
    if (name === undefined) continue;
    assert([...name].length <= 40 && name === name.trim(), `seed ${seed}`);
    assert(!/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(name), `seed ${seed}`);
    assertEquals(cleanName(name), name, `seed ${seed}`);
  }
});

Deno.test("readReport() refuses what no watch sends", () => {
  const ok = { name: "Ada", grades: [], turnsHand: false };
  assertEquals(readReport(JSON.stringify(ok)), ok);
  assertEquals(readReport('{"name":"Ada"}'), ok);
  const grade = { place: "5.2", status: "failed", reason: "x" };
  const bad: readonly unknown[] = [
    null,
    7,
    [],
    "Ada",
    {},
    { ...ok, name: 7 },
    { ...ok, name: "\u202e" },
    { ...ok, grades: {} },
    { ...ok, grades: [null] },
    { ...ok, grades: Array(mostPlaces + 1).fill(grade) },
    { ...ok, grades: [{ ...grade, place: "5" }] },
    { ...ok, grades: [{ ...grade, place: "__proto__" }] },
    { ...ok, grades: [{ ...grade, status: "won" }] },
    { ...ok, grades: [{ ...grade, reason: { toString: 1 } }] },
    { ...ok, grades: [{ ...grade, reason: "x".repeat(101) }] },
    { ...ok, turnsHand: "yes" },
  ];
  for (const one of bad) {
    assertEquals(readReport(JSON.stringify(one)), undefined);
  }
  for (const text of ["", "{", "nonsense", "[".repeat(1000)]) {
    assertEquals(readReport(text), undefined);
  }
});
