import { assert, assertEquals, assertRejects } from "@std/assert";
import { closureOf, resolver, workbookMap } from "../../lib/box/closure.ts";
import { allowedImports } from "../../lib/grade/own_imports.ts";
import { foreignImports } from "../../lib/grade/imports.ts";
import { loadAllExercises } from "../../lib/workbook/content.ts";
import { readingTest } from "../source_tree.ts";
import { solutionOf } from "./graded.ts";

Deno.test("resolver() follows the map as Deno does, the longest key first", () => {
  const resolve = resolver({
    "a/": "./lib/",
    "a/b.ts": "./lessons/b.ts",
    "pack/": "npm:/pack@1/",
  });
  assertEquals(resolve("a/x/c.ts", "exercises/05/answer.ts"), "lib/x/c.ts");
  assertEquals(resolve("a/b.ts", "exercises/05/answer.ts"), "lessons/b.ts");
  assertEquals(resolve("../x/d.ts", "lib/y/e.ts"), "lib/x/d.ts");
  assertEquals(resolve("pack/f.js", "lib/y/e.ts"), "npm:/pack@1/f.js");
});

Deno.test(readingTest("workbookMap() is that of deno.json", () => {
  assertEquals(workbookMap()["zero-copy/"], "./lib/");
}));

Deno.test(
  readingTest("closureOf() takes what runs, and no package", async () => {
    const modules = await closureOf(["lib/trace/quantity.ts"], resolver());
    assert(modules.has("lib/text/say.ts"));
    assert(!modules.has("lib/trace/event.ts"), "types are gone when it runs");
    assert(!/deno-std/.test(modules.get("lib/std/fmt_bytes.ts")!));
    for (
      const one of ["lib/text/width.ts", "exercises/01_modes/questions.ts"]
    ) {
      await assertRejects(
        () => closureOf([one], resolver()),
        RangeError,
        "no place",
      );
    }
  }),
);

Deno.test(
  readingTest(
    "no solution imports what its lesson's stub has not",
    async () => {
      for (const folder of await loadAllExercises()) {
        const foreign = foreignImports(
          solutionOf(folder),
          allowedImports(folder),
        );
        assertEquals(foreign, [], folder.lesson.slug);
      }
    },
  ),
);
