import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { runTask, temporaryTest } from "../command.ts";
import { HandOut } from "../hand_out.ts";
import { typing } from "../typing.ts";
import { Workbook } from "../workbook.ts";

/** A small workbook whose exercises of lesson 5 are there once more as those of lesson 6. */
function makeBook(folder: string): Workbook {
  const book = new Workbook(folder);
  book.repeatAsLesson6();
  return book;
}

function copiesOf(book: Workbook): string[] {
  const exercises = book.answerPath.replace(/[^/]*$/, "");
  return [...Deno.readDirSync(exercises)].map(({ name }) => name)
    .filter((name) => name.includes(".bak.")).sort();
}

Deno.test(
  temporaryTest(
    "catchup puts our answers in before a lesson, and keeps what was begun",
    async (folder) => {
      const book = makeBook(folder);
      const six = `${book.top}/exercises/06_mmap_write/answer.ts`;
      const before = Deno.readTextFileSync(six);
      const fresh = await book.taskAlone("catchup", "6", "--yes");
      assertEquals([fresh.code, fresh.err], [0, ""]);
      assertEquals(
        fresh.out,
        "Lesson 5: our answer of 5.1, 5.2, 5.3.\nNext: deno task lesson 6\n",
      );
      assertEquals(book.answer, book.solution);
      assertEquals(copiesOf(book), []);
      assertEquals(Deno.readTextFileSync(six), before);

      const again = await book.task("catchup", "6", "--yes");
      assertEquals(
        again.out,
        "All before lesson 6 has passed: nothing was changed.\n",
      );
      const mine = `${book.solution}\n// Mine.\n`;
      book.answer = mine;
      await book.task("catchup", "6", "--yes");
      assertEquals(book.answer, mine);
    },
  ),
);

Deno.test(
  temporaryTest(
    "catchup leaves what passes, and takes all of ours where a part will not do",
    async (folder) => {
      const book = makeBook(folder);
      const mine = `${book.oneWrong}\n// Mine.\n`;
      book.answer = mine;
      const one = await book.task("catchup", "6", "--yes");
      assertStringIncludes(
        one.out,
        "Lesson 5: our answer of 5.2. Yours is kept in\n",
      );
      assertStringIncludes(book.answer, "// Mine.");
      assertStringIncludes(book.answer, "return 2 * calls");
      const exercises = book.answerPath.replace(/[^/]*$/, "");
      assertEquals(Deno.readTextFileSync(`${exercises}answer.1.bak.ts`), mine);

      // Our answer of 5.2 would be wrong there.
      book.answer = `const Math = { ceil: () => 0 };\n${book.oneWrong}`;
      const part = await book.task("catchup", "6", "--yes");
      assertStringIncludes(part.out, "our answer of 5.1, 5.2, 5.3.");
      assertEquals(book.answer, book.solution);
      Deno.removeSync(`${exercises}answer.2.bak.ts`);

      book.answer = "export const broken = ;\n";
      const all = await book.task("catchup", "6", "--yes");
      assertStringIncludes(
        all.out,
        "our answer of 5.1, 5.2, 5.3. Yours is kept",
      );
      assertEquals(book.answer, book.solution);
      assertEquals(copiesOf(book), ["answer.1.bak.ts", "answer.2.bak.ts"]);

      Deno.removeSync(book.answerPath);
      await book.task("catchup", "6", "--yes");
      assertEquals(book.answer, book.solution);
    },
  ),
);

Deno.test(
  temporaryTest(
    "catchup asks first, and changes nothing without a yes",
    async (folder) => {
      const book = makeBook(folder);
      const first = book.answer;
      const refusals: readonly [args: string[], says: string][] = [
        [["6"], "Without a terminal, catchup cannot ask"],
        [[], "A lesson was expected"],
        [["7"], 'Unknown lesson "7": there are 5 to 6'],
        [["5", "6"], 'Unknown argument "6"'],
      ];
      for (const [args, says] of refusals) {
        const { code, out, err } = await book.task("catchup", ...args);
        assertEquals([code, out], [2, ""], says);
        assertStringIncludes(err, says);
      }
      const { confirm } = globalThis;
      const asked: string[] = [];
      try {
        for (const answer of [false, true]) {
          globalThis.confirm = (
            question,
          ) => (asked.push(question ?? ""), answer);
          await typing([], async () => {
            const { out } = await book.task("catchup", "6");
            assertEquals(out.startsWith("Nothing was changed."), !answer, out);
          });
          assertEquals(book.answer === first, !answer);
        }
      } finally {
        globalThis.confirm = confirm;
      }
      assertStringIncludes(
        asked[0]!,
        "the place of 5.1, 5.2, 5.3? What you have",
      );
      const none = await book.task("catchup", "5", "--yes");
      assertStringIncludes(none.out, "nothing was changed");
    },
  ),
);

Deno.test(
  temporaryTest(
    "a hand-out has no catchup, and where there is one it says why it cannot",
    async (folder) => {
      const out = await HandOut.make(folder);
      const own = await out.task("catchup", "5");
      assertStringIncludes(own.err, "Task not found: catchup");
      const book = makeBook(folder);
      Deno.removeSync(`${book.top}/solutions`, { recursive: true });
      const { code, err } = await runTask("catchup", ["6"], { top: book.top });
      assertEquals(code, 2);
      assertStringIncludes(
        err,
        "catchup puts our answers in, and a hand-out has none",
      );
      assert(err.endsWith("Try: deno task hint 6.1\n"), err);
    },
  ),
);
