import { assert, assertEquals } from "@std/assert";
import { feedbackOf } from "../../../lib/gradebook/formats/feedback.ts";
import {
  outputOf,
  toGradescope,
} from "../../../lib/gradebook/formats/gradescope.ts";
import { openBook } from "../../../lib/gradebook/grade_one.ts";
import { manifest } from "../../homework/made_up.ts";
import { made } from "../made_up_marks.ts";
import { classOfFive } from "./class.ts";
import { assertGradescope } from "./gradescope_shape.ts";
import { commanding, hostile, hostileClass } from "./hostile.ts";

Deno.test("toGradescope() has the fields of the specification", () => {
  const results = toGradescope(made, "All is graded.", 2.1);
  assertGradescope(results);
  assertEquals(results.execution_time, 3);
  assertEquals(results.output.split("\n"), [
    "Score: 6 of 11 points",
    "Due: 2026-12-06 23:59, UTC+01:00",
    "Handed in: 2026-12-05 10:00, UTC",
    "All is graded.",
  ]);
  assertEquals(
    results.tests.map((
      { number, score, max_score, status },
    ) => [number, score, max_score, status]),
    [
      ["P5", 4, 6, "failed"],
      ["5.1", 2, 2, "passed"],
      ["5.2", 0, 3, "failed"],
    ],
  );
  assertEquals(results.tests[1]!.output, "passed");
});

Deno.test("toGradescope() gives a solution all points, and nobody's work none", () => {
  assertEquals(toGradescope(classOfFive, "").score, 11);
  const open = toGradescope(openBook(manifest), "It did not end.");
  assertGradescope(open);
  assertEquals(open.score, 0);
  assert(open.tests.every(({ output }) => output === "not answered"));
});

Deno.test("outputOf() says what came of an item, why, and how to see it again", () => {
  const page = feedbackOf(made.students[0]!, made);
  assertEquals(
    outputOf(page, "5.2"),
    "failed\n\nAsked, from seed 1:\ncountSwitches(1)\n\n" +
      "Your answer gave:\n3\n\nWhy:\nOne more.\n\n" +
      "See it again:\ndeno task grade 5.2 --seed 1",
  );
  assertEquals(outputOf(page, "9.9"), "");
});

Deno.test("toGradescope() commands nothing, whatever a submission holds", () => {
  for (const text of hostile) {
    const results = toGradescope(hostileClass(text), "");
    assertGradescope(results);
    for (const { output } of [results, ...results.tests]) {
      assertEquals(commanding.exec(output.replaceAll("\n", "")), null, text);
      assert(!/\/(tmp|home)\//.test(output), output);
    }
  }
});
