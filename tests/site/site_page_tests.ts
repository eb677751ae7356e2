import { assert, assertEquals } from "@std/assert";
import { fileOf, readPages } from "../../lib/site/site_page.ts";
import { filesIn, readingTest } from "../source_tree.ts";

Deno.test("fileOf() makes the page of a folder its index", () => {
  assertEquals(fileOf("README.md"), "index.html");
  assertEquals(fileOf("lessons/03_dma/README.md"), "lessons/03_dma/index.html");
  assertEquals(fileOf("lessons/a/part_2.md"), "lessons/a/part_2.html");
});

Deno.test(
  readingTest("readPages() reads every page of the workbook once", () => {
    const pages = readPages();
    const all = [...filesIn("lessons"), ...filesIn("exercises")]
      .filter((path) => path.endsWith(".md"));
    const sources = pages.map(({ source }) => source);
    assertEquals(sources.toSorted(), ["README.md", ...all].toSorted());
    for (const { source, title, summary, blocks } of pages) {
      assert(title !== "" && summary !== "" && blocks.length > 2, source);
      assert(!summary.includes("<!--"), `${source}: ${summary}`);
    }
    assertEquals(pages[0]!.kind, "home");
  }),
);
