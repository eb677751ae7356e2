import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { type Exercise, exercise } from "../../lib/workbook/exercise.ts";
import { type Grade, gradeExercise } from "../../lib/grade/grade.ts";
import type { Limits } from "../../lib/grade/limits.ts";
import { AnswerProcess } from "../../lib/grade/process.ts";
import { anythingElse } from "../../lib/workbook/exercise_page.ts";
import { inParallel, runningTest } from "../command.ts";

/** Enough CPU time for what is right; short for what never ends. */
const limits: Limits = { loadMs: 4000, callMs: 300 };

/** A module that needs no file. */
function moduleOf(source: string): URL {
  return new URL(`data:application/typescript,${encodeURIComponent(source)}`);
}

/** Asks for a number and one more, twice. */
function addOne(name: string): Exercise {
  return exercise<[number]>(name, {
    cases: () => [[1], [2]],
    right: (number) => number + 1,
    wrong: {},
  });
}

/** What came of some exercises of one answer, and what it logged. */
async function grade(
  source: string,
  names: readonly string[],
  limitsOfIt: Limits = limits,
): Promise<{ grades: Grade[]; logged: string[] }> {
  const logged: string[] = [];
  await using answer = new AnswerProcess(moduleOf(source), {
    files: [],
    limits: limitsOfIt,
    log: (text) => logged.push(text),
  });
  const grades: Grade[] = [];
  for (const name of names) {
    grades.push(
      await gradeExercise(addOne(name), answer.call, {
        seeds: [1],
        reasons: { [anythingElse]: "No." },
      }),
    );
  }
  return { grades, logged };
}

function reasonOf(grade: Grade | undefined): string {
  return grade?.status === "failed" ? grade.complaint.why : `${grade?.status}`;
}

const late = "It did not end within 0.3 s of CPU time. Is there a loop";
const flood = "0.3 s of CPU time, and logs without end.";
const waits = "It did not end within 0.3 s: it waits, or this machine is busy.";
const ended = "It ended its own process.";
const tooMuch = "It returned ";
const gone = "is not defined";
const refused = "NotCapable";
const unthreaded = "An answer starts no threads";

/** Bodies of functions that must fail, and the reason that each is told. */
const bodies: readonly [body: string, says: string][] = [
  ['throw new Error("so");', "It threw Error: so"],
  ["throw null;", "It threw null."],
  ["throw 1n;", "It threw 1n."],
  ["throw { toJSON() { throw null } };", "cannot be written down"],
  ['return Promise.reject(new Error("so"));', "It threw Error: so"],
  ["return new Promise(() => {});", waits],
  ["for (;;) { }", late],
  ["return (async () => { for (;;) await null; })();", late],
  ["return { then() { for (;;) { } } };", late],
  ['for (;;) console.log("flood");', flood],
  ["for (;;) Deno.stdout.writeSync(new Uint8Array(65536).fill(10));", flood],
  ["const f = () => setTimeout(f, 0); f(); return new Promise(() => {});", ""],
  ["Deno.exit(0);", ended],
  ["close(); return 9;", ended],
  ["process.exit(0);", ended],
  ["const f = () => f() + 1; return f();", "It called itself without end."],
  ["return NaN;", "It must return a number, and returned NaN."],
  ["const a = {}; a.a = a; return a;", "not plain data. Converting circular"],
  ["return 2n;", "not plain data. Do not know how to serialize a BigInt"],
  ["return;", "Nothing was returned. Is a `return` missing?"],
  ["return { toString: 1 };", "It must return a number, and returned an obj"],
  ["return { [Symbol.toPrimitive]: 1 };", "and returned an object"],
  ["return { get a() { throw 1; } };", "It returned what is not plain data."],
  ["return new Proxy({}, { get() { throw 1; } });", "It threw 1."],
  ['return JSON.parse(\'{"__proto__": {}, "valueOf": 1}\');', "an object"],
  ['return "x".repeat(2 ** 22);', tooMuch],
  ['return "x".repeat(2e7);', tooMuch],
  ['return Array(30).fill("x".repeat(1e5));', tooMuch],
  ['print(\'{"kind":"gave","value":2}\\n\'); return 9;', "No."],
  ['print(\'{"kind":"gave","id":"load","value":2}\\n\'); return 9;', "No."],
  [
    'print(\'{"kind":"log","text":{"a":1}}\\n{"kind":"log"}\\n\'); return 9;',
    "No.",
  ],
  ['print(\'{"kind":"failed","id":"load","why":{}}\\n\'); return 9;', "No."],
  ['print(\'{"kind":"failed","why":"so"}\\n"x"\\nnull\\n\'); return 9;', "No."],
  ['print("half a line"); return 9;', "No."],
  ['for (;;) print("x".repeat(65536));', "It printed more than anybody can"],
  ["Deno.stdout.writeSync(new Uint8Array(9)); return 9;", "No."],
  ["Deno.stdin.readSync(new Uint8Array(9)); return 9;", "No."],
  ["postMessage(1);", gone],
  ["onmessage = null; return 9;", gone],
  ['Promise.reject(new Error("late")); return 9;', "No."],
  ["setTimeout(() => { throw null; }, 0); return 9;", "No."],
  ['return Deno.readTextFileSync("deno.json").length;', refused],
  [
    'return Deno.readTextFileSync("solutions/05_read_write/answer.ts");',
    refused,
  ],
  ['return import("../../exercises/05_read_write/" + "questions.ts");', ""],
  ['return Deno.env.get("HOME").length;', refused],
  ['return new Deno.Command("ls").outputSync().code;', refused],
  ['return Deno.writeTextFileSync("x", "");', refused],
  ['return fetch("http://127.0.0.1:8080");', refused],
  ['return caches.open("x");', gone],
  ['return localStorage.setItem("a", "b");', gone],
  ['return new BroadcastChannel("x");', gone],
  ['return new Worker("data:text/javascript,1");', gone],
  ["return Deno.openKv();", "TypeError"],
  ["return new Thread('caches', { eval: true }).threadId;", unthreaded],
  [
    "Object.setPrototypeOf(Thread, EventEmitter); return new Thread('1');",
    "TypeError",
  ],
  ["return Reflect.construct(Thread, ['1', { eval: true }], Map);", unthreaded],
  [
    `const { Worker } = process.getBuiltinModule("node:worker_threads");
    return new Worker("caches", { eval: true }).threadId;`,
    unthreaded,
  ],
  [
    `const { createRequire } = process.getBuiltinModule("node:module");
    const { Worker } = createRequire("/a.js")("worker_threads");
    return new Worker("caches", { eval: true }).threadId;`,
    unthreaded,
  ],
  ["return Deno[Deno.internal].core;", "TypeError"],
  ['return import("npm:" + "is-odd@9");', "is-odd"],
  ['return import("jsr:" + "@std/gone");', "--no-remote"],
  ['return import("https:" + "//deno.land/x/a.ts");', "remote"],
];

