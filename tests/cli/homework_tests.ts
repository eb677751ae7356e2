import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { runningTest, runTask } from "../command.ts";

Deno.test(
  runningTest(
    "homework says which words follow it, and refuses others",
    async () => {
      const help = await runTask("homework", ["--help"]);
      assertEquals([help.code, help.err], [0, ""]);
      for (
        const word of ["new", "predict", "pack", "gradescope", "classroom50"]
      ) {
        assertStringIncludes(help.out, `deno task homework ${word} `);
      }
      assertMatch(
        help.out,
        /\n {2}deno task homework new DIR {10}make a hand-out for a class\n/,
      );
      for (const word of ["new", "predict", "pack"]) {
        const own = await runTask("homework", [word, "--help"]);
        assertStringIncludes(own.out, `deno task homework ${word} `);
      }
      for (const args of [[], ["packs"], ["--as", "7"]]) {
        const { code, out, err } = await runTask("homework", args);
        assertEquals([code, out], [2, ""]);
        assertEquals(err.split("\n").length, 2, err);
        if (args[0] === "packs") {
          assertStringIncludes(err, 'or classroom50: it is "packs". Try');
        }
      }
    },
  ),
);
