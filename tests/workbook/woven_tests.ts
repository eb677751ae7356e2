import { assert, assertEquals } from "@std/assert";
import { partsOf, readLessons } from "../../lib/workbook/content.ts";
import { weave } from "../../lib/workbook/page.ts";
import { readWoven, weaveAnswers } from "../../lib/workbook/woven.ts";
import { readingTest, readText } from "../source_tree.ts";

Deno.test(
  readingTest(
    "readWoven() reads every lesson, exercises, guides and the README, with facts for all marks",
    async () => {
      const { pages } = await readWoven();
      const paths = readLessons().flatMap((lesson) =>
        partsOf(lesson).map((_, i) =>
          `lessons/${lesson.slug}/${i === 0 ? "README" : `part_${i + 1}`}.md`
        )
      );
      assert(paths.some((path) => path.endsWith("/part_2.md")));
      const woven = pages.map(({ path }) => path);
      assertEquals(woven.slice(0, paths.length), paths);
      assertEquals(woven.at(-1), "README.md");
      const ofExercises = woven.slice(paths.length, -1);
      assert(ofExercises.includes("exercises/05_read_write/README.md"));
      assert(ofExercises.includes("lessons/workshop.md"));
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
