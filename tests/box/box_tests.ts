import { assert, assertEquals, assertMatch } from "@std/assert";
import { runningTest } from "../command.ts";
import {
  gradeHostile,
  openFor,
  solutionOf,
  solved,
  statesOf,
  stubOf,
  whyOf,
} from "./graded.ts";

Deno.test(runningTest("all solutions pass in the box", async () => {
  await using open = await openFor();
  const grades = await gradeHostile(open, solved(open.folders));
  const others = Object.values(grades)
    .filter(({ status }) => status !== "passed");
  assertEquals(others, []);
  assertEquals(
    Object.keys(grades).length,
    open.folders.reduce((sum, { exercises }) => sum + exercises.length, 0),
  );
}));

Deno.test(
  runningTest("stubs are open, and what is missing is said", async () => {
    await using open = await openFor([5, 6]);
    const [five] = open.folders;
    const path = `${five!.lesson.slug}/answer.ts`;
    const grades = await gradeHostile(open, new Map([[path, stubOf(five!)]]));
    const states = statesOf(grades);
    assert(states.every((one) => /^5\.\d open$|^6\.\d failed$/.test(one)));
    assertMatch(whyOf(grades, "6.1"), /was not handed in/);
  }),
);

/** What countSwitches, which is 5.2, does in the place of counting; and what it is told. */
const deeds: readonly (readonly [does: string, told: RegExp])[] = [
  [`while (true);`, /within 0.4 s of CPU time/],
  [`/(a+)+$/.test("a".repeat(60) + "b"); return 1`, /within .* s of CPU time/],
  [`return new Promise(() => {})`, /waits for what never comes/],
  [
    `setInterval(() => {}, 10); return new Promise(() => {})`,
    /It waited for/,
  ],
  [
    `return new Promise(() => setTimeout(() => { while (true); }))`,
    /within .* s of CPU time/,
  ],
  [`Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)`, /waited/],
  [
    `const all = []; while (true) all.push(new Array(1e5).fill(1))`,
    /broke down/,
  ],
  [`new Uint8Array(2 ** 31).fill(1)`, /RangeError/],
  [`process.exit(0)`, /process is not defined/],
  [`Deno.exit(0)`, /Deno.exit is not a function/],
  [`Deno.readTextFileSync("/etc/passwd")`, /is not a function/],
  [`new Worker("data:text/javascript,1")`, /Worker is not defined/],
  [`return fetch("file:///etc/passwd")`, /fetch is not defined/],
  [`return eval("1 + 1")`, /EvalError/],
  [`return new Function("return 1")()`, /EvalError/],
  [`return "a".repeat(70_000)`, /70,002 characters/],
  [`return { toString: 1, valueOf: 1 }`, /./],
  [`return { toJSON() { throw new Error("no") } }`, /not plain data/],
  [`const a = {}; a.a = a; return a`, /not plain data/],
  [`return { then: (go) => go({ then: 1 }) }`, /./],
  [`throw null`, /It threw null/],
  [`throw new Error(new Error().stack)`, /It threw Error/],
  [`JSON.stringify = () => "}{"; return 1`, /./],
  [
    `Promise.prototype.then = () => {}; Array.prototype.map = null; return 1`,
    /./,
  ],
  [`Object.freeze(Object.prototype); return 1`, /./],
  [`console.log("\\x1b[2J".repeat(1e5)); return 1`, /./],
];

Deno.test(
  runningTest("whatever an exercise does costs that exercise", async () => {
    await using open = await openFor([5, 6]);
    const [five] = open.folders;
    const ours = solutionOf(five!);
    for (const [does, told] of deeds) {
      const files = solved(open.folders);
      files.set(
        `${five!.lesson.slug}/answer.ts`,
        ours.replace(
          /(export function countSwitches\([^)]*\): number \{)/,
          `$1\n  ${does};`,
        ),
      );
      const grades = await gradeHostile(open, files);
      const others = statesOf(grades).filter((one) => !/ passed$/.test(one));
      assertEquals(others, ["5.2 failed"], does);
      const why = whyOf(grades, "5.2");
      assertMatch(why, told, does);
      assert(!why.includes("/tmp"), why);
    }
  }),
);
