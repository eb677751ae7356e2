import { assert, assertEquals } from "@std/assert";
import { buildSite, type SiteFiles } from "../../lib/site/build.ts";
import { readingTest } from "../source_tree.ts";

/** The ids on each page. */
function idsOf(files: SiteFiles): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    [...files].filter(([path]) => path.endsWith(".html")).map((
      [path, html],
    ) => [
      path,
      new Set(
        [...String(html).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!),
      ),
    ]),
  );
}

Deno.test(
  readingTest(
    "buildSite() makes no link that leads nowhere, be it on a page",
    () => {
      const files = buildSite();
      const ids = idsOf(files);
      const dead: string[] = [];
      for (const [path, html] of files) {
        if (!path.endsWith(".html")) continue;
        for (
          const [, address] of String(html).matchAll(/ (?:href|src)="([^"]+)"/g)
        ) {
          if (/^(?:https?|data):/.test(address!)) continue;
          const url = new URL(address!, `file:///${path}`);
          const file = url.pathname.slice(1);
          const id = decodeURIComponent(url.hash.slice(1));
          const isThere = files.has(file) &&
            (id === "" || ids.get(file)!.has(id));
          if (!isThere) dead.push(`${path}: ${address}`);
        }
      }
      assertEquals(dead, []);
    },
  ),
);

Deno.test(
  readingTest("buildSite() gives no id twice on a page", () => {
    for (const [path, html] of buildSite()) {
      const ids = [...String(html).matchAll(/ id="([^"]+)"/g)].map(([, id]) =>
        id
      );
      assertEquals(ids.length, new Set(ids).size, path);
    }
  }),
);

Deno.test(
  readingTest("buildSite() builds the same twice", () => {
    const [first, second] = [buildSite(), buildSite()];
    assertEquals([...first], [...second]);
    assert(first.size > 20);
  }),
);
