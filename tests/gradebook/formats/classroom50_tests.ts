import { assertEquals } from "@std/assert";
import { toClassroom50 } from "../../../lib/gradebook/formats/classroom50.ts";
import { made } from "../made_up_marks.ts";
import { assertClassroom50 } from "./classroom50_shape.ts";
import { classOfFive } from "./class.ts";
import { hostile, hostileClass } from "./hostile.ts";

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