/** An answer with some of the bodies, and a right export after each. */
function answerWith(some: typeof bodies): string {
  const exports = some.map(([body], i) => `
    export function bad${i}() { ${body} }
    export const good${i} = (a) => a + 1;`);
  return `import { writeSync } from "node:fs";
    import { EventEmitter } from "node:events";
    import { Worker as Thread } from "node:worker_threads";
    const print = (text) => { writeSync(1, text); };
    ${exports.join("")}`;
}

Deno.test(
  runningTest(
    "whatever one exercise does, it fails with a reason and the next one is graded",
    async () => {
      const parts = [0, 1, 2].map((part) =>
        bodies.filter((_, i) => i % 3 === part)
      );
      const told = await inParallel(parts, async (some) => {
        const names = some.flatMap((_, i) => [`bad${i}`, `good${i}`]);
        return (await grade(answerWith(some), names)).grades;
      });
      for (const [part, some] of parts.entries()) {
        for (const [i, [body, says]] of some.entries()) {
          const [bad, good] = told[part]!.slice(2 * i);
          assertEquals(bad!.status, "failed", body);
          assertStringIncludes(reasonOf(bad), says, body);
          assertEquals(reasonOf(good), "passed", body);
        }
      }
    },
  ),
);

Deno.test(
  runningTest(
    "an answer that prints on its way is right all the same",
    async () => {
      const source = `
      import { writeSync } from "node:fs";
      export function first(number: number): number {
        writeSync(1, "half a line");
        console.log("a", { b: [1] });
        console.error("c");
        return number + 1;
      }`;
      const { grades, logged } = await grade(source, ["first"]);
      assertEquals(reasonOf(grades[0]), "passed");
      assertEquals(logged, ["a { b: [ 1 ] }", "c", "a { b: [ 1 ] }", "c"]);
    },
  ),
);

Deno.test(
  runningTest(
    "what fails when nobody waits for it is told to the author",
    async () => {
      const source = `
      export async function first(number: number): Promise<number> {
        Promise.reject(new Error("late"));
        await new Promise((resolve) => setTimeout(resolve, 1));
        return number + 1;
      }`;
      const { grades, logged } = await grade(source, ["first"]);
      assertEquals(reasonOf(grades[0]), "passed");
      assertEquals(
        logged[0],
        "Nobody waited for what failed here. It threw Error: late",
      );
    },
  ),
);

/** Modules that cannot be loaded, and the reason that each is told. */
const unloadable: readonly [source: string, says: string][] = [
  ["export function first( {", "It cannot be loaded: "],
  ['throw new Error("so");', "It cannot be loaded: so"],
  ["throw null;", "It cannot be loaded: null"],
  ['import { no } from "zero-copy/no.ts";', "It cannot be loaded: "],
  ["for (;;) { }", "It did not end within 2 s of CPU time. Is there a loop"],
  ["await new Promise(() => {});", "It did not end within 2 s: it waits"],
  ["Deno.exit(0);", ended],
];

