/**
 * What Classroom 50 refuses.
 *
 * @see https://github.com/foundation50/classroom50 runner.py validate_result()
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import type { Classroom50Result } from "../../../lib/gradebook/formats/classroom50.ts";

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
