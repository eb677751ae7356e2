import { assertEquals, assertStringIncludes } from "@std/assert";
import { documentOf } from "../../lib/site/document.ts";
import { Links } from "../../lib/site/links.ts";
import { readFacts } from "../../lib/site/facts.ts";
import { editorPage, fileOf, readPages } from "../../lib/site/site_page.ts";
import { readingTest } from "../source_tree.ts";

async function documents(
  script?: string,
): Promise<ReadonlyMap<string, string>> {
  const pages = readPages();
  const links = new Links(pages);
  const around = {
    ...{ pages, links, scriptOf: () => script },
    ...await readFacts(),
  };
  return new Map(pages.map((page) => [page.file, documentOf(page, around)]));
}

Deno.test(
  readingTest(
    "documentOf() gives each page a title of its own, one first heading and its places",
    async () => {
      const titles = new Set<string>();
      for (const [file, html] of await documents()) {
        titles.add(/<title>(.+?)<\/title>/.exec(html)![1]!);
        assertEquals(html.split("<h1").length, 2, file);
        assertStringIncludes(html, '<a class="skip" href="#main">');
        const places = [
          ...html.matchAll(/<div id="(live|player)"><\/div>/g),
        ]
          .map(([, id]) => id);
        const isLesson = /^lessons\/\d/.test(file);
        assertEquals(
          places,
          isLesson ? ["live", "player"] : [],
          file,
        );
      }
      assertEquals(titles.size, (await documents()).size);
    },
  ),
);

Deno.test(
  readingTest(
    "documentOf() lists a lesson's questions, and says without a script where they are asked",
    async () => {
      for (const [file, html] of await documents()) {
        const [, number] = /^lessons\/(\d+)_.*index/.exec(file) ?? [];
        const asked = number === undefined
          ? []
          : [`<code>deno task predict ${Number(number)}</code></p></div>`];
        const place = /<div id="predict"><h2.*?(<code>.*?<\/div>)/.exec(html);
        assertEquals(place?.slice(1) ?? [], asked, file);
        const links = html.split('<a href="#predict">Predict</a>').length - 1;
        assertEquals(links, asked.length, file);
      }
    },
  ),
);

Deno.test(
  readingTest(
    "documentOf() asks for scripts and styles by paths from the page, and for nothing else",
    async () => {
      for (const [file, html] of await documents("b.js")) {
        const up = "../".repeat(file.split("/").length - 1);
        const asked = [
          ...html.matchAll(
            /<(?:script|link|img)\b[^>]*?(?:src|href)="([^"]+)"/g,
          ),
        ]
          .map(([, address]) => address!).filter((address) =>
            !address.startsWith("data:")
          );
        const own = file === fileOf(editorPage) ? ["assets/editor.css"] : [];
        const all = ["assets/site.css", ...own, "b.js"];
        assertEquals(asked, all.map((path) => up + path), file);
      }
    },
  ),
);