Deno.test(
  runningTest(
    "each exercise of an answer that cannot be loaded is told why",
    async () => {
      const quick = { ...limits, loadMs: 2000 };
      const told = await inParallel(
        unloadable,
        ([source]) => grade(source, ["first", "second"], quick),
      );
      for (const [i, [source, says]] of unloadable.entries()) {
        const [first, second] = told[i]!.grades;
        assertEquals(first!.status, "failed", source);
        assertStringIncludes(reasonOf(first), says, source);
        assertEquals(reasonOf(second), reasonOf(first), source);
      }
    },
  ),
);

Deno.test(
  runningTest(
    "an answer that cannot be loaded is not loaded again",
    async () => {
      const source = 'console.log("loading"); throw new Error("so");';
      const { grades, logged } = await grade(source, ["first", "second"]);
      assertEquals(
        grades.map(reasonOf),
        Array(2).fill("It cannot be loaded: so"),
      );
      assertEquals(logged, ["loading"]);
    },
  ),
);

Deno.test(
  runningTest("a missing export is told, the others are graded", async () => {
    const source = "export const second = (a: number): number => a + 1;";
    const { grades } = await grade(source, ["first", "second"]);
    assertEquals(grades.map(reasonOf), [
      "The answer must export a function named first: it does not.",
      "passed",
    ]);
  }),
);

Deno.test(
  runningTest(
    "one process answers all questions, until it is ended",
    async () => {
      const source = `
      let calls = 0;
      export const count = (): number => ++calls;`;
      await using answer = new AnswerProcess(moduleOf(source), {
        files: [],
        log: () => {},
      });
      const count = (): Promise<unknown> => answer.call("count", { args: [] });
      assertEquals([await count(), await count()], [1, 2]);
      await answer.end();
      assertEquals(await count(), 1);
    },
  ),
);

Deno.test({
  ...runningTest("a process leaves no pipe open behind it", async () => {
    const source = "export const first = (a: number): number => a + 1;";
    const { grades } = await grade(source, ["first"]);
    assertEquals(reasonOf(grades[0]), "passed");
  }),
  sanitizeOps: true,
  sanitizeResources: true,
});

Deno.test(
  runningTest("a process may read the files that it is given", async () => {
    const source = `
      export const read = (): string => Deno.readTextFileSync("deno.json");`;
    await using answer = new AnswerProcess(moduleOf(source), {
      files: ["deno.json"],
      log: () => {},
    });
    assert(String(await answer.call("read", { args: [] })).includes("tasks"));
  }),
);

Deno.test(
  runningTest("the usual limits leave an honest answer its time", async () => {
    const source = `
      export const slow = async (): Promise<number> => {
        await new Promise((resolve) => setTimeout(resolve, 1000));
        return 1;
      };`;
    await using answer = new AnswerProcess(moduleOf(source), {
      files: [],
      log: () => {},
    });
    assertEquals(await answer.call("slow", { args: [] }), 1);
  }),
);

Deno.test(
  runningTest(
    "an answer that overwrites what all use spoils itself, and nobody else",
    async () => {
      const source = `
        JSON.parse = JSON.stringify = () => "x";
        Array.prototype.map = Promise.prototype.then = () => 1;
        globalThis.Promise = undefined;
        export const first = (a) => a + 1;`;
      const [spoilt, other] = await inParallel(
        [source, "export const first = (a) => a + 1;"],
        (one) => grade(one, ["first"], { loadMs: 2000, callMs: 300 }),
      );
      assertEquals(spoilt!.grades.length, 1);
      assertEquals(reasonOf(other!.grades[0]), "passed");
    },
  ),
);

Deno.test(
  runningTest(
    "what one exercise replaces, or the loading, is there for the next one",
    async () => {
      const source = `
        Object.prototype.then = (f) => f(64);
        export const first = (a) => {
          JSON.stringify = JSON.parse = globalThis.Promise = null;
          Array.prototype.toJSON = Object.prototype.then = () => 1;
          return a + 1;
        };
        export const second = (a) =>
          [JSON.parse(JSON.stringify(a))].map((n) => n + 1)[0];`;
      const { grades } = await grade(source, ["second", "first", "second"]);
      assertEquals([grades[0], grades[2]].map(reasonOf), ["passed", "passed"]);
    },
  ),
);

Deno.test(
  runningTest(
    "an answer that reached a limit is asked again, in another process, before it counts",
    async () => {
      // The first process begins before this moment; the second one after a limit of CPU time.
      const moment = Date.now() + limits.callMs - 50;
      const source = `
        const isFirst = performance.timeOrigin < ${moment};
        export const first = (a: number): number => {
          console.log(isFirst ? "first" : "second");
          while (isFirst);
          return a + 1;
        };
        export const second = (): never => {
          console.log("endless");
          for (;;) {}
        };`;
      const { grades, logged } = await grade(source, ["first", "second"]);
      assertEquals(reasonOf(grades[0]), "passed");
      assertEquals(logged.at(-3), "second");
      assertEquals(logged.slice(-2), ["endless", "endless"]);
      assertStringIncludes(reasonOf(grades[1]), late);
    },
  ),
);
