import { assert, assertEquals } from "@std/assert";
import { readLessons } from "../../lib/workbook/content.ts";
import { weave } from "../../lib/workbook/page.ts";
import {
  readWovenPages,
  sayStale,
  weaveAnswers,
} from "../../lib/workbook/woven.ts";
import { readingTest, readText } from "../source_tree.ts";

const place = { line: 7, name: "counts" };

Deno.test("sayStale() names the place and the first line that differs", () => {
  assertEquals(
    sayStale("lessons/05_x/README.md", {
      ...place,
      found: "\n\nsame\nold\n\n",
      expected: "\n\nsame\nnew\nmore\n\n",
    }),
    'lessons/05_x/README.md:7: "counts" says "old", the model says "new"',
  );
});

Deno.test("sayStale() says so if one text ends before the other", () => {
  const says = sayStale("README.md", {
    ...place,
    found: "a",
    expected: "a\nb",
  });
  assertEquals(says, 'README.md:7: "counts" says "", the model says "b"');
});

Deno.test(
  readingTest(
    "readWovenPages() reads every lesson and the README, with facts for all marks",
    async () => {
      const pages = await readWovenPages();
      const paths = readLessons().map(({ slug }) =>
        `lessons/${slug}/README.md`
      );
      assertEquals(pages.map(({ path }) => path), [...paths, "README.md"]);
      for (const { path, text, facts } of pages) {
        assertEquals(text, readText(path));
        assert(text.includes("<!-- weave "), path);
        weave(text, facts);
      }
    },
  ),
);

Deno.test(
  readingTest(
    "weaveAnswers() lists all answers, and leaves what stands around",
    () => {
      const source = readText("tests/answers_test.ts");
      assertEquals(weaveAnswers(source), source);
      const [first, ...others] = source.match(/^import .*\n/gm)!;
      assertEquals(weaveAnswers(source.replace(first!, "")), source);
      assertEquals(weaveAnswers(source.replace(others.join(""), "")), source);
    },
  ),
);
