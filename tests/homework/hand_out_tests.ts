import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { importsIn } from "../../lib/grade/imports.ts";
import { planHandOut, withoutDeadLinks } from "../../lib/homework/hand_out.ts";
import { isManifest } from "../../lib/homework/manifest.ts";
import type { CopyPlan } from "../../lib/workbook/copy_workbook.ts";
import { readLessons } from "../../lib/workbook/content.ts";
import { pathOf, root } from "../../lib/workbook/path.ts";
import { readingTest } from "../source_tree.ts";
import { manifest } from "./made_up.ts";

const from = pathOf(root).replace(/\/$/, "");
const commands = ["lib/cli/main.ts", "lib/cli/grade.ts"];

function planFor(...numbers: number[]): CopyPlan {
  const lessons = readLessons().filter(({ number }) =>
    numbers.includes(number)
  );
  const tasks = ["grade"];
  return planHandOut(from, "/nowhere", { manifest, lessons, tasks, commands });
}

function textIn({ firsts }: CopyPlan, path: string): string {
  const bytes = firsts.get(path);
  return bytes === undefined
    ? Deno.readTextFileSync(`${from}/${path}`)
    : new TextDecoder().decode(bytes);
}

Deno.test(
  readingTest(
    "a hand-out has its lessons and no others, no solutions and no tests",
    () => {
      for (const { number, slug } of readLessons()) {
        const { writes, begun } = planFor(number);
        assertEquals(begun, []);
        const content = writes.filter((path) =>
          /^(exercises|lessons|solutions|tests)\//.test(path)
        );
        const own = [
          `exercises/${slug}/`,
          `lessons/${slug}/`,
          "exercises/deno.json",
        ];
        assertEquals(
          content.filter((path) => !own.some((one) => path.startsWith(one))),
          [],
        );
        for (const path of ["README.md", "answer.ts", "questions.ts"]) {
          assert(writes.includes(`exercises/${slug}/${path}`), path);
        }
        assert(writes.includes(`lessons/${slug}/README.md`));
        assertEquals(writes.filter((path) => path.endsWith("_test.ts")), []);
        assertEquals(
          writes.filter((path) => /gradebook|collect|room/.test(path)),
          [],
        );
        assertEquals(new Set(writes).size, writes.length);
      }
    },
  ),
);

Deno.test(
  readingTest(
    "all that a module of a hand-out imports is there, or is a package of its settings",
    () => {
      const plan = planFor(...readLessons().map(({ number }) => number));
      const { imports } = JSON.parse(textIn(plan, "deno.json"));
      const missing = plan.writes.filter((path) => path.endsWith(".ts"))
        .flatMap((path) =>
          importsIn(textIn(plan, path))
            .flatMap(({ specifier }) => specifier ?? [])
            .filter((specifier) => {
              if (specifier.startsWith("node:")) return false;
              const inLib = specifier.replace("zero-copy/", "file:///lib/");
              if (!/^(\.|file:)/.test(inLib)) {
                return !Object.keys(imports).some((name) =>
                  specifier === name ||
                  name.endsWith("/") && specifier.startsWith(name)
                );
              }
              const { pathname } = new URL(inLib, `file:///${path}`);
              return !plan.writes.includes(pathname.slice(1));
            })
            .map((specifier) => `${path}: ${specifier}`)
        );
      assertEquals(missing, []);
    },
  ),
);

Deno.test(
  readingTest(
    "a hand-out begins with the stubs, and says last what it is",
    () => {
      const plan = planFor(5, 6);
      assertEquals(plan.writes.at(-1), "homework.json");
      assert(isManifest(JSON.parse(textIn(plan, "homework.json"))));
      assertStringIncludes(
        textIn(plan, "exercises/05_read_write/answer.ts"),
        "todo(",
      );
      assertStringIncludes(textIn(plan, "README.md"), "# How a file is sent");
      assert(!textIn(plan, ".gitignore").includes(".pristine"));
      assertStringIncludes(textIn(plan, ".gitignore"), "node_modules");
    },
  ),
);

Deno.test("withoutDeadLinks() leaves of a link that leads nowhere its words", () => {
  const page = "[a](../b/README.md) [c](./d.md#e), [f g](gone.md#h) " +
    "[i](https://example.com/j) [k](#l) [m](mailto:n)";
  assertEquals(
    withoutDeadLinks(page, "lessons/a/README.md", [
      "lessons/b/README.md",
      "lessons/a/d.md",
    ]),
    page.replace("[f g](gone.md#h)", "f g"),
  );
});
