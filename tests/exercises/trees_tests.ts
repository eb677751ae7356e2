import { assertEquals, assertMatch } from "@std/assert";
import { exportOf } from "../../lib/workbook/answer_source.ts";
import type { Exercise } from "../../lib/workbook/exercise.ts";
import { readTasks } from "../../lib/workbook/exercise_page.ts";
import { pristineAt } from "../../lib/workbook/pristine.ts";
import { openHoles } from "../../lib/workbook/hole.ts";
import { entriesOf, foldersIn, readingTest, readText } from "../source_tree.ts";

/** The names of the folders of lessons. */
function slugs(): string[] {
  return foldersIn("lessons").sort();
}

async function exercisesOf(slug: string): Promise<readonly Exercise[]> {
  const { exercises } = await import(`../../exercises/${slug}/questions.ts`);
  return exercises;
}

/** What a learner begins with: also where somebody has begun. */
function firstOf(slug: string): string {
  return new TextDecoder().decode(pristineAt({ slug }));
}

function headings(page: string, heading: RegExp): string[] {
  return [...page.matchAll(heading)].map(([, title]) => title!);
}

/** What stands above the body of an export: its docstring and its signature, on one line. */
function headOf(source: string, name: string): string {
  const code = exportOf(source, name);
  const end = code.search(/\{\n(?! *[a-z]\w*\??:)/);
  return code.slice(0, end).replaceAll(/\s+/g, " ").trim();
}

Deno.test(
  readingTest("each lesson has exercises, and each exercise a solution", () => {
    const files = [
      "README.md",
      "answer.ts",
      "answer_test.ts",
      "questions.ts",
    ];
    for (const slug of slugs()) {
      const found = entriesOf(`exercises/${slug}`).map(({ name }) => name)
        .filter((name) => !name.endsWith(".bak.ts"));
      const own = found.filter((name) => name !== "types.ts");
      assertEquals(own.sort(), files, slug);
      const solved = entriesOf(`solutions/${slug}`).map(({ name }) => name);
      assertEquals(solved, ["answer.ts"], slug);
    }
    const imported = readText("tests/answers_test.ts")
      .match(/(?<=^import "\.\.\/exercises\/).+(?=\/answer_test\.ts";$)/gm);
    assertEquals(imported, slugs(), "tests/answers_test.ts imports them");
    for (const tree of ["exercises", "solutions"]) {
      assertEquals(
        foldersIn(tree),
        slugs(),
        tree,
      );
    }
  }),
);

Deno.test(
  readingTest(
    "each exercise is a task on its page and an open hole in its answer",
    async () => {
      let exercises = 0;
      for (const slug of slugs()) {
        const names = (await exercisesOf(slug)).map(({ name }) => name);
        const tasks = readTasks(readText(`exercises/${slug}/README.md`));
        assertEquals(tasks.map(({ name }) => name), names, slug);
        const open = openHoles(firstOf(slug));
        assertEquals(open, names, slug);
        assertEquals(
          openHoles(readText(`solutions/${slug}/answer.ts`)),
          [],
          slug,
        );
        exercises += names.length;
      }
      assertEquals(exercises >= 30, true, `there are ${exercises}`);
    },
  ),
);

Deno.test(
  readingTest(
    "a page has its tasks first, and all hints a screen below",
    () => {
      for (const slug of slugs()) {
        const page = readText(`exercises/${slug}/README.md`);
        const [tasks, hints] = page.split("\n## Hints\n") as [string, string];
        assertEquals(tasks.match(/<details>|<summary>/), null, slug);
        assertMatch(tasks, /<!-- Hints [^]*\n{30}-->\n$/, slug);
        assertEquals(
          headings(hints, /^### (.*)/gm),
          headings(tasks, /^## (.*)/gm),
        );
      }
    },
  ),
);

Deno.test(
  readingTest(
    "a solution has the docstring and the signature of its hole",
    async () => {
      for (const slug of slugs()) {
        for (const { name } of await exercisesOf(slug)) {
          assertEquals(
            headOf(readText(`solutions/${slug}/answer.ts`), name),
            headOf(firstOf(slug), name),
            `${slug} ${name}`,
          );
        }
      }
    },
  ),
);

Deno.test(readingTest("no hint holds the body of the solution", async () => {
  const plain = (text: string): string => text.replaceAll(/\s+/g, "");
  for (const slug of slugs()) {
    const tasks = readTasks(readText(`exercises/${slug}/README.md`));
    for (const [i, { name }] of (await exercisesOf(slug)).entries()) {
      const code = exportOf(readText(`solutions/${slug}/answer.ts`), name);
      const body = code.slice(code.indexOf("{\n")).split("\n").slice(1, -1);
      const hints = plain(tasks[i]!.hints.join("\n"));
      assertEquals(hints.includes(plain(body.join("\n"))), false, name);
    }
  }
}));
