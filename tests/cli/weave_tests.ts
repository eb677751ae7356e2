import { assert, assertEquals, assertRejects } from "@std/assert";
import { readLessons } from "../../lib/cli/content.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";
import { readWovenPages, sayStale, weaveCommand } from "../../lib/cli/weave.ts";
import { weave } from "../../lib/workbook/page.ts";
import { runTask, temporaryTest } from "../command.ts";
import { filesIn, readingTest, readText } from "../source_tree.ts";

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

Deno.test("weaveCommand() refuses arguments", async () => {
  const error = await assertRejects(() => weaveCommand(["8"]), UsageError);
  assertEquals(
    error.message,
    'weave takes no arguments: "8" was given. Try: deno task weave',
  );
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
  temporaryTest(
    "deno task weave writes stale pages, names what it wrote, and then has nothing to do",
    async (folder) => {
      copyWorkbook(folder);
      await runTask("weave", [], { top: folder });
      const path = `${folder}/lessons/08_sendfile_gather/README.md`;
      const fresh = Deno.readTextFileSync(path);
      const stale = fresh.replace(/^mode switches {2}2$/m, "mode switches  3")
        .replace(/(<!-- weave dmaCopies -->)\d+/, "$17");
      Deno.writeTextFileSync(path, stale);
      const first = await runTask("weave", [], { top: folder });
      assertEquals(first, {
        code: 0,
        out: "lessons/08_sendfile_gather/README.md: counts, dmaCopies\n",
        err: "",
      });
      assertEquals(Deno.readTextFileSync(path), fresh);
      const second = await runTask("weave", [], { top: folder });
      assertEquals(second, { code: 0, out: "", err: "" });
    },
  ),
);

/** Copies what the command needs of the workbook. */
function copyWorkbook(folder: string): void {
  const files = [".dvmrc", "deno.json", "deno.lock", "README.md"];
  const paths = [...files, ...filesIn("lib"), ...filesIn("lessons")];
  for (const path of paths) {
    const parent = path.slice(0, Math.max(0, path.lastIndexOf("/")));
    Deno.mkdirSync(`${folder}/${parent}`, { recursive: true });
    Deno.writeTextFileSync(`${folder}/${path}`, readText(path));
  }
}
