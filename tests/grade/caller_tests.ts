import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  AnswerError,
  callerOf,
  sayThrown,
  waitFor,
} from "../../lib/grade/caller.ts";
import { mostReturned } from "../../lib/grade/limits.ts";
import { todo } from "../../lib/workbook/hole.ts";

// tests/grade/grade_tests.ts has what answers are told.

Deno.test("an error that an answer throws is told with its place in the answer", () => {
  const error = new ReferenceError("x is not defined");
  error.stack =
    `${error}\n    at twice (file:///a/exercises/05/answer.ts:30:7)`;
  assertEquals(
    sayThrown(error),
    "It threw ReferenceError: x is not defined (answer.ts:30:7)",
  );
  error.stack = `${error}\n    at elsewhere (file:///a/lib/machine/run.ts:1:1)`;
  assertEquals(sayThrown(error), "It threw ReferenceError: x is not defined");
});

Deno.test("a reached todo is told from an error that has its name only in its text", async () => {
  const answers = callerOf({
    hole: () => todo("so"),
    fault: () => {
      throw new Error("Todo");
    },
    sly: () => {
      throw Object.defineProperty(new Error("so"), "name", {
        get: () => {
          throw new Error();
        },
      });
    },
  });
  for (
    const [name, lacks] of Object.entries({
      hole: "todo",
      fault: undefined,
      sly: undefined,
    })
  ) {
    const error = await assertRejects(
      () => answers(name, { args: [] }),
      AnswerError,
    );
    assertEquals(error.lacks, lacks, name);
  }
});

Deno.test("a text that nobody can read is refused", async () => {
  const call = callerOf({
    long: () => "x".repeat(mostReturned - 2),
    longer: () => "x".repeat(mostReturned - 1),
  });
  assertEquals(
    String(await call("long", { args: [] })).length,
    mostReturned - 2,
  );
  await assertRejects(
    () => call("longer", { args: [] }),
    AnswerError,
    "It returned 65,537 characters of data or more",
  );
});

Deno.test("a value of too many parts is refused before it is written", async () => {
  const part = { toJSON: () => assert(false, "it was written") };
  const many = Array(mostReturned).fill(part);
  const values: readonly unknown[] = [
    many,
    { a: [many] },
    Array(2000).fill(Array(2000).fill(0)),
    new Uint8Array(2 * mostReturned),
  ];
  for (const value of values) {
    await assertRejects(
      () => callerOf({ give: () => value })("give", { args: [] }),
      AnswerError,
      "It returned more than anybody can read.",
    );
  }
  const few = Array(1000).fill(0);
  assertEquals(await callerOf({ give: () => few })("give", { args: [] }), few);
});

Deno.test("what JSON would leave out is named", async () => {
  const values = {
    "a function": () => () => 1,
    "Symbol(x)": () => Symbol("x"),
  };
  for (const [says, give] of Object.entries(values)) {
    await assertRejects(
      () => callerOf({ give })("give", { args: [] }),
      AnswerError,
      `It returned ${says}, which is not plain data.`,
    );
  }
});

Deno.test("waitFor() gives what comes of a promise, or why the wait was ended", async () => {
  assertEquals(await waitFor(Promise.resolve(1), () => {}), 1);
  await assertRejects(
    () => waitFor(Promise.reject(new Error("own")), () => {}),
    Error,
    "own",
  );
  const never = new Promise(() => {});
  const ended = waitFor(never, (giveUp) => giveUp(new Error("ended")));
  await assertRejects(() => ended, Error, "ended");
});
