import { assert, assertEquals } from "@std/assert";
import { buildSite } from "../../lib/site/build.ts";
import { bundlerIn } from "../../lib/site/bundle.ts";
import { sizesOf } from "../../lib/site/sizes.ts";
import { bundlingTest } from "./bundling.ts";

Deno.test("sizesOf() adds the scripts that a page asks for at once, as they are sent", () => {
  const page = (scripts: string): string => `<p>${"a".repeat(500)}${scripts}`;
  const files = new Map([
    ["index.html", page('<script defer src="a.js"></script>')],
    ["b/c.html", page('<script src="../a.js"></script><script src="d.js">')],
    ["a.js", "1".repeat(1000)],
    ["b/d.js", "2".repeat(1000)],
    ["site.css", ""],
  ]);
  const [text, scripts, style] = sizesOf(files);
  assertEquals(text!.largest, "b/c.html");
  assert(text!.bytes < 500);
  assertEquals(scripts!.largest, "b/c.html");
  assert(scripts!.bytes < 100);
  assertEquals(style!.largest, "site.css");
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
