import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { inParallel, temporaryTest } from "../command.ts";
import { Workbook } from "../workbook.ts";

Deno.test(
  temporaryTest(
    "hint gives one hint after the other, and says whether there is a further one",
    async (folder) => {
      const book = new Workbook(folder);
      const [task, usual, first, second] = await inParallel(
        [["5.2", "0"], ["5.2"], ["5.2", "1"], ["countSwitches", "2"]],
        (args) => book.task("hint", ...args),
      );
      assert([task, usual, first, second].every((ran) => ran!.code === 0));
      const asked = await book.task("exercise", "5.2");
      assertEquals(task, asked, "level 0 is the task");
      assertEquals(usual, first);
      assertStringIncludes(first!.out, "5.2 countSwitches, hint 1 of 2");
      assertStringIncludes(
        first!.out,
        "A further hint: `deno task hint 5.2 2`",
      );
      assertStringIncludes(second!.out, "5.2 countSwitches, hint 2 of 2");
      assertStringIncludes(
        second!.out,
        "no further hint. Try it: `deno task grade 5.2`",
      );
      const texts = [task, first, second].map((ran) => ran!.out);
      assertEquals(new Set(texts).size, 3);
      assert(texts.every((text) => !text.includes("only the calls do")), "why");
      assert(texts.every((text) => !text.includes("\x1b")), "colours");
    },
  ),
);

Deno.test(
  temporaryTest(
    "hint for a lesson is for its first exercise that has not passed",
    async (folder) => {
      const book = new Workbook(folder);
      const fresh = await book.task("hint", "5");
      assertStringIncludes(fresh.out, "5.1 readAndWrite, hint 1");
      book.answer = book.oneWrong;
      const later = await book.task("hint", "read_write", "2");
      assertStringIncludes(later.out, "5.2 countSwitches, hint 2");
      book.answer = book.solution;
      const done = await book.task("hint", "5");
      assertStringIncludes(done.out, "5.1 readAndWrite, hint 1");
    },
  ),
);

Deno.test(
  temporaryTest("hint refuses what it has not, in one line", async (folder) => {
    const book = new Workbook(folder);
    const cases: readonly [args: string[], says: string][] = [
      [[], "An exercise was expected. Try: deno task hint 5.1\n"],
      [
        ["5.1", "3"],
        '5.1 has hints 1 to 2: "3" was asked for. Try: deno task hint 5.1 2\n',
      ],
      [["5.1", "x"], '5.1 has hints 1 to 2: "x" was'],
      [["5.1", "1.5"], '5.1 has hints 1 to 2: "1.5" was'],
      [
        ["5.7"],
        "Unknown exercise 5.7: lesson 5 has 5.1 to 5.3. Try: deno task h",
      ],
      [["nope"], 'Unknown lesson "nope": '],
    ];
    const ran = await inParallel(cases, ([args]) => book.task("hint", ...args));
    for (const [i, { code, out, err }] of ran.entries()) {
      assertEquals([code, out], [2, ""], err);
      assert(err.startsWith(cases[i]![1]), err);
      assertEquals(err.split("\n").length, 2, err);
    }
  }),
);
