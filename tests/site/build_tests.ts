import { assert, assertEquals } from "@std/assert";
import { buildSite, type SiteFiles } from "../../lib/site/build.ts";
import { type Bundler, MissingBundler } from "../../lib/site/bundle.ts";
import { readingTest } from "../source_tree.ts";

/** Makes of each module a script that is empty. */
const emptyScripts: Bundler = (modules) =>
  Promise.resolve(new Map([...modules.keys()].map((name) => [name, ""])));

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
    async () => {
      const { files } = await buildSite(emptyScripts);
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
          // With "=", it is no place, but the state of the page.
          const id = url.hash.includes("=")
            ? ""
            : decodeURIComponent(url.hash.slice(1));
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
  readingTest("buildSite() gives no id twice on a page", async () => {
    for (const [path, html] of (await buildSite(emptyScripts)).files) {
      const ids = [...String(html).matchAll(/ id="([^"]+)"/g)].map(([, id]) =>
        id
      );
      assertEquals(ids.length, new Set(ids).size, path);
    }
  }),
);

Deno.test(
  readingTest("a lesson of two parts plays its runs on the first", async () => {
    const { files } = await buildSite(emptyScripts);
    const isPlayed = (page: string): boolean =>
      `${files.get(`lessons/11_in_the_wild/${page}`)}`.includes(" data-films=");
    assertEquals([isPlayed("index.html"), isPlayed("part_2.html")], [
      true,
      false,
    ]);
  }),
);

Deno.test(
  readingTest("buildSite() builds the same twice", async () => {
    const first = await buildSite(emptyScripts);
    const second = await buildSite(emptyScripts);
    assertEquals([...first.files], [...second.files]);
    assert(first.files.size > 20);
  }),
);

Deno.test(
  readingTest(
    "buildSite() makes whole pages, and asks for no script, where none can be made",
    async () => {
      const { files, missing } = await buildSite(() =>
        Promise.reject(new MissingBundler("no network"))
      );
      assertEquals(missing, "no network");
      for (const [path, html] of files) {
        assert(!path.endsWith(".js"), path);
        assert(!/<script defer| data-(?:script|films)=/.test(`${html}`), path);
      }
    },
  ),
);
