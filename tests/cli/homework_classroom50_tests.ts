import { assert, assertEquals } from "@std/assert";
import { runTask, temporaryTest } from "../command.ts";
import { manifestOf } from "../homework/real_homework.ts";

Deno.test(
  temporaryTest(
    "homework classroom50 makes what belongs into an assignment's folder, and its runtime",
    async (folder) => {
      const manifest = await manifestOf([6]);
      const homework = `${folder}/homework.json`;
      Deno.writeTextFileSync(homework, JSON.stringify(manifest));
      const args = ["classroom50", "a", "--homework", "homework.json"];
      const made = await runTask("homework", args, { typedIn: folder });
      assertEquals([made.code, made.err], [0, ""]);
      const top = `${folder}/a`;
      const names = [...Deno.readDirSync(top)].map(({ name }) => name).sort();
      assertEquals(names, [
        ...["autograder.py", "homework.json", "runtime.json", "workbook"],
      ]);
      assertEquals(
        JSON.parse(Deno.readTextFileSync(`${top}/runtime.json`)),
        { "runs-on": "ubuntu-latest", node: "20" },
      );
      assert(sizeOf(top) < 10 * 2 ** 20, "its runner takes 10 MiB");
    },
  ),
);

/** What all files of a folder hold. [bytes] */
function sizeOf(folder: string): number {
  return [...Deno.readDirSync(folder)].reduce((sum, { name, isDirectory }) => {
    const path = `${folder}/${name}`;
    return sum + (isDirectory ? sizeOf(path) : Deno.statSync(path).size);
  }, 0);
}
