import { assertEquals } from "@std/assert";
import { attemptOf } from "../../lib/collect/known_file.ts";

Deno.test("attemptOf() reads the number of an attempt, as Canvas and browsers write it", () => {
  const cases: readonly [name: string, bare: string, attempt: number][] = [
    ["answer.ts", "answer.ts", 0],
    ["answer-1.ts", "answer.ts", 1],
    ["answer-12.ts", "answer.ts", 12],
    ["answer (3).ts", "answer.ts", 3],
    ["answer(3).ts", "answer.ts", 3],
    ["007-2.json", "007.json", 2],
    ["a-b.ts", "a-b.ts", 0],
    ["-1.ts", "-1.ts", 0],
  ];
  for (const [name, bare, attempt] of cases) {
    assertEquals(attemptOf(name), { name: bare, attempt }, name);
  }
});
