import { assert, assertEquals, assertMatch } from "@std/assert";
import { boxLimits } from "../../lib/box/limits.ts";
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

Deno.test(
  runningTest(
    "lesson 9's answer cannot import what it is to write",
    async () => {
      await using open = await openFor([9]);
      const [nine] = open.folders;
      const path = `${nine!.lesson.slug}/answer.ts`;
      const theirs = 'export { splice } from "zero-copy/strategy/textbook.ts"';
      const grades = await gradeHostile(
        open,
        new Map([[path, `${theirs};\n`]]),
      );
      assertMatch(whyOf(grades, "9.1"), /can import what its file had/);
    },
  ),
);

/** What an answer of lesson 5 does as it is loaded, and what all its exercises are told. */
const atLoad: readonly (readonly [does: string, told: RegExp])[] = [
  [`while (true);`, /It cannot be loaded: It did not end within/],
  [`await new Promise(() => {});`, /It ended its own process/],
  [`throw new Error("no");`, /It cannot be loaded: no/],
  [`const a = [];  while (true) a.push(new Array(1e5).fill(1));`, /broke down/],
  [`export const const = 1;`, /It cannot be loaded: /],
  [`import "node:fs";`, /a module of the system/],
  [`import "zero-copy/strategy/textbook.ts";`, /can import what its file had/],
  [`await import("../09_splice/answer.ts");`, /calls import/],
  [`export * from "../../solutions/05_read_write/answer.ts";`, /solutions/],
  [`import { missing } from "./missing.ts";`, /was not handed in/],
];

Deno.test(
  runningTest(
    "what cannot be loaded costs that lesson, and is said",
    async () => {
      await using open = await openFor([5, 6]);
      const [five] = open.folders;
      const path = `${five!.lesson.slug}/answer.ts`;
      for (const [does, told] of atLoad) {
        const files = solved(open.folders);
        files.set(path, `${does}\n${files.get(path)}`);
        const grades = await gradeHostile(open, files);
        for (const { place, status } of Object.values(grades)) {
          assertEquals(status, place < "6" ? "failed" : "passed", does);
        }
        assertMatch(whyOf(grades, "5.1"), told, does);
        assert(!/box-|\/tmp|file:/.test(JSON.stringify(grades)), does);
      }
    },
  ),
);

Deno.test(
  runningTest(
    "an answer of lesson 5 does not get at those that lesson 9 is given",
    async () => {
      await using open = await openFor([5, 9]);
      const [five, nine] = open.folders;
      const files = solved(open.folders);
      const later = `${nine!.lesson.slug}/answer.ts`;
      files.set(later, `${files.get(later)}\nglobalThis.given = readWrite;\n`);
      files.set(
        `${five!.lesson.slug}/answer.ts`,
        stubOf(five!).replace(
          /return program\(\s*"read \+ write"[^;]*;/,
          "return globalThis.given;",
        ),
      );
      const grades = await gradeHostile(open, files);
      assert(
        Object.values(grades).every(({ place, status }) =>
          status ===
            (place < "6" ? place === "5.1" ? "failed" : "open" : "passed")
        ),
        statesOf(grades).join(),
      );
    },
  ),
);

Deno.test(
  runningTest(
    "a submission in which all hangs is graded to its end",
    async () => {
      await using open = await openFor([4, 5, 6, 7], boxLimits);
      const files = new Map(open.folders.map((folder) => [
        `${folder.lesson.slug}/answer.ts`,
        folder.exercises.map(({ name }) =>
          `export function ${name}() { while (true); }\n`
        ).join(""),
      ]));
      const grades = await gradeHostile(open, files);
      for (const { place, status } of Object.values(grades)) {
        assertEquals([place, status], [place, "failed"]);
        assertMatch(whyOf(grades, place), /of CPU time/);
      }
    },
  ),
);
