import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { inParallel, temporaryTest } from "../command.ts";
import { slug, Workbook } from "../workbook.ts";

Deno.test(
  temporaryTest(
    "solution shows nothing before the pass, unless told to",
    async (folder) => {
      const book = new Workbook(folder);
      const [lesson, one, anyway, nothing] = await inParallel(
        [["5"], ["5.2"], ["5.2", "--anyway"], []],
        (args) => book.task("solution", ...args),
      );
      assertEquals(lesson, {
        code: 2,
        out: "",
        err: "These have not passed yet: 5.1, 5.2, 5.3. Try: deno task " +
          "hint 5.1, or add --anyway\n",
      });
      assertEquals([one!.code, one!.out], [2, ""]);
      assertEquals([anyway!.code, anyway!.err], [0, ""]);
      assertStringIncludes(anyway!.out, "const pieces = Math.ceil(");
      assertStringIncludes(anyway!.out, "only the calls do.");
      assert(
        !anyway!.out.includes("readAndWrite"),
        "another exercise is shown",
      );
      assertEquals([nothing!.code, nothing!.out], [2, ""]);
    },
  ),
);

Deno.test(
  temporaryTest(
    "solution shows what has passed, and of a lesson all",
    async (folder) => {
      const book = new Workbook(folder);
      book.answer = book.oneWrong;
      const [passed, failed, lesson] = await inParallel(
        ["5.1", "5.2", "5"],
        (wanted) => book.task("solution", wanted),
      );
      assertEquals([passed!.code, failed!.code, lesson!.code], [0, 2, 2]);
      book.answer = book.solution;
      const all = await book.task("solution", "5");
      assertEquals([all.code, all.err], [0, ""]);
      const heads = [...all.out.matchAll(/^5\.\d \w+$/gm)].map(([head]) =>
        head
      );
      assertEquals(heads, [
        "5.1 readAndWrite",
        "5.2 countSwitches",
        "5.3 mended",
      ]);
      assertStringIncludes(all.out, "// was: after the return from read");
    },
  ),
);

Deno.test(
  temporaryTest(
    "a file of ours that is missing is named, with how to get it back",
    async (folder) => {
      const book = new Workbook(folder);
      for (
        const path of [
          `solutions/${slug}/answer.ts`,
          `exercises/${slug}/README.md`,
        ]
      ) {
        Deno.removeSync(`${book.top}/${path}`);
        const { code, out, err } = await book.task("solution", "5", "--anyway");
        assertEquals([code, out], [2, ""], path);
        const says = `${path} is not there any more. Try: git checkout ${path}`;
        assertEquals(err.slice(0, says.length), says);
        assertEquals(err.indexOf("\n"), err.length - 1, err);
      }
    },
  ),
);
