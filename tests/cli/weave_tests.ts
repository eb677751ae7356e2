import { assertEquals } from "@std/assert";
import { runTask, temporaryTest } from "../command.ts";
import { filesIn, readText } from "../source_tree.ts";

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
