import { assert, assertEquals, assertRejects } from "@std/assert";
import { type Exercise, exercise } from "../../lib/workbook/exercise.ts";
import { seedOf } from "../../lib/workbook/dice.ts";
import { testAnswers } from "../../lib/grade/test_registry.ts";

function makeExercise(name: string): Exercise {
  return exercise<[number]>(name, {
    cases: (dice) => [[dice.whole(1, 99)]],
    right: (number) => number + 1,
    wrong: { "two more": (number) => number + 2 },
  });
}

const exercises = ["first", "second", "third"].map(makeExercise);

const page = exercises.map(({ name }, i) =>
  `## 5.${i + 1} ${name}

Add one.

<details><summary>Hint 1</summary>One.</details>
<details><summary>Hint 2</summary>Two.</details>
<details><summary>Not so: two more</summary>No.</details>
<details><summary>Why it works</summary>So.</details>
`
).join("\n");

const source = `
export function first(a: number): number {
  return todo("one more");
}
export const second = (a: number): number => a + 1;
`;

const answer = {
  second: (a: number): number => a + 1,
  third: (a: number): number => a + 2,
};

/** The tests of a lesson whose answer is loaded so. */
function tests(
  load: () => Promise<Readonly<Record<string, unknown>>>,
  register = testAnswers,
): Deno.TestDefinition[] {
  const place = "file:///x/05_read_write/answer_test.ts";
  const made: Deno.TestDefinition[] = [];
  const { test } = Deno;
  Object.assign(Deno, { test: (one: Deno.TestDefinition) => made.push(one) });
  register({ place, exercises, page, source, load });
  Object.assign(Deno, { test });
  return made;
}

/** Runs a test as Deno would, and gives what it fails with. */
async function run(test: Deno.TestDefinition): Promise<Error | undefined> {
  // It takes the console for good: of a process that has only answers.
  const kept = { ...console };
  try {
    // Our tests do not use what Deno hands them.
    await test.fn({} as Deno.TestContext);
    return undefined;
  } catch (error) {
    return error as Error;
  } finally {
    Object.assign(console, kept);
  }
}

Deno.test("testAnswers() makes a test for each exercise, and ignores those with a hole", () => {
  const made = tests(() => Promise.resolve(answer));
  assertEquals(made.map(({ name, ignore }) => [name, ignore]), [
    ["exercise 5.1 first", true],
    ["exercise 5.2 second", false],
    ["exercise 5.3 third", false],
  ]);
});

Deno.test("testAnswers() loads an answer only within a test", async () => {
  let loads = 0;
  const [, second] = tests(() => {
    loads += 1;
    return Promise.resolve(answer);
  });
  assertEquals(loads, 0);
  assertEquals(await run(second!), undefined);
  assertEquals(loads, 1);
});

Deno.test("testAnswers() stops a test that takes too long", () => {
  for (const { timeout } of tests(() => Promise.resolve(answer))) {
    assert(timeout !== undefined && timeout >= 1000 && timeout <= 10_000);
  }
});

Deno.test("a test of a wrong answer fails with the reason, and without a stack", async () => {
  const [, , third] = tests(() => Promise.resolve(answer));
  const error = await run(third!);
  const [first, ...rest] = error!.message.split("\n");
  assert(/^third\(\d+\) gave \d+$/.test(first!), first);
  assertEquals(rest, ["No.", `(seed ${seedOf(source)})`]);
  // A stack of ours says nothing to a learner. The text has no such export: so its first line.
  assertEquals(error!.stack!.split("\n").slice(1), [
    "    at file:///x/05_read_write/answer.ts:1:1",
  ]);
});

