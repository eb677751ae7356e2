import { assertEquals } from "@std/assert";
import { inParallel, temporaryTest } from "../command.ts";
import { Workbook } from "../workbook.ts";

Deno.test(
  temporaryTest(
    "progress shows what is open, tried and passed, and what is next",
    async (folder) => {
      const book = new Workbook(folder);
      book.repeatAsLesson6();
      const states: readonly [answer: string, row: string, next: string][] = [
        [book.stub, " 5  □□□   open    read + write", "5.1"],
        [book.oneWrong, " 5  ■▣■   2 of 3  read + write", "5.2"],
        [book.solution, " 5  ■■■   done    read + write", "6.1"],
      ];
      for (const [answer, row, next] of states) {
        book.answer = answer;
        const { code, out, err } = await book.task("progress");
        assertEquals([code, err], [0, ""]);
        const [first, second, ...rest] = out.trimEnd().split("\n");
        assertEquals([first, second], [row, " 6  □□□   open    mmap + write"]);
        assertEquals(
          rest.at(-1),
          `Next: exercise ${next}. Its task: deno task exercise ${next}`,
        );
      }
    },
  ),
);

Deno.test(
  temporaryTest("progress is the same as JSON", async (folder) => {
    const book = new Workbook(folder);
    book.answer = book.oneWrong;
    const [some, refused] = await inParallel(
      [["--json"], ["5"]],
      (args) => book.task("progress", ...args),
    );
    assertEquals([some!.code, some!.err], [0, ""]);
    assertEquals(JSON.parse(some!.out), {
      passed: 2,
      failed: 1,
      open: 0,
      next: "5.2",
      lessons: [{
        lesson: 5,
        title: "read + write",
        passed: 2,
        failed: 1,
        open: 0,
        exercises: [
          { place: "5.1", name: "readAndWrite", status: "passed" },
          { place: "5.2", name: "countSwitches", status: "failed" },
          { place: "5.3", name: "mended", status: "passed" },
        ],
      }],
    });
    assertEquals([refused!.code, refused!.out], [2, ""]);
    book.answer = book.solution;
    const all = await book.task("progress", "--json");
    assertEquals(JSON.parse(all.out).next, null);
    const text = await book.task("progress");
    assertEquals(text.out.trimEnd().split("\n").at(-1), "All passed.");
  }),
);
