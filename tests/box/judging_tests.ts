import { assert, assertEquals } from "@std/assert";
import { Judge } from "../../lib/box/judging.ts";
import { exercise } from "../../lib/workbook/exercise.ts";

Deno.test("Judge grades by what was said, once for all who said it", () => {
  let judged = 0;
  const twice = exercise<[number]>("twice", {
    cases: () => [[1], [2]],
    right: (number) => 2 * number,
    wrong: { "one more": (number) => number + 1 },
    judge: (gave, number) => {
      judged += 1;
      return gave === 2 * number ? undefined : "No.";
    },
  });
  const task = { reasons: { "one more": "More." } };
  const folder = { exercises: [twice], tasks: [task as never] };
  const cases = [{ args: [1] }, { args: [2] }];
  const judge = new Judge();
  const grade = (text: string) => judge.grade({ text }, folder, 0, cases);
  assertEquals(grade(`{"gave":[[2],[4]]}`).status, "passed");
  const sofar = judged;
  assertEquals(grade(`{"gave":[[2],[4]]}`).status, "passed");
  assertEquals(judged, sofar);
  assertEquals(grade(`{"gave":[[2],[3]]}`).status, "failed");
  assert(judged > sofar);
  assertEquals(grade("garbage").status, "failed");
  const failure = { message: "It did not end.", lacks: "time" as const };
  const late = judge.grade({ failure, isLate: true }, folder, 0, cases);
  assert(late.status === "failed");
  assertEquals(late.complaint.why, "It did not end.");
});
