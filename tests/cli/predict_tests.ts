import { assert, assertEquals, assertMatch } from "@std/assert";
import { problem } from "../fixture/lessons/05_read_write/predict.ts";
import { rollProblem } from "../../lib/workbook/prediction.ts";
import { type CommandResult, splitWords, temporaryTest } from "../command.ts";
import { typing } from "../typing.ts";
import { Workbook } from "../workbook.ts";

/** Defines a test of the command in a workbook of the tests: lesson 5 has problems. */
function predictTest(
  name: string,
  fn: (predict: (line: string) => Promise<CommandResult>) => Promise<void>,
): Deno.TestDefinition {
  return temporaryTest(name, async (folder) => {
    const book = new Workbook(folder);
    await fn((line) => book.task("predict", ...splitWords(line)));
  });
}

const rolled = rollProblem(problem, { lesson: 5, seed: 7 });

/** The values that are right, as a learner would type them. */
const right = rolled.blanks.map(({ answer }) => String(answer));

/** Spaces and line ends count as one space, so that it does not matter where lines are broken. */
function flat(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

Deno.test(
  predictTest(
    "predict asks, answers and checks the same problem",
    async (predict) => {
      const asked = await predict("5 --seed 7");
      assertEquals([asked.code, asked.err], [0, ""]);
      assertEquals(asked.out.split("____").length - 1, right.length);
      const answered = await predict("5 --seed 7 --answers");
      assert(!answered.out.includes("____"), answered.out);
      const checked = await predict(`5 --seed 7 --submit "${right}"`);
      assertEquals([checked.code, checked.err], [0, ""]);
      assertMatch(checked.out, /^All 4 right\./);
    },
  ),
);

Deno.test(
  predictTest(
    "predict explains the first wrong blank without its value",
    async (predict) => {
      const [first, ...others] = right;
      const wrong = [Number(first) + 1000, ...others].join();
      const { code, out } = await predict(`5 --seed 7 --submit ${wrong}`);
      assertEquals(code, 1);
      const [blank] = rolled.blanks;
      assert(flat(out).startsWith(`Blank 1, ${blank!.asks}: `), out);
      assert(flat(out).includes(flat(blank!.explains)), out);
      assert(!out.includes(`: ${first} `), out);
    },
  ),
);

Deno.test(
  predictTest(
    "predict without a seed rolls one, and names it",
    async (predict) => {
      const { out } = await predict("read");
      const seed = Number(/seed (\d+)/.exec(out)?.[1]);
      assertEquals((await predict(`5 --seed ${seed}`)).out, out);
    },
  ),
);

Deno.test(
  predictTest(
    "predict --json holds answers only if they are asked for",
    async (predict) => {
      const open = await predict("5 --seed 7 --json");
      const { blanks, ...rest } = JSON.parse(open.out);
      assertEquals([rest.lesson, rest.seed], [5, 7]);
      assert(blanks.every((blank: object) => !("answer" in blank)), open.out);
      const full = await predict("5 --seed 7 --json --answers");
      assertEquals(JSON.parse(full.out), {
        ...rolled,
        blanks: rolled.blanks.map(({ wrong: _, ...blank }) => blank),
      });
    },
  ),
);

Deno.test(
  predictTest(
    "predict --json holds what came of a prediction, and not what is right",
    async (predict) => {
      const checked = await predict(`5 --seed 7 --json --submit "${right}"`);
      const told = { lesson: 5, seed: 7, isRight: true, mistake: null };
      assertEquals([checked.code, JSON.parse(checked.out)], [0, told]);
      const [first, ...others] = right;
      const wrong = [Number(first) + 1000, ...others].join();
      const { code, out } = await predict(
        `5 --seed 7 --json --submit ${wrong}`,
      );
      const { isRight, mistake } = JSON.parse(out);
      assertEquals([code, isRight], [1, false]);
      assertEquals([mistake.number, mistake.rightBlanks], [1, 3]);
      assert(!("answer" in mistake));
    },
  ),
);

Deno.test(
  predictTest(
    "predict refuses bad input in one line, with exit code 2",
    async (predict) => {
      const lines = [
        "9x",
        "6",
        "5 --seed x",
        "5 --seed -1",
        "5 --seed 1 --submit 1,2",
        "5 --seed 1 --submit a,b,c,d",
        "5 --submit 1,2,3,4",
        "5 --seed 1 --submit 1,2,3,4 --answers",
        "5 --size 3",
        "5 6",
        "5 8",
        "5 read --seed x",
        "--all 5",
        "",
      ];
      for (const line of lines) {
        const { code, out, err } = await predict(line);
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
  predictTest(
    "predict asks one blank after the other, and tells at once what is wrong with it",
    async (predict) => {
      const [first, ...others] = right;
      const { wrong, explains } = rolled.blanks[0]!;
      const [idea, value] = Object.entries(wrong)[0]!;
      const lines = ["no text", "x", `${value}`, first!, ...others];
      const left = await typing([...lines, "too late"], async () => {
        const { code, out, err } = await predict("5 --seed 7");
        assertEquals([code, err], [0, ""]);
        assert(out.includes("That is not text: "), out);
        assert(flat(out).includes("Expected a whole number for blank 1"), out);
        const says = `Not so: ${idea}. ${explains} Once more`;
        assert(flat(out).includes(flat(says)), out);
        assert(!out.includes("It is "), "no answer is told");
        assertEquals(out.split("Right.").length - 1, right.length);
        assert(out.includes("Lesson 5: 3 of 4 blanks right at the first"), out);
        assert(out.endsWith("Another one: deno task predict 5\n"), out);
      });
      assertEquals(left, ["too late"]);
    },
  ),
);

Deno.test(
  predictTest(
    "predict tells an answer for Enter, and ends at q and at the end of input",
    async (predict) => {
      await typing(["", ...right.slice(1)], async () => {
        const { code, out } = await predict("5 --seed 7");
        assertEquals(code, 1);
        const told = `It is ${right[0]}. ${rolled.blanks[0]!.explains}`;
        assert(flat(out).includes(flat(told)), out);
        assert(out.includes("Lesson 5: 3 of 4 blanks"), out);
      });
      await typing([right[0]!, "99999", "q"], async () => {
        const { out } = await predict("5 --seed 7");
        assert(out.includes("Lesson 5: 1 of 2 blanks right"), out);
      });
      await typing(["q"], async () => {
        const { code, out } = await predict("5 --seed 7");
        assertEquals([code, /^Lesson 5: /m.test(out)], [1, false], out);
      });
      for (const end of [null, "q", " Q "]) {
        await typing([right[0]!, end, right[1]!], async () => {
          const { code, out } = await predict("5 --seed 7");
          assertEquals(code, 1);
          assert(out.includes("Lesson 5: 1 of 1 blank right"), out);
          assert(out.includes("Check: deno task predict 5 --seed 7"), out);
        });
      }
    },
  ),
);

Deno.test(
  temporaryTest(
    "predict asks of several lessons until it is ended, and says the score of each",
    async (folder) => {
      const book = new Workbook(folder);
      for (const slug of ["06_mmap_write", "08_comparison"]) {
        const lesson = `${book.top}/lessons/${slug}`;
        Deno.copyFileSync(
          `${book.top}/lessons/05_read_write/predict.ts`,
          `${lesson}/predict.ts`,
        );
      }
      for (const line of ["5 6 8", "--all", "8 6 mmap 5 --seed 3"]) {
        // Four blanks in each problem: those of the second have a mistake each.
        const types = (asked: number): string | null =>
          asked < 40 ? asked === 5 ? "7777777" : "" : null;
        await typing(types, async () => {
          const words = splitWords(line);
          const { code, out, err } = await book.task("predict", ...words);
          assertEquals([code, err], [0, ""]);
          const asked = [...out.matchAll(/^Lesson (\d), seed/gm)]
            .map(([, number]) => Number(number));
          assertEquals([...new Set(asked.slice(0, 3))].sort(), [5, 6, 8]);
          assert(asked.length > 8, out);
          assert(asked.every((one, i) => one !== asked[i + 1]), `${asked}`);
          const scores = [
            ...out.matchAll(/^Lesson (\d): \d of (\d+) blanks/gm),
          ];
          assertEquals(scores.map(([, number]) => number), ["5", "6", "8"]);
          const blanks = scores.reduce((sum, [, , of]) => sum + Number(of), 0);
          assertEquals(blanks, 39, out);
        });
      }
      const [first, second] = ["5", "6"].map((lesson) =>
        book.task("predict", lesson, "--seed", "4")
      );
      const both = await book.task("predict", "5", "6", "--seed", "4");
      assertEquals(
        both.out,
        `${(await first!).out}\n${(await second!).out}`,
      );
      const json = await book.task("predict", "5", "6", "5", "--json");
      const list: { lesson: number }[] = JSON.parse(json.out);
      assertEquals(list.map(({ lesson }) => lesson), [5, 6]);
      assert(!json.out.includes('"answer"'), json.out);
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
