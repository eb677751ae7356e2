import { assertEquals, assertRejects } from "@std/assert";
import { AnswerError } from "../../lib/grade/caller.ts";
import { importAnswer } from "../../lib/grade/import_answer.ts";

Deno.test("importAnswer() gives what a module exports, whatever that is", async () => {
  const { then } = await importAnswer(
    "data:text/javascript,export const then = 1",
  );
  assertEquals(then, 1);
});

Deno.test("importAnswer() says why a module cannot be loaded", async () => {
  const error = await assertRejects(
    () => importAnswer("data:text/javascript,throw new Error('at load')"),
    AnswerError,
    "It cannot be loaded: at load",
  );
  assertEquals(error.lacks, "module");
  await assertRejects(
    () => importAnswer("data:text/javascript,throw { toString: 1 }"),
    AnswerError,
    "cannot be written down",
  );
});
