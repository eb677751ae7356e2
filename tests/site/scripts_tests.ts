import { assertEquals, assertStringIncludes } from "@std/assert";
import type { LessonScripts } from "../../lib/site/lesson_scripts.ts";
import { laterOf, makeScripts, scriptOf } from "../../lib/site/scripts.ts";
import { readPages } from "../../lib/site/site_page.ts";
import { readingTest } from "../source_tree.ts";

Deno.test(
  readingTest(
    "makeScripts() writes a module for all pages, one for the search and one a lesson",
    async () => {
      const pages = readPages();
      let written: ReadonlyMap<string, string> = new Map();
      const films = { name: "films", module: "openRuns()" };
      const lessons = new Map<number, LessonScripts>([
        [1, { model: "openLesson()", controls: "" }],
        [8, { model: "openLesson()", films, controls: "" }],
      ]);
      const scripts = await makeScripts(pages, {
        index: { pages: [["a", "A"]], sections: [] },
        lessons,
        bundle: (modules) => {
          written = modules;
          return Promise.resolve(
            new Map([...modules.keys()].map((name) => [name, `/* ${name} */`])),
          );
        },
      });
      assertStringIncludes(written.get("site")!, "lib/web/site.ts");
      assertEquals(
        scripts.get("assets/search.js"),
        'var searchIndex={"pages":[["a","A"]],"sections":[]};\n/* search */',
      );
      const [home] = pages;
      assertEquals(scriptOf(home!, scripts), "assets/site.js");
      assertEquals(scriptOf(home!, new Map()), undefined);
      const [first, eighth] = [1, 8].map((number) =>
        pages.find(({ kind, lesson }) =>
          kind === "lesson" && lesson?.number === number
        )!
      );
      assertEquals(scriptOf(first!, scripts), "assets/site.js");
      assertEquals(laterOf(eighth!, "films", scripts), "assets/films.js");
      assertEquals(laterOf(first!, undefined, scripts), undefined);
      assertEquals(laterOf(first!, "lesson_1", scripts), "assets/lesson_1.js");
      assertEquals(laterOf(home!, "lesson_1", scripts), undefined);
      assertEquals(laterOf(eighth!, "lesson_8", new Map()), undefined);
    },
  ),
);
