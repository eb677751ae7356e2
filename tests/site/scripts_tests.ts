import { assertEquals, assertStringIncludes } from "@std/assert";
import { makeScripts, scriptsOf } from "../../lib/site/scripts.ts";
import { readPages } from "../../lib/site/site_page.ts";
import { readingTest } from "../source_tree.ts";

Deno.test(
  readingTest(
    "makeScripts() writes a module for all pages, one for the search and one a lesson",
    async () => {
      const pages = readPages();
      let written: ReadonlyMap<string, string> = new Map();
      const scripts = await makeScripts(
        pages,
        { pages: [["a", "A"]], sections: [] },
        (modules) => {
          written = modules;
          return Promise.resolve(
            new Map([...modules.keys()].map((name) => [name, `/* ${name} */`])),
          );
        },
      );
      assertStringIncludes(written.get("site")!, "lib/web/site.ts");
      assertEquals(
        scripts.get("assets/search.js"),
        'var searchIndex={"pages":[["a","A"]],"sections":[]};\n/* search */',
      );
      const [home] = pages;
      assertEquals(scriptsOf(home!, scripts), ["assets/site.js"]);
      assertEquals(scriptsOf(home!, new Map()), []);
      for (const page of pages.filter(({ kind }) => kind === "lesson")) {
        const { number, slug } = page.lesson!;
        const module = written.get(`lesson_${number}`);
        if (module === undefined) continue;
        assertStringIncludes(module, `/lessons/${slug}/lesson.ts"`);
        assertEquals(scriptsOf(page, scripts)[1], `assets/lesson_${number}.js`);
      }
    },
  ),
);
