import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { exportOf } from "../../lib/workbook/answer_source.ts";
import { inParallel, temporaryTest } from "../command.ts";
import { ends, interrupt } from "../interrupt.ts";
import { makeLink, makePipe, specialFilesTest } from "../special_files.ts";
import { slug, Workbook } from "../workbook.ts";

/** The copies that reset has kept, in order. */
function copiesIn(book: Workbook): string[] {
  return [...Deno.readDirSync(`${book.top}/exercises/${slug}`)]
    .map(({ name }) => name).filter((name) => name.includes(".bak."))
    .sort();
}

Deno.test(
  temporaryTest(
    "reset gives the first answer back byte for byte, and keeps each of yours",
    async (folder) => {
      const book = new Workbook(folder);
      const stub = Deno.readFileSync(book.answerPath);
      const answers = [
        new TextEncoder().encode("// one\r\n"),
        new Uint8Array([0xff, 0xfe, 0, 10]),
      ];
      for (const [i, answer] of answers.entries()) {
        Deno.writeFileSync(book.answerPath, answer);
        const { code, out, err } = await book.task("reset", "5", "--yes");
        const copy = `answer.${i + 1}.bak.ts`;
        assertEquals([code, err], [0, ""]);
        assertEquals(
          out,
          `Lesson 5 is reset. Your answer is kept in exercises/${slug}/${copy}\n`,
        );
        assertEquals(Deno.readFileSync(book.answerPath), stub);
        const kept = Deno.readFileSync(`${book.top}/exercises/${slug}/${copy}`);
        assertEquals(kept, answer);
      }
      assertEquals(copiesIn(book), ["answer.1.bak.ts", "answer.2.bak.ts"]);
    },
  ),
);

Deno.test(
  temporaryTest(
    "reset changes nothing where there is nothing to change",
    async (folder) => {
      const book = new Workbook(folder);
      const { code, out } = await book.task("reset", "5", "--yes");
      assertEquals([code, out], [0, "Lesson 5 is as it was at first.\n"]);
      assertEquals(copiesIn(book), []);
      Deno.removeSync(book.answerPath);
      const gone = await book.task("reset", "5");
      assertEquals([gone.code, gone.out], [
        0,
        "Lesson 5 has its answer.ts again.\n",
      ]);
      assertEquals([book.answer, copiesIn(book)], [book.stub, []]);
    },
  ),
);

Deno.test(
  temporaryTest(
    "reset changes nothing without a yes, or for what it does not understand",
    async (folder) => {
      const book = new Workbook(folder);
      book.answer = "// mine\n";
      const cases: readonly [args: string[], says: string][] = [
        [
          ["5"],
          "Without a terminal, reset cannot ask whether you are sure. Try: ",
        ],
        [["5.2"], "Try: deno task reset 5.2 --yes\n"],
        [["--all"], "Try: deno task reset --all --yes\n"],
        [["5", "--all"], 'Give "5" or --all, not both. Try: deno task reset 5'],
        [["5.9", "--yes"], "Unknown exercise 5.9"],
        [["--yes"], "An exercise was expected. Try: deno task reset 5.1\n"],
        [["9", "--yes"], 'Unknown lesson "9"'],
        [["../read", "--yes"], 'Unknown lesson "../read"'],
        [["***write.2", "--yes"], 'Unknown lesson "***write"'],
        [["read.2", "--yes"], 'Unknown lesson "read"'],
      ];
      const ran = await inParallel(
        cases,
        ([args]) => book.task("reset", ...args),
      );
      for (const [i, { code, out, err }] of ran.entries()) {
        assertEquals([code, out], [2, ""], err);
        assertStringIncludes(err, cases[i]![1]);
      }
      assertEquals([book.answer, copiesIn(book)], ["// mine\n", []]);
    },
  ),
);

Deno.test(
  temporaryTest(
    "reset of one exercise leaves the others as they are",
    async (folder) => {
      const book = new Workbook(folder);
      const [before, mine] = [book.stub, `${book.solution}// mine\n`];
      book.answer = mine;
      const { code, out } = await book.task("reset", "5.2", "--yes");
      assertEquals([code, out], [
        0,
        "Exercise 5.2 is reset. Your answer is kept in " +
        `exercises/${slug}/answer.1.bak.ts\n`,
      ]);
      const names = ["readAndWrite", "countSwitches", "mended"];
      const parts = names.map((name) => exportOf(book.answer, name));
      assertEquals(parts, [
        exportOf(mine, "readAndWrite"),
        exportOf(before, "countSwitches"),
        exportOf(mine, "mended"),
      ]);
      assert(book.answer.endsWith("// mine\n"));
      const graded = await book.task("grade", "5");
      assertStringIncludes(graded.out, "  · 5.2  countSwitches  open\n");
      const again = await book.task("reset", "countSwitches", "--yes");
      assertEquals(again.out, "Exercise 5.2 is as it was at first.\n");
      assertEquals(copiesIn(book), ["answer.1.bak.ts"]);
    },
  ),
);

