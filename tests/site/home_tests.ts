import { assertEquals } from "@std/assert";
import { withLessons } from "../../lib/site/home.ts";
import { readPages } from "../../lib/site/site_page.ts";
import { element, htmlText } from "../../lib/text/markup.ts";
import { readingTest } from "../source_tree.ts";

Deno.test(
  readingTest(
    "withLessons() lists every lesson with its idea and its exercises, and leaves all else",
    () => {
      const pages = readPages();
      const [home] = pages;
      const other = element("p", {}, "Text.");
      const woven = element("div", { "data-fact": "lessons" });
      const [before, list] = withLessons([other, woven], home!, pages);
      assertEquals(before, other);
      const html = htmlText(list!);
      const inLessons = pages.filter(({ lesson }) => lesson !== undefined);
      for (const { file, kind, part, summary } of inLessons) {
        assertEquals(html.split(`href="${file}"`).length, 2, file);
        if (kind !== "lesson" || part !== 1) continue;
        assertEquals(html.split(htmlText(summary)).length, 2, summary);
      }
    },
  ),
);
