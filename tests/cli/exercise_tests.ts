import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { inParallel, temporaryTest } from "../command.ts";
import { Workbook } from "../workbook.ts";

Deno.test(
  temporaryTest(
    "exercise shows the task and nothing that spoils it, and what to type then",
    async (folder) => {
      const book = new Workbook(folder);
      const [task, named] = await inParallel(
        ["5.2", "countSwitches"],
        (name) => book.task("exercise", name),
      );
      assertEquals(named, task);
      const { code, out, err } = task!;
      assertEquals([code, err], [0, ""]);
      for (
        const says of [
          "5.2 countSwitches",
          "How many mode switches does read + write",
          "exercises/05_read_write/answer.ts",
        ]
      ) assertStringIncludes(out.replaceAll(/\s+/g, " "), says);
      // What is to be typed is on one line.
      assertStringIncludes(out, "Then: `deno task grade 5.2`\n");
      assertStringIncludes(out, "A hint: `deno task hint 5.2`\n");
      assert(!out.includes("lesson comes before"), out);
      for (const says of ["Hint 1", "Three numbers", "Not so", "a call goes"]) {
        assert(!out.includes(says), out);
      }
    },
  ),
);

Deno.test(
  temporaryTest(
    "exercise of a lesson is its first that has not passed",
    async (folder) => {
      const book = new Workbook(folder);
      const fresh = await book.task("exercise", "5");
      assertStringIncludes(fresh.out, "5.1 readAndWrite");
      assertStringIncludes(
        fresh.out,
        "Its lesson comes before it: `deno task lesson 5`\n",
      );
      book.answer = book.oneWrong;
      const later = await book.task("exercise", "read_write");
      assertStringIncludes(later.out, "5.2 countSwitches");
    },
  ),
);

Deno.test(
  temporaryTest(
    "exercise refuses what there is not, in one line",
    async (folder) => {
      const book = new Workbook(folder);
      const cases: readonly [args: string[], says: string][] = [
        [[], "An exercise was expected. Try: deno task exercise 5.1\n"],
        [["5.7"], "Unknown exercise 5.7: lesson 5 has 5.1 to 5.3. Try: deno "],
        [["nope"], 'Unknown lesson "nope": '],
        [["5.1", "1"], 'Unknown argument "1": exercise has '],
      ];
      for (const [args, says] of cases) {
        const { code, out, err } = await book.task("exercise", ...args);
        assertEquals([code, out], [2, ""], err);
        assert(err.startsWith(says), err);
        assertEquals(err.split("\n").length, 2, err);
      }
    },
  ),
);
