import { assert, assertEquals } from "@std/assert";
import { buildSite } from "../../lib/site/build.ts";
import { bundlerIn } from "../../lib/site/bundle.ts";
import { sizesOf } from "../../lib/site/sizes.ts";
import { bundlingTest } from "./bundling.ts";

Deno.test("sizesOf() finds the largest of each kind, as it is sent", () => {
  const page = (inside: string): string => `<p>${"a".repeat(500)}${inside}`;
  const model = '<main id="main" data-script="../d.js" data-films="../f.js">';
  const files = new Map([
    ["index.html", page('<script defer="defer" src="a.js"></script>')],
    ["b/c.html", page(model)],
    ["lessons/own_strategy.html", page('<script src="../e.js">')],
    ["a.js", "1".repeat(1000)],
    ["d.js", "2"],
    ["e.js", "3"],
    ["f.js", "4"],
    ["site.css", ""],
  ]);
  const sizes = sizesOf(files);
  assertEquals(
    sizes.map(({ largest }) => largest),
    ["b/c.html", "a.js", "e.js", "f.js", "d.js", "site.css"],
  );
  assert(sizes.every(({ bytes }) => bytes < 200));
});

Deno.test(
  bundlingTest(
    "no page is larger than it may be, nor are its scripts and the style",
    async (folder) => {
      const { files } = await buildSite(bundlerIn(folder));
      const over = sizesOf(files).filter(({ bytes, most }) => bytes > most);
      assertEquals(over, []);
    },
  ),
);
