import { assertEquals } from "@std/assert";
import { readImportMap, resolver } from "../../lib/workbook/import_map.ts";
import { readingTest } from "../source_tree.ts";

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

Deno.test(readingTest("readImportMap() is that of deno.json", () => {
  assertEquals(readImportMap()["zero-copy/"], "./lib/");
}));
