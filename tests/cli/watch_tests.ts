import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { temporaryTest } from "../command.ts";
import { RunningTask } from "../running_task.ts";
import { Workbook } from "../workbook.ts";

/** Starts a watch. */
function watching(book: Workbook, ...args: string[]): RunningTask {
  return new RunningTask("watch", args, { top: book.top });
}

Deno.test(
  temporaryTest(
    "watch grades whenever an answer is saved, however an editor saves",
    async (folder) => {
      const book = new Workbook(folder);
      await using watch = watching(book, "5");
      const first = await watch.read("Waiting for you to save");
      assertStringIncludes(first, "  · 5.1  readAndWrite  open\n");
      assertStringIncludes(
        first,
        "Not yet: exercise 5.1. Its task: deno task exercise 5.1",
      );
      assertStringIncludes(first, "exercises/05_read_write/answer.ts.\n");
      await watch.read("Ctrl-C ends it.");

      book.answer = book.oneWrong;
      const wrong = await watch.read("Not yet: ");
      assertStringIncludes(wrong, "  ✗ 5.2  countSwitches  failed\n");
      assertStringIncludes(wrong, "Not yet: exercise 5.2.");
      assert(!wrong.includes("\x1b"), "what is piped has no codes");

      const logging = 'console.log("hi");\n  $&';
      Deno.writeTextFileSync(
        `${book.answerPath}~`,
        book.solution.replace("const calls", logging),
      );
      Deno.renameSync(`${book.answerPath}~`, book.answerPath);
      const right = await watch.read(
        "ALL 3 PASSED. Why it works, and our answer: deno task",
      );
      assertStringIncludes(right, "  log: hi\n");
      await watch.read("No exercise has a todo any more: deno task progress");

      Deno.removeSync(book.answerPath);
      book.answer = "export function readAndWrite( {";
      const broken = await watch.read("Not yet: exercise 5.1.");
      assertStringIncludes(broken, "It cannot be loaded: SyntaxError");
      const reasons = broken.match(/It cannot be loaded/g)?.length;
      assert(reasons === 1, "only the first failure tells its reasons");
      assertStringIncludes(broken, "why    as 5.1\n");
    },
  ),
);

Deno.test(
  temporaryTest(
    "watch goes on: to the next exercise after one, to the next lesson after a lesson",
    async (folder) => {
      const book = new Workbook(folder);
      book.repeatAsLesson6();
      const { stub, solution } = book;
      const solved = /export function readAndWrite[^]*?\n}\n/;
      const first = stub.replace(solved, () => solved.exec(solution)![0]);
      {
        await using watch = watching(book, "5.1");
        await watch.read("Ctrl-C ends it.");
        book.answer = first;
        await watch.read("\nPASSED.");
        await watch.read(
          "Going on with 5.2 countSwitches, deno task exercise 5.2",
        );
        await watch.read("Waiting for you to save");
        book.answer = `${first}// saved\n`;
        const shown = await watch.read("Not yet: exercise 5.2.");
        assert(!shown.includes("5.1"), shown);
      }
      await using watch = watching(book, "5");
      await watch.read("Ctrl-C ends it.");
      book.answer = solution;
      await watch.read("ALL 3 PASSED.");
      await watch.read("Going on with 6.1 readAndWrite");
      await watch.read("exercises/06_mmap_write/answer.ts.");
      const other = book.answerPath.replace("05_read_write", "06_mmap_write");
      Deno.writeTextFileSync(other, first);
      const shown = await watch.read("Not yet: exercise 6.2.");
      assertStringIncludes(shown, "  ✓ 6.1  readAndWrite");
    },
  ),
);

Deno.test(
  temporaryTest(
    "watch does not show the verdict on an answer that has been mended meanwhile",
    async (folder) => {
      const book = new Workbook(folder);
      await using watch = watching(book, "5.2");
      await watch.read("Waiting for you to save");
      const endless = "for (;;) console.log(7);\n  const calls";
      book.answer = book.solution.replace("const calls", endless);
      // The answer with the loop is surely being graded when the next one comes.
      await new Promise((resolve) => setTimeout(resolve, 300));
      book.answer = book.solution;
      await watch.read("PASSED.");
      await new Promise((resolve) => setTimeout(resolve, 2000));
      book.answer = book.oneWrong;
      const shown = await watch.read("Not yet: ");
      assert(!shown.includes("did not end"), shown);
    },
  ),
);

Deno.test(
  temporaryTest(
    "watch without a number grades the lesson whose answer is saved",
    async (folder) => {
      const book = new Workbook(folder);
      book.repeatAsLesson6();
      const first = book.stub;
      Deno.removeSync(`${book.top}/.pristine`, { recursive: true });
      await using watch = watching(book);
      await watch.read("save an answer in one of 2 lessons.\nCtrl-C");
      assertEquals(book.stub, first, "it keeps what a learner began with");
      const other = book.answerPath.replace("05_read_write", "06_mmap_write");
      Deno.writeTextFileSync(other, book.oneWrong);
      const shown = await watch.read("Not yet: exercise 6.2.");
      assertStringIncludes(shown, "Lesson 6. mmap + write\n");
      book.answer = book.solution;
      const next = await watch.read("ALL 3 PASSED.");
      assertStringIncludes(next, "Lesson 5. read + write\n");
      assert(!next.includes("Lesson 6"), next);
    },
  ),
);

Deno.test(
  temporaryTest(
    "watch ends when nobody reads it any more",
    async (folder) => {
      const book = new Workbook(folder);
      for (const args of [[], ["5"], ["5.2", "--no-clear"]]) {
        await using watch = watching(book, ...args);
        await watch.read("\n");
        const { code, signal } = await watch.leave();
        assertEquals({ code, signal }, { code: 0, signal: null }, `${args}`);
      }
    },
  ),
);
