import { assertEquals } from "@std/assert";
import { temporaryTest } from "../command.ts";
import { Workbook } from "../workbook.ts";

Deno.test(
  temporaryTest(
    "deno task weave writes stale pages, names what it wrote, and then has nothing to do",
    async (folder) => {
      const book = new Workbook(folder);
      await book.task("weave");
      const path = `${book.top}/lessons/05_read_write/README.md`;
      const fresh = Deno.readTextFileSync(path);
      const stale = fresh.replace(/^mode switches {2}4$/m, "mode switches  3")
        .replace(/(<!-- weave dmaCopies -->)\d+/, "$17");
      Deno.writeTextFileSync(path, stale);
      const picture = `${book.top}/lessons/05_read_write/pictures/way.svg`;
      const drawn = Deno.readTextFileSync(picture);
      Deno.removeSync(picture);
      const first = await book.task("weave");
      assertEquals(first, {
        code: 0,
        out: "lessons/05_read_write/pictures/way.svg\n" +
          "lessons/05_read_write/README.md: dmaCopies, counts\n",
        err: "",
      });
      assertEquals(Deno.readTextFileSync(path), fresh);
      assertEquals(Deno.readTextFileSync(picture), drawn);
      const second = await book.task("weave");
      assertEquals(second, { code: 0, out: "", err: "" });
    },
  ),
);
