import { assert, assertEquals } from "@std/assert";
import { besideText, isBegun, openGrade } from "../../lib/grade/answer_text.ts";
import { lessonsWithExercises } from "../../lib/workbook/content.ts";
import { pristineAt } from "../../lib/workbook/pristine.ts";
import { readingTest } from "../source_tree.ts";

const stub = `export function a(): number {
  return todo("a");
}
export function b(): number {
  return todo("b");
}
`;

Deno.test("isBegun() is true once one exercise has no hole", () => {
  const exercises = [{ name: "a" }, { name: "b" }];
  assert(!isBegun(stub, exercises));
  assert(isBegun(stub.replace(`todo("b")`, "1"), exercises));
  assert(isBegun("", exercises));
});

Deno.test(readingTest("openGrade() tells what is left of a begun hole", () => {
  const lesson = lessonsWithExercises().find(({ number }) => number === 1)!;
  const text = new TextDecoder().decode(pristineAt(lesson));
  const name = /export function (\w+)/.exec(text)![1]!;
  const open = { exercise: name, status: "open" } as const;
  assertEquals(openGrade({ lesson }, name, text), open);
  const begun = text.replace("return todo(", "const a = 1;\n  return todo(");
  const grade = openGrade({ lesson }, name, begun);
  assert(grade.status === "open" && /still has a todo/.test(grade.why!));
  assertEquals(besideText(open, { lesson }, begun), grade);
}));

Deno.test(
  readingTest("besideText() adds the code at which an answer failed", () => {
    const [lesson] = lessonsWithExercises();
    const complaint = {
      asked: "a()",
      gave: "nothing",
      why: "It threw Error: x",
    };
    const failed = (why: string) =>
      besideText(
        { exercise: "a", status: "failed", complaint: { ...complaint, why } },
        { lesson: lesson! },
        stub,
      );
    const told = failed("It threw Error: x (answer.ts:2:7)");
    assert(told.status === "failed");
    assertEquals(
      told.complaint.why,
      `It threw Error: x (answer.ts:2:7). In: return todo("a");`,
    );
    const plain = failed(complaint.why);
    assert(plain.status === "failed" && plain.complaint.why === complaint.why);
  }),
);
