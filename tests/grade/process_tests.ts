import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { type Exercise, exercise } from "../../lib/workbook/exercise.ts";
import { type Grade, gradeExercise } from "../../lib/grade/grade.ts";
import { AnswerProcess, type Limits } from "../../lib/grade/process.ts";
import { anythingElse } from "../../lib/workbook/exercise_page.ts";
import { inParallel, runningTest } from "../command.ts";

/** Enough for what is right, also on a machine that is busy; short for what never ends. */
const limits: Limits = { loadMs: 5000, callMs: 500 };

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
    permissions: [],
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

const late = "It did not end within 0.5 s. Is there a loop without end?";
const ended = "It ended its own process.";
const tooMuch = "It returned or printed more than anybody can read.";

/** Bodies of functions that must fail, and the reason that each is told. */
const bodies: readonly [body: string, says: string][] = [
  ['throw new Error("so");', "It threw Error: so"],
  ["throw null;", "It threw null."],
  ["throw 1;", "It threw 1."],
  ["throw 1n;", "It threw 1n."],
  ["throw { toJSON() { throw null } };", "cannot be written down"],
  ['return Promise.reject(new Error("so"));', "It threw Error: so"],
  ["return new Promise(() => {});", late],
  ["for (;;) { }", late],
  ["return (async () => { for (;;) await null; })();", late],
  ["return { then() { for (;;) { } } };", late],
  ['for (;;) console.log("flood");', late],
  ["Deno.exit(0);", ended],
  ["const f = () => f() + 1; return f();", "It called itself without end."],
  ["return NaN;", "It must return a number, and returned NaN."],
  ["const a = {}; a.a = a; return a;", "not plain data. Converting circular"],
  ["return 2n;", "not plain data. Do not know how to serialize a BigInt"],
  ["return;", "Nothing was returned. Is a `return` missing?"],
  ['return "x".repeat(2 ** 22);', tooMuch],
  ["for (;;) Deno.stdout.writeSync(new Uint8Array(65536).fill(97));", tooMuch],
  ["for (;;) Deno.stdout.writeSync(new Uint8Array(65536).fill(10));", late],
  ['print(\'{"kind":"gave","value":2}\\n\'); return 9;', "No."],
  ['print(\'{"kind":"gave","id":"load","value":2}\\n\'); return 9;', "No."],
  ['print(\'{"kind":"failed","why":"so"}\\n"x"\\nnull\\n\'); return 9;', "No."],
  ['print("half a line"); return 9;', "No."],
  ['Promise.reject(new Error("late")); return 9;', "No."],
  ["setTimeout(() => { throw null; }, 0); return 9;", "No."],
  ['return Deno.readTextFileSync("deno.json").length;', "NotCapable"],
  ['return Deno.env.get("HOME").length;', "NotCapable"],
  ['return new Deno.Command("ls").outputSync().code;', "NotCapable"],
];

Deno.test(
  runningTest(
    "whatever one exercise does, it fails with a reason and the next one is graded",
    async () => {
      const good = (a: string): string => `export const ${a} = (a) => a + 1;`;
      const told = await inParallel(bodies, async ([body, says]) => {
        const source = `
          const print = (text) =>
            Deno.stdout.writeSync(new TextEncoder().encode(text));
          ${good("before")} ${good("after")}
          export function bad() { ${body} }
        `;
        // Only what never ends may meet a limit, however busy the machine is.
        const { grades } = await grade(
          source,
          ["before", "bad", "after"],
          says === late ? limits : { loadMs: 60_000, callMs: 60_000 },
        );
        return grades;
      });
      for (const [i, [body, says]] of bodies.entries()) {
        const [before, bad, after] = told[i]!;
        assertStringIncludes(reasonOf(bad), says, body);
        assertEquals(bad!.status, "failed", body);
        assertEquals(
          [before!.status, after!.status],
          ["passed", "passed"],
          body,
        );
      }
    },
  ),
);

Deno.test(
  runningTest(
    "an answer that prints on its way is right all the same",
    async () => {
      const source = `
      export function first(number: number): number {
        Deno.stdout.writeSync(new TextEncoder().encode("half a line"));
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
  runningTest("no more is logged than a reader can take", async () => {
    const source = `
      export function first(number: number): number {
        for (let i = 0; i < 1000; i++) console.log("x".repeat(9999));
        return number + 1;
      }`;
    const { grades, logged } = await grade(source, ["first"]);
    assertEquals(reasonOf(grades[0]), "passed");
    assertEquals(logged.length, 50);
    assert(logged.every((text) => text.length <= 2000));
  }),
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
  ["for (;;) { }", "It did not end within 1 s. Is there a loop without end?"],
  ["await new Promise(() => {});", ""],
  ["Deno.exit(0);", ended],
];

Deno.test(
  runningTest(
    "each exercise of an answer that cannot be loaded is told why",
    async () => {
      const quick = { ...limits, loadMs: 1000 };
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
        permissions: [],
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
  runningTest("a process may do what its flags let it do", async () => {
    const source = `
      export const read = (): string => Deno.readTextFileSync("deno.json");`;
    await using answer = new AnswerProcess(moduleOf(source), {
      permissions: ["--allow-read=deno.json"],
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
      permissions: [],
      log: () => {},
    });
    assertEquals(await answer.call("slow", { args: [] }), 1);
  }),
);
