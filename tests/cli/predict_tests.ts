import { assert, assertEquals, assertMatch } from "@std/assert";
import { problem } from "../fixture/lessons/05_read_write/predict.ts";
import { rollProblem } from "../../lib/workbook/prediction.ts";
import { type CommandResult, splitWords, temporaryTest } from "../command.ts";
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

/** What is typed at a prompt: a line, or nothing (the end). "no text" stands for bytes that are none. */
type Typed = string | null;

/** Has lines typed in a terminal. @returns Those that were not asked for. */
async function typing(
  lines: readonly Typed[],
  act: () => Promise<void>,
): Promise<Typed[]> {
  const left = [...lines];
  const { isTerminal } = Deno.stdin;
  const { prompt } = globalThis;
  Deno.stdin.isTerminal = () => true;
  globalThis.prompt = () => {
    const line = left.shift();
    if (line === "no text") throw new Deno.errors.InvalidData("invalid data");
    return line ?? null;
  };
  try {
    await act();
  } finally {
    Deno.stdin.isTerminal = isTerminal;
    globalThis.prompt = prompt;
  }
  return left;
}

Deno.test(
  predictTest(
    "predict asks in a terminal until all is right, whatever bytes are typed",
    async (predict) => {
      const wrong = right.map(() => "9999").join();
      const lines = ["1,2", "no text", "x", wrong, "no text", `${right}`];
      const left = await typing([...lines, "too late"], async () => {
        const { code, out, err } = await predict("5 --seed 7");
        assertEquals([code, err], [0, ""]);
        assertEquals(out.split("That is no text: ").length - 1, 2);
        assert(out.includes("All 4 right."), out);
      });
      assertEquals(left, ["too late"]);
      for (const end of [null, "", " "]) {
        await typing(["no text", end], async () => {
          const { code, out } = await predict("5 --seed 7");
          assertEquals(code, 1);
          assert(out.includes("Check: deno task predict 5 --seed 7"), out);
        });
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
