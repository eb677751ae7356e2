/**
 * The shape of Gradescope's `results.json`, field by field.
 *
 * @see https://gradescope-autograders.readthedocs.io/en/latest/specs/
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import type { GradescopeResults } from "../../../lib/gradebook/formats/gradescope.ts";

/** Checks each field against the document. @see the specification in gradescope.ts */
export function assertGradescope(results: GradescopeResults): void {
  const visibilities = [
    "hidden",
    "after_due_date",
    "after_published",
    "visible",
  ];
  const formats = ["text", "html", "simple_format", "md", "ansi"];
  assertEquals(Object.keys(results), [
    ...["score", "execution_time", "output", "output_format", "visibility"],
    ...["stdout_visibility", "extra_data", "tests"],
  ]);
  assert(Number.isFinite(results.score) && results.score >= 0);
  assert(Number.isInteger(results.execution_time));
  assertEquals(typeof results.output, "string");
  assert(formats.includes(results.output_format));
  assert(visibilities.includes(results.visibility));
  assert(visibilities.includes(results.stdout_visibility));
  for (const test of results.tests) {
    assertEquals(Object.keys(test), [
      ...["name", "number", "score", "max_score", "status", "output"],
      ...["output_format", "tags", "visibility"],
    ]);
    assert(/^(P\d+|\d+\.\d+)$/.test(test.number), test.number);
    assert(test.score >= 0 && test.score <= test.max_score);
    assert(["passed", "failed"].includes(test.status));
    assert(formats.includes(test.output_format));
    assert(visibilities.includes(test.visibility));
    assert(test.tags.every((tag) => typeof tag === "string"));
  }
  const sum = results.tests.reduce((sum, { score }) => sum + score, 0);
  assertEquals(results.score, sum);
}
