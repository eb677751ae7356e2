import { assert, assertEquals, assertMatch } from "@std/assert";
import { lastProblemLesson, rollProblem } from "../problems.ts";
import { displayWidth } from "../../lib/text/width.ts";
import {
  type CommandResult,
  inParallel,
  runningTest,
  runTask,
  splitWords,
  temporaryTest,
} from "../command.ts";
import { Workbook } from "../workbook.ts";

async function predict(line: string): Promise<CommandResult> {
  return await runTask("predict", splitWords(line));
}

/** The values that are right, as a learner would type them. */
function rightValues(lesson: number, seed: number): string[] {
  return rollProblem(lesson, seed).blanks.map(({ answer }) => String(answer));
}

/** Spaces and line ends count as one space, so that it does not matter where lines are broken. */
function flat(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

Deno.test(
  runningTest("predict asks, answers and checks the same problem", async () => {
    const lessons = Array.from({ length: lastProblemLesson }, (_, i) => i + 1);
    await inParallel(lessons, async (lesson) => {
      const values = rightValues(lesson, 7);
      const [asked, answered, checked] = await inParallel(
        ["", " --answers", ` --submit "${values.join(",")}"`],
        (rest) => predict(`${lesson} --seed 7${rest}`),
      );
      assertEquals([asked!.code, asked!.err], [0, ""]);
      assertEquals(asked!.out.split("____").length - 1, values.length);
      assert(!answered!.out.includes("____"), answered!.out);
      assertEquals([checked!.code, checked!.err], [0, ""]);
      assertMatch(checked!.out, new RegExp(`^All ${values.length} right\\.`));
      for (const row of `${asked!.out}${answered!.out}`.split("\n")) {
        assert(displayWidth(row) <= 80, `lesson ${lesson}: ${row}`);
      }
    });
  }),
);

Deno.test(
  runningTest(
    "predict explains the first wrong blank without its value",
    async () => {
      const [first, ...others] = rightValues(5, 7);
      const wrong = [String(Number(first) + 1000), ...others].join(",");
      const { code, out } = await predict(`5 --seed 7 --submit ${wrong}`);
      assertEquals(code, 1);
      const [blank] = rollProblem(5, 7).blanks;
      assert(flat(out).startsWith(`Blank 1, ${blank!.asks}: `), out);
      assert(flat(out).includes(flat(blank!.explains)), out);
      assert(!out.includes(`: ${first} `), out);
    },
  ),
);

Deno.test(
  runningTest("predict without a seed rolls one, and names it", async () => {
    const { out } = await predict("sendfile");
    const seed = Number(/seed (\d+)/.exec(out)?.[1]);
    const { out: again } = await predict(`7 --seed ${seed}`);
    assertEquals(again, out);
  }),
);

Deno.test(
  runningTest(
    "predict --json holds answers only if they are asked for",
    async () => {
      const [open, full] = await inParallel(
        ["8 --seed 3 --json", "8 --seed 3 --json --answers"],
        predict,
      );
      const { blanks, ...rest } = JSON.parse(open!.out);
      assertEquals([rest.lesson, rest.seed], [8, 3]);
      assert(blanks.every((blank: object) => !("answer" in blank)), open!.out);
      assertEquals(JSON.parse(full!.out), {
        ...rollProblem(8, 3),
        blanks: rollProblem(8, 3).blanks.map(({ wrong: _, ...blank }) => blank),
      });
    },
  ),
);

Deno.test(
  runningTest(
    "predict refuses bad input in one line, with exit code 2",
    async () => {
      const lines = [
        "9x",
        "12",
        "5 --seed x",
        "5 --seed -1",
        "5 --seed 1 --submit 1,2",
        "5 --seed 1 --submit a,b,c,d,e",
        "5 --size 3",
        "5 6",
      ];
      for (const { code, out, err } of await inParallel(lines, predict)) {
        assertEquals([code, out], [2, ""], err);
        const [, tryThis] =
          /^[^\n]+ Try: deno task (predict[^\n]*|lesson)\n$/.exec(err) ?? [];
        assert(tryThis !== undefined, err);
        if (!tryThis.startsWith("predict ")) continue;
        const again = await predict(tryThis.replace("predict ", ""));
        assertEquals(again.code, 0, tryThis);
      }
    },
  ),
);

Deno.test(
  temporaryTest(
    "predict refuses a lesson that has no problems",
    async (folder) => {
      const book = new Workbook(folder);
      const lesson = `${book.top}/lessons/99_mine`;
      Deno.mkdirSync(lesson);
      Deno.writeTextFileSync(
        `${lesson}/README.md`,
        "# 99. Mine\n\n> My own.\n",
      );
      const { code, out, err } = await book.task("predict", "99");
      assertEquals([code, out], [2, ""]);
      assertEquals(
        err,
        "Lesson 99 has no problems: lesson 5 has. Try: deno task predict 5\n",
      );
    },
  ),
);
