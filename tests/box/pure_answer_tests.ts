import { assert, assertEquals } from "@std/assert";
import { isPure } from "../../lib/box/pure_answer.ts";
import { loadAllExercises } from "../../lib/workbook/content.ts";
import { readingTest } from "../source_tree.ts";
import { solutionOf, stubOf } from "./graded.ts";

Deno.test(readingTest("our answers are pure, and stubs", async () => {
  for (const folder of await loadAllExercises()) {
    assert(isPure(stubOf(folder)), folder.lesson.slug);
    assert(isPure(solutionOf(folder)), folder.lesson.slug);
  }
}));

Deno.test("isPure() takes honest code for what it is", () => {
  const pure = [
    `class A { constructor(readonly a: Map<string, number>) {} }`,
    `const a = JSON.parse("1"); let b = Math.max(1, 2); b += Number.MAX_VALUE;`,
    `// globalThis.a = 1`,
    `const prototype_ = "of a globalThis"; a.b.c = 1; a[0] = 1;`,
    `if (Math.PI === 3 && Math.E <= 3) {}`,
  ];
  for (const source of pure) assert(isPure(source), source);
});

Deno.test("isPure() sees what changes what is shared", () => {
  const wild = [
    `globalThis.a = 1`,
    `Array.prototype.map = null`,
    `[].__proto__.map = null`,
    `a.constructor.b = 1`,
    `a["constructor"].b = 1`,
    `JSON.stringify = () => "1"`,
    `JSON["stringify"] = () => "1"`,
    `Math.random ??= 1`,
    `delete Math.max`,
    `console.log = 1`,
    `Object.freeze(JSON)`,
    `setInterval(() => {}, 1)`,
  ];
  assertEquals(wild.filter(isPure), []);
});
