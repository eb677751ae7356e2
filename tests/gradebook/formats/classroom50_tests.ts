import { assert, assertEquals } from "@std/assert";
import {
  type Classroom50Result,
  toClassroom50,
} from "../../../lib/gradebook/formats/classroom50.ts";
import { made } from "../made_up_marks.ts";
import { classOfFive } from "./class.ts";
import { hostile, hostileClass } from "./hostile.ts";

/** What it refuses: see `validate_result` in its runner.py. */
export function assertClassroom50(result: Classroom50Result): void {
  const isWhole = (value: unknown): boolean =>
    Number.isInteger(value) && value as number >= 0;
  assert(isWhole(result.score) && isWhole(result["max-score"]));
  assert(result.score <= result["max-score"]);
  for (const test of result.tests) {
    assert(typeof test["test-name"] === "string" && test["test-name"] !== "");
    assertEquals(typeof test.passed, "boolean");
    assert(isWhole(test.score) && isWhole(test["max-score"]));
    assert(test.score <= test["max-score"]);
  }
}

Deno.test("toClassroom50() has whole numbers, and a test for each item", () => {
  const result = toClassroom50(made);
  assertClassroom50(result);
  assertEquals(result.tests.map(({ output: _, ...test }) => test), [
    { "test-name": "P5 predictions", passed: false, score: 4, "max-score": 6 },
    { "test-name": "5.1 readAndWrite", passed: true, score: 2, "max-score": 2 },
    {
      "test-name": "5.2 countSwitches",
      passed: false,
      score: 0,
      "max-score": 3,
    },
  ]);
  assertEquals([result.score, result["max-score"]], [6, 11]);
  assertEquals(toClassroom50(classOfFive).score, 11);
});

Deno.test("toClassroom50() is taken whatever a submission holds", () => {
  for (const text of hostile) {
    assertClassroom50(toClassroom50(hostileClass(text)));
  }
});
