import { assertEquals } from "@std/assert";
import { reachableFiles } from "../../lib/homework/reachable_files.ts";
import { temporaryTest } from "../command.ts";

Deno.test(
  temporaryTest(
    "reachableFiles() follows imports, types and programs, and no packages",
    (folder) => {
      const files: Record<string, string> = {
        "lib/a/begin.ts": `
          import { b } from "./b.ts";
          import type { C } from "zero-copy/c/c.ts";
          import {
            d,
          } from
            "../c/d.ts";
          import page from "../../page.md" with { type: "text" };
          import { assert } from "@std/assert";
          import "deno-std/assert/mod.js";
          import "./none.ts";
          import "zero-copy/old/moved.ts";
        `,
        "lib/a/b.ts": `
          // @ts-types="./types.d.ts"
          const late = await import("./late.ts");
          new Worker(new URL("worker.ts", import.meta.url));
          const child = new URL("./child.ts", import.meta.url);
        `,
        "lib/c/c.ts": `export * from "../a/begin.ts";`,
        "lib/c/d.ts": "",
        "lib/a/types.d.ts": "",
        "lib/a/late.ts": "",
        "lib/a/worker.ts": "",
        "lib/a/child.ts": "",
        "lib/a/other.ts": "",
        "lib/std/assert.ts": "",
        "lib/new/moved.ts": "",
        "lib/old/moved.ts": "",
        "deno.json": JSON.stringify({
          imports: {
            "@std/assert": "./lib/std/assert.ts",
            "deno-std/": "npm:/deno-std@1/",
            "zero-copy/": "./lib/",
            "zero-copy/old/": "./lib/new/",
          },
        }),
        "page.md": `import "./lib/a/other.ts"`,
      };
      for (const [path, text] of Object.entries(files)) {
        const place = `${folder}/${path}`;
        Deno.mkdirSync(place.replace(/[^/]*$/, ""), { recursive: true });
        Deno.writeTextFileSync(place, text);
      }
      const found = [...reachableFiles(folder, ["lib/a/begin.ts"])].sort();
      const others = ["lib/a/other.ts", "lib/old/moved.ts", "deno.json"];
      assertEquals(
        found,
        Object.keys(files).filter((path) => !others.includes(path)).sort(),
      );
    },
  ),
);
