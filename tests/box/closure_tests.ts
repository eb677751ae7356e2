import { assert, assertEquals, assertRejects } from "@std/assert";
import { closureOf } from "../../lib/box/closure.ts";
import { foreignImports } from "../../lib/grade/imports.ts";
import { allowedImports } from "../../lib/grade/own_imports.ts";
import { loadAllExercises } from "../../lib/workbook/content.ts";
import { readImportMap, resolver } from "../../lib/workbook/import_map.ts";
import { readingTest } from "../source_tree.ts";
import { solutionOf } from "./graded.ts";

Deno.test(
  readingTest("closureOf() takes what runs, and no package", async () => {
    const modules = await closureOf(
      ["lib/trace/quantity.ts", "lib/std/assert_equal.ts"],
      resolver(readImportMap()),
    );
    assert(modules.has("lib/text/say.ts"));
    assert(!modules.has("lib/trace/event.ts"), "types are gone when it runs");
    assert(!/deno-std/.test(modules.get("lib/std/assert_equal.ts")!));
    for (
      const one of ["lib/text/width.ts", "exercises/01_modes/questions.ts"]
    ) {
      await assertRejects(
        () => closureOf([one], resolver(readImportMap())),
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
