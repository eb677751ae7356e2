import { assert, assertEquals } from "@std/assert";
import { temporaryTest } from "../command.ts";
import { Workbook } from "../workbook.ts";

Deno.test(
  temporaryTest(
    "summary comes once all has passed, or anyway",
    async (folder) => {
      const book = new Workbook(folder);
      const { code, out, err } = await book.task("summary");
      assertEquals([code, out], [2, ""]);
      assertEquals(
        err,
        "The summary comes last: 3 exercises to pass, the next is 5.1. " +
          "Try: deno task exercise 5.1, or add --anyway\n",
      );
      book.answer = book.oneWrong;
      const one = await book.task("summary");
      assert(
        one.err.includes("1 exercise to pass, the next is 5.2. "),
        one.err,
      );
      const anyway = await book.task("summary", "--anyway");
      assertEquals([anyway.code, anyway.err], [0, ""]);
      assert(anyway.out.startsWith("Zero-copy on one page\n"), anyway.out);
      assert(anyway.out.includes("\nGlossary\n"), anyway.out);
      book.solveAll();
      const passed = await book.task("summary");
      assertEquals([passed.code, passed.out, passed.err], [0, anyway.out, ""]);
    },
  ),
);
