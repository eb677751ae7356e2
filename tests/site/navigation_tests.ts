import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { drawPages, drawTurn } from "../../lib/site/navigation.ts";
import { readPages } from "../../lib/site/site_page.ts";
import { htmlText } from "../../lib/text/markup.ts";
import { readingTest } from "../source_tree.ts";

Deno.test(
  readingTest(
    "drawPages() marks the page that it stands on, and no other",
    () => {
      const pages = readPages();
      for (const page of pages) {
        const list = htmlText(drawPages(page, pages));
        assertEquals(list.split('aria-current="page"').length, 2, page.file);
      }
    },
  ),
);

Deno.test(
  readingTest(
    "drawTurn() leads from each lesson to its exercises, then to the next lesson, and back",
    () => {
      const pages = readPages();
      const rels = (file: string): string[] => {
        const page = pages.find((one) => one.file === file)!;
        return [
          ...htmlText(drawTurn(page, pages)).matchAll(
            /rel="(\w+)" href="([^"]+)"/g,
          ),
        ]
          .map(([, rel, href]) => `${rel} ${href}`);
      };
      assertEquals(rels("index.html"), ["next lessons/01_modes/index.html"]);
      assertEquals(rels("lessons/02_context/index.html"), [
        "prev ../../exercises/01_modes/index.html",
        "next ../../exercises/02_context/index.html",
      ]);
      assertEquals(rels("exercises/02_context/index.html"), [
        "prev ../../lessons/02_context/index.html",
        "next ../../lessons/03_dma/index.html",
      ]);
      const last = pages.findLast(({ kind }) => kind === "exercises")!;
      assertEquals(rels(last.file).length, 1);
      assert(rels("lessons/homework.html").length > 0);
      const first = pages.find(({ lesson }) => lesson?.number === 1)!;
      assertStringIncludes(htmlText(drawTurn(pages[0]!, pages)), first.title);
    },
  ),
);
