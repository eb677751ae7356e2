import { assert, assertEquals, assertGreater } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { root } from "../../lib/workbook/path.ts";
import { runDeno, temporaryTest } from "../command.ts";
import {
  loadAllExercises,
  loadLesson,
  readLessons,
} from "../../lib/workbook/content.ts";
import { filesIn, foldersIn, readingTest, readText } from "../source_tree.ts";

Deno.test(
  readingTest("readLessons() reads the head of every page, in order", () => {
    const slugs = foldersIn("lessons");
    const read = readLessons();
    assertEquals(read.map(({ slug }) => slug), slugs);
    for (const { number, slug, page, title, summary } of read) {
      assert(slug.startsWith(String(number).padStart(2, "0") + "_"), slug);
      assert(page.startsWith(`# ${number}. ${title}\n`), slug);
      assert(summary.length > 0, slug);
    }
  }),
);

Deno.test(
  readingTest("loadLesson() loads the model beside a page", async () => {
    const [first] = readLessons();
    const { model, claims, knobs } = await loadLesson(first!);
    assertEquals(typeof model, "function");
    for (const list of [claims, knobs]) assert(Array.isArray(list));
  }),
);

Deno.test(
  readingTest(
    "every folder of exercises is loaded, with a task for each exercise",
    async () => {
      const all = await loadAllExercises();
      assertEquals(
        all.map(({ lesson }) => lesson.slug),
        foldersIn("exercises"),
      );
      for (const { lesson, exercises, tasks } of all) {
        const names = exercises.map(({ name }) => name);
        assertEquals(tasks.map(({ name }) => name), names, lesson.slug);
        assertEquals(new Set(names).size, names.length, lesson.slug);
        assert(names.length > 0, lesson.slug);
      }
    },
  ),
);

Deno.test(
  readingTest(
    "an answer and a solution have the exports that are asked for",
    async () => {
      for (const { lesson, exercises } of await loadAllExercises()) {
        for (const file of ["exercises/N/answer.ts", "solutions/N/answer.ts"]) {
          const path = file.replace("N", lesson.slug);
          const source = readText(path);
          for (const { name } of exercises) {
            const isThere = new RegExp(
              `^export (async )?(function\\*?|const) ${name}\\b`,
              "m",
            ).test(source);
            assert(isThere, `${path} has no export ${name}`);
          }
        }
      }
    },
  ),
);

Deno.test(
  temporaryTest(
    "only answers are checked less strictly: what is asked of them is checked as the library is",
    async (folder) => {
      const imports = Object.entries(config.imports).map(([name, to]) => [
        name,
        to.startsWith("./") ? new URL(to, root).href : to,
      ]);
      const strict = {
        compilerOptions: config.compilerOptions,
        imports: Object.fromEntries(imports),
      };
      Deno.writeTextFileSync(`${folder}/deno.json`, JSON.stringify(strict));
      const asked = filesIn("exercises").filter((path) =>
        /\.ts$/.test(path) && !/\/answer[^/]*\.ts$/.test(path)
      );
      assertGreater(asked.length, 12);
      const args = ["--config", `${folder}/deno.json`, "--no-lock", ...asked];
      const { code, err } = await runDeno(["check", "--quiet", ...args]);
      assertEquals([code, err], [0, ""]);
    },
  ),
);
