import { assertEquals, assertStringIncludes } from "@std/assert";
import { inParallel, temporaryTest } from "../command.ts";
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
    "reset changes nothing without a yes, or for one exercise",
    async (folder) => {
      const book = new Workbook(folder);
      book.answer = "// mine\n";
      const cases: readonly [args: string[], says: string][] = [
        [
          ["5"],
          "Without a terminal, reset cannot ask whether you are sure. Try: ",
        ],
        [["5.2", "--yes"], 'A lesson is reset as a whole: "5.2" is one of its'],
        [["mended", "--yes"], 'A lesson is reset as a whole: "mended" is one'],
        [["--yes"], "A lesson was expected. Try: deno task reset 5\n"],
        [["9", "--yes"], 'Unknown lesson "9"'],
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