Deno.test("what an answer logs in a test is text, and does not command a terminal", async () => {
  const shared = globalThis.console;
  const { log } = shared;
  const logged: unknown[] = [];
  shared.log = (...parts: unknown[]) => logged.push(...parts);
  const second = (a: number): number => {
    shared.log("\x1b[2Ja\u202eb\r", "%s");
    shared.error("\x1b]0;title\x07c");
    return a + 1;
  };
  // Another module: one has taken the console of this one already.
  const { testAnswers } = await import(
    "../../lib/grade/test_registry.ts?logs"
  );
  try {
    const [, test] = tests(() => Promise.resolve({ second }), testAnswers);
    assertEquals(await run(test!), undefined);
  } finally {
    shared.log = log;
  }
  assertEquals(logged, ["[2Jab %s", "]0;titlec"]);
});

Deno.test("a test fails, and is no error of the workbook, if the answer cannot be loaded", async () => {
  const thrown = [new SyntaxError("at line 3"), null, 1n];
  const says = ["It threw SyntaxError: at line 3", "It threw null.", "1n."];
  for (const [i, one] of thrown.entries()) {
    const [, second] = tests(() => Promise.reject(one));
    const error = await run(second!);
    assertEquals(error!.name, "AssertionError");
    assert(error!.message.startsWith("The answer cannot be loaded. "));
    assert(error!.message.endsWith(says[i]!), error!.message);
  }
});

Deno.test("a test of a missing export fails", async () => {
  const [, second] = tests(() => Promise.resolve({}));
  await assertRejects(
    async () => await second!.fn({} as Deno.TestContext),
    Error,
    "must export a function named second",
  );
});

Deno.test("an answer that overwrites globals, and the questions, spoils no other", async () => {
  const { map } = Array.prototype;
  const spoil = (): typeof answer => {
    Array.prototype.map = () => [];
    JSON.stringify = () => "x";
    for (const one of exercises) {
      try {
        Object.assign(one, { judge: () => undefined });
        Object.assign(one.wrong, { "two more": () => 0 });
      } catch {
        // They are frozen.
      }
    }
    return answer;
  };
  const [, second, third] = tests(() => Promise.resolve().then(spoil));
  const error = await run(third!);
  assertEquals(Array.prototype.map, map);
  assert(error!.message.startsWith("third("), error!.message);
  assertEquals(await run(second!), undefined);
});

Deno.test("an answer cannot end the process of all", async () => {
  const ends = [
    "close()",
    "process.kill(1)",
    "process.abort()",
    "Deno.kill(Deno.pid, 0)",
  ];
  for (const end of ends) {
    const [, second] = tests(() =>
      Promise.resolve().then(() => Function(end)())
    );
    const error = await run(second!);
    assert(
      error!.message.includes("would have ended the process of all"),
      `${end}: ${error!.message}`,
    );
  }
});

Deno.test("an answer cannot freeze what all share, but what is its own", async () => {
  const shared = [
    "Object.freeze(globalThis)",
    "Object.seal(Array.prototype)",
    "Reflect.preventExtensions(JSON)",
  ];
  for (const code of [...shared, "Object.freeze({ a: [] })"]) {
    const freezing = { second: (a: number) => (Function(code)(), a + 1) };
    const [, second] = tests(() => Promise.resolve(freezing));
    const error = await run(second!);
    assertEquals(
      error?.message.includes("would have frozen what is shared by all"),
      shared.includes(code) ? true : undefined,
      `${code}: ${error?.message}`,
    );
  }
});

Deno.test("an answer that replaces Promise in a call gets its verdict", async () => {
  const { Promise: was } = globalThis;
  const { race, then } = { race: was.race, then: was.prototype.then };
  const spoiling = {
    second: (a: number): number => {
      was.race = was.prototype.then = null as never;
      globalThis.Promise = null as never;
      return a + 1;
    },
  };
  const [, second] = tests(() => was.resolve(spoiling));
  assertEquals((await run(second!))?.message, undefined);
  assertEquals([Promise, was.race, was.prototype.then], [was, race, then]);
});

Deno.test("a test of an answer that waits for nothing says so", async () => {
  const waiting = { second: () => new Promise(() => {}) };
  const [, second] = tests(() => Promise.resolve(waiting));
  const error = await run(second!);
  assert(error!.message.includes("Does it wait for what never comes?"));
});