Deno.test(
  temporaryTest(
    "reset --all resets each lesson that was begun",
    async (folder) => {
      const book = new Workbook(folder);
      book.repeatAsLesson6();
      book.answer = book.solution;
      const { code, out } = await book.task("reset", "--all", "--yes");
      assertEquals(code, 0);
      assertEquals(out.split("\n").sort().slice(1), [
        `Lesson 5 is reset. Your answer is kept in exercises/${slug}/answer.1.bak.ts`,
        "Lesson 6 is as it was at first.",
      ]);
      assertEquals(book.answer, book.stub);
    },
  ),
);

Deno.test(
  temporaryTest(
    "reset in a workbook gives back what a command has met before it was begun",
    async (folder) => {
      const book = new Workbook(folder);
      const stub = book.stub;
      Deno.removeSync(`${book.top}/.pristine`, { recursive: true });
      assertEquals((await book.task("hint", "5.1")).code, 0);
      book.answer = "// mine\n";
      assertEquals((await book.task("reset", "5", "--yes")).code, 0);
      assertEquals(book.answer, stub);

      Deno.removeSync(`${book.top}/.pristine`, { recursive: true });
      book.answer = "// mine\n";
      const { code, err } = await book.task("reset", "5", "--yes");
      assertEquals(code, 2);
      assertStringIncludes(err, "Lesson 5 was begun before a copy of its");
      assertEquals(book.answer, "// mine\n");
    },
  ),
);

Deno.test(
  temporaryTest(
    "reset that is interrupted anywhere leaves the answer whole, here or in a copy",
    async (folder) => {
      const book = new Workbook(folder);
      const { stub } = book;
      const mine = `${book.solution}// mine\n`;
      for (const end of ends) {
        for (let k = 1;; k++) {
          book.answer = mine;
          const isCut = await interrupt(
            k,
            end,
            () => book.task("reset", "5", "--yes"),
          );
          const copies = copiesIn(book).map((name) =>
            `${book.top}/exercises/${slug}/${name}`
          );
          const texts = copies.map((path) => Deno.readTextFileSync(path));
          const says = `${end} at change ${k}`;
          const isKept = book.answer === mine ||
            book.answer === stub && texts.includes(mine);
          assert(isKept, says);
          const halves = texts.filter((text) => text !== mine);
          if (end === "full") assertEquals(halves, [], says);
          for (const path of copies) Deno.removeSync(path);
          if (!isCut) break;
        }
      }
    },
  ),
);

Deno.test(
  specialFilesTest(
    "reset refuses an answer that is no file, names it, and resets the others",
    async (folder) => {
      const book = new Workbook(folder);
      book.repeatAsLesson6();
      await book.task("hint", "6.1");
      const { answerPath } = book;
      const other = answerPath.replace("05_read_write", "06_mmap_write");
      const far = `${folder}/far.ts`;
      Deno.writeTextFileSync(far, "// far\n");
      const link = "is a link: put the file itself there";
      const cases: readonly [says: string, make: () => unknown][] = [
        [link, () => makeLink(far, answerPath)],
        [link, () => makeLink("none", answerPath)],
        ["is a folder, and no file", () => Deno.mkdirSync(answerPath)],
        ["is a device or a pipe, and no file", () => makePipe(answerPath)],
      ];
      for (const [says, make] of cases) {
        Deno.removeSync(answerPath);
        Deno.writeTextFileSync(other, "// mine\n");
        await make();
        for (const wanted of ["5", "5.2", "--all"]) {
          const { code, out, err } = await book.task("reset", wanted, "--yes");
          const line = `exercises/${slug}/answer.ts ${says}\n`;
          assertEquals([code, err], [2, line], wanted);
          const isReset = out.startsWith("Lesson 6 is reset. ");
          assertEquals(isReset, wanted === "--all", out);
        }
      }
      assertEquals(Deno.readTextFileSync(far), "// far\n");
    },
  ),
);
