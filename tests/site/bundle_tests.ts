import { assert, assertEquals, assertRejects } from "@std/assert";
import { bundlerIn, MissingBundler } from "../../lib/site/bundle.ts";
import { bundlingTest } from "./bundling.ts";

Deno.test(
  bundlingTest(
    "bundlerIn() makes a classic script of each module, and the same twice",
    async (folder) => {
      const modules = new Map([
        ["a", "export const a: number = 1; globalThis.a = a + 1;"],
        ["b", "globalThis.b = 'two' satisfies string;"],
      ]);
      const first = await bundlerIn(`${folder}/one`)(modules);
      const second = await bundlerIn(`${folder}/two`)(modules);
      assertEquals([...first.keys()], ["a", "b"]);
      assertEquals([...first], [...second]);
      const world: Record<string, unknown> = {};
      new Function("globalThis", first.get("a")!)(world);
      assertEquals(world, { a: 2 });
      assert(!/\b(?:import|export)\b/.test(first.get("a")!));
    },
  ),
);

Deno.test(
  bundlingTest(
    "bundlerIn() says what is wrong with a module",
    async (folder) => {
      await assertRejects(
        () => bundlerIn(folder)(new Map([["a", "import './nowhere.ts'; 1 +"]])),
        SyntaxError,
        "A script cannot be made",
      );
    },
  ),
);

Deno.test("MissingBundler says what is missing", () => {
  assertEquals(new MissingBundler("esbuild").message, "esbuild");
});
