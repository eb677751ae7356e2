import { assert, assertEquals, assertMatch } from "@std/assert";
import { type Paper, rollPaper } from "../../lib/exam/paper.ts";
import { temporaryTest } from "../command.ts";
import { type End, ends, interrupt } from "../interrupt.ts";
import { keyboard, typing } from "../typing.ts";
import { Workbook } from "../workbook.ts";

const seed = 7;

/** A learner who sits exams: the whole workbook, as an exam asks about all of it. */
class Learner {
  readonly #book: Workbook;
  /** What the last command printed. */
  out = "";

  constructor(folder: string) {
    this.#book = new Workbook(folder, "whole", true);
  }

  /** Where an exam is stored. */
  get folder(): string {
    return `${this.#book.top}/.exam`;
  }

  /** What is stored of the exam that was begun. */
  get stored(): { startedAt: string; answers: ({ typed: string } | null)[] } {
    return JSON.parse(Deno.readTextFileSync(`${this.folder}/sitting.json`));
  }

  set stored(value: object) {
    const text = JSON.stringify(value);
    Deno.writeTextFileSync(`${this.folder}/sitting.json`, text);
  }

  /** Runs the command without a terminal. */
  async run(
    ...args: string[]
  ): Promise<{ code: number; out: string; err: string }> {
    return await this.#book.task("exam", ...args);
  }

  /** Types lines in a terminal, and the end of input after them. @returns Those left over. */
  async type(lines: readonly string[], ...args: string[]): Promise<unknown[]> {
    return await typing(lines, async () => {
      const { code, out, err } = await this.#book.task("exam", ...args);
      assertEquals([code, err], [0, ""]);
      this.out = out.split("\x1b[").map((part, i) =>
        i === 0 ? part : part.replace(/^\d*m/, "")
      ).join("");
    });
  }
}

/** What is right, as somebody types it. */
function rightAnswers({ questions }: Paper): string[] {
  return questions.map(({ blanks }) => String(blanks[0]!.answer));
}

function examTest(
  name: string,
  fn: (learner: Learner, paper: Paper) => Promise<void>,
): Deno.TestDefinition {
  return temporaryTest(name, async (folder) => {
    await fn(new Learner(folder), await rollPaper(seed));
  });
}

Deno.test(
  examTest(
    "exam asks one blank after the other, and tells at the end what is right",
    async (learner, paper) => {
      const right = rightAnswers(paper);
      const left = await learner.type(
        ["???", ...right, "", "0", "13", "y", "late"],
        "--seed",
        `${seed}`,
      );
      assertEquals(left, ["late"]);
      const [asked, told] = learner.out.split("# Exam, seed 7\n");
      assertEquals(asked!.match(/^Question \d+ of 12 /gm)?.length, 12);
      assert(asked!.includes("Expected "), asked);
      for (const { blanks } of paper.questions) {
        assert(!asked!.includes(blanks[0]!.explains), asked);
      }
      assert(told === undefined, "the terminal shows no marks of Markdown");
      assertMatch(
        learner.out,
        /12 of 12 right, handed in after \d minutes? of/,
      );
      const names = [...Deno.readDirSync(learner.folder)].map(({ name }) =>
        name
      );
      assertEquals(names.sort(), ["7.json", "7.md"]);
      const page = Deno.readTextFileSync(`${learner.folder}/7.md`);
      assert(page.startsWith("# Exam, seed 7\n\n**12 of 12 right**"), page);
      const data = Deno.readTextFileSync(`${learner.folder}/7.json`);
      assertEquals(JSON.parse(data).right, 12);
    },
  ),
);

Deno.test(
  examTest(
    "exam goes on where it was, at each point, and stores no right answer",
    async (learner, paper) => {
      const right = rightAnswers(paper);
      await learner.type([], "--seed", `${seed}`);
      for (let done = 0; done <= 12; done++) {
        const { answers, ...rest } = learner.stored;
        const typed = answers.map((one) => one?.typed ?? null);
        assertEquals(typed, right.map((one, i) => i < done ? one : null));
        assertEquals(Object.keys(rest).sort(), [
          "digest",
          "handedInAt",
          "seed",
          "startedAt",
        ]);
        if (done === 12) break;
        await learner.type([right[done]!]);
        const says =
          `The exam with seed 7 goes on: ${done} of 12 answered, 45 `;
        assert(learner.out.startsWith(says), learner.out);
        assert(
          learner.out.includes(`Question ${done + 1} of 12 `),
          learner.out,
        );
      }
      await learner.type(["y"]);
      assert(learner.out.includes("12 of 12 right"), learner.out);
      await learner.type([], "--seed", `${seed}`);
      assert(learner.out.includes("was handed in before"), learner.out);
    },
  ),
);

Deno.test(
  examTest(
    "exam goes back, and to a number, and takes the last answer",
    async (learner, paper) => {
      const right = rightAnswers(paper);
      const wrong = paper.questions.map(({ blanks }) =>
        String(Object.values(blanks[0]!.wrong)[0])
      );
      // The first is skipped, the second wrong at first, the third wrong at last.
      await learner.type(
        ["", wrong[1]!, "back", right[1]!, ...right.slice(2), "3", wrong[2]!],
        "--seed",
        `${seed}`,
      );
      assert(learner.out.includes(`Yours so far: ${wrong[1]}\n`), learner.out);
      assertMatch(learner.out, /^Open: 1 \(45 minutes left\)\.$/m);
      // What is open comes first; then all that comes after it is passed over.
      await learner.type([...right.map(() => ""), "y"]);
      assert(learner.out.includes("10 of 12 right"), learner.out);
      const data = Deno.readTextFileSync(`${learner.folder}/7.json`);
      const gave = JSON.parse(data).questions
        .map((one: { gave: string | null }) => one.gave);
      assertEquals(gave, [null, right[1], wrong[2], ...right.slice(3)]);
    },
  ),
);

Deno.test(
  examTest(
    "exam takes what comes after the time, and marks it",
    async (learner, paper) => {
      const right = rightAnswers(paper);
      await learner.type([right[0]!], "--seed", `${seed}`);
      const { startedAt, ...rest } = learner.stored;
      const earlier = new Date(startedAt).getTime() - 45 * 60_000;
      const begun = { ...rest, startedAt: new Date(earlier).toISOString() };
      learner.stored = {
        ...begun,
        answers: begun.answers.map((one) =>
          one && { ...one, at: begun.startedAt }
        ),
      };
      await learner.type([...right.slice(1), "y"]);
      assert(
        learner.out.includes("what comes now is late"),
        learner.out,
      );
      assert(
        learner.out.includes("12 of 12 right, 11 of them late"),
        learner.out,
      );
    },
  ),
);

Deno.test(
  examTest(
    "exam takes no answer once somebody goes on with it elsewhere",
    async (learner, paper) => {
      const [first, second] = rightAnswers(paper);
      const elsewhere: (() => void)[] = [
        () => {
          const { answers, ...rest } = learner.stored;
          const given = { typed: "1", at: rest.startedAt };
          learner.stored = { ...rest, answers: answers.with(2, given) };
        },
        () => Deno.removeSync(`${learner.folder}/sitting.json`),
      ];
      for (const change of elsewhere) {
        const type = (n: number): string | null => {
          if (n === 1) change();
          return [first!, second!][n] ?? null;
        };
        await typing(type, async () => {
          const { code, err } = await learner.run("--seed", `${seed}`);
          assertEquals(code, 2);
          assertMatch(err, /^\.exam\/sitting\.json is not what [^\n]+\n$/);
        });
        if (isThere(`${learner.folder}/sitting.json`)) {
          const { answers } = learner.stored;
          assertEquals([answers[1], answers[2]?.typed], [null, "1"]);
          Deno.removeSync(learner.folder, { recursive: true });
        }
      }
    },
  ),
);

Deno.test(
  examTest(
    "exam asks before it gives up one that is not handed in",
    async (learner, paper) => {
      const [first] = rightAnswers(paper);
      await learner.type([first!], "--seed", `${seed}`);
      for (
        const args of [["--new"], ["--seed", "8"], ["--new", "--seed", "7"]]
      ) {
        for (const no of ["", "n", "8"]) {
          await learner.type([no], ...args);
          assertEquals(learner.stored.answers[0]?.typed, first, no);
        }
      }
      await learner.type(["y"], "--seed", "8");
      assert(learner.out.includes("Exam, seed 8: 12 questions"), learner.out);
      assertEquals(learner.stored.answers.filter((one) => one !== null), []);
      await learner.type(["yes"], "--new");
      assertMatch(learner.out, /^Exam, seed \d+: 12 questions/);
    },
  ),
);

/** Sits an exam that ends at the k-th change of the disk, and again to its end. @returns Whether it ended. */
async function sitTwice(
  learner: Learner,
  right: readonly string[],
  [end, k]: readonly [end: End, k: number],
): Promise<boolean> {
  const sitExam = async (): Promise<void> => {
    await learner.run("--seed", `${seed}`);
  };
  let asked = 0;
  const type = (n: number): string | null => {
    asked = n;
    return [...right, "y"][n] ?? null;
  };
  const hasEnded = await interrupt(k, end, () => typing(type, sitExam));
  const isHandedIn = isThere(`${learner.folder}/7.md`) &&
    !isThere(`${learner.folder}/sitting.json`);
  let isFirst = true;
  const typeAgain = (): string => {
    const open = learner.stored.answers.findIndex((one) => one === null);
    // A question is asked once the answer before it is stored.
    if (isFirst && open >= 0) assert(open >= asked, `${end} at ${k}`);
    isFirst = false;
    return right[open] ?? "y";
  };
  if (!isHandedIn) await typing(typeAgain, sitExam);
  return hasEnded;
}

Deno.test(
  examTest(
    "exam loses no answer that it took, whenever it is killed or the disk is full",
    async (learner, paper) => {
      const right = rightAnswers(paper);
      for (const end of ends) {
        let k = 1;
        // To store an answer takes four changes: so this ends at each kind of them.
        while (await sitTwice(learner, right, [end, k])) {
          const page = Deno.readTextFileSync(`${learner.folder}/7.md`);
          assert(page.includes("**12 of 12 right**"), `${end} at ${k}`);
          JSON.parse(Deno.readTextFileSync(`${learner.folder}/7.json`));
          Deno.removeSync(learner.folder, { recursive: true });
          k += 3;
        }
        assert(k > 40, `${k}`);
        Deno.removeSync(learner.folder, { recursive: true });
      }
    },
  ),
);

function isThere(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

Deno.test(
  examTest(
    "exam without a terminal prints the paper, and grades what was filled in",
    async (learner, paper) => {
      const { code, out, err } = await learner.run("--seed", `${seed}`);
      assertEquals([code, err], [0, ""]);
      assertEquals(out.split("____").length, 13);
      assert(!isThere(`${learner.folder}/sitting.json`));
      // Whoever sends it to a file from a terminal is not asked.
      const left = await typing(["1"], async () => {
        keyboard.isUsed = false;
        assertEquals((await learner.run("--seed", `${seed}`)).out, out);
      });
      assertEquals(left, ["1"]);
      const fresh = await learner.run();
      const rolled = Number(/^Exam, seed (\d+):/.exec(fresh.out)?.[1]);
      assertEquals((await learner.run("--seed", `${rolled}`)).out, fresh.out);

      const json = await learner.run("--seed", `${seed}`, "--json");
      const object = JSON.parse(json.out);
      const right: (string | null)[] = rightAnswers(paper);
      const file = `${learner.folder}.json`;
      const grade = async (answers: readonly (string | null)[]) => {
        object.questions.forEach((
          one: { blanks: { answer: unknown }[] },
          i: number,
        ) => one.blanks[0]!.answer = answers[i]);
        Deno.writeTextFileSync(file, JSON.stringify(object));
        return await learner.run("--answers", file);
      };
      assert((await grade(right)).out.includes("12 of 12 right."));
      const some = await grade(right.with(3, null));
      assert(some.out.includes("11 of 12 right."), some.out);
      assert(some.out.includes("It was left open."), some.out);
      const data = await learner.run("--answers", file, "--json");
      assertEquals(JSON.parse(data.out).right, 11);
      const bad = await grade(right.with(3, "???"));
      assertEquals([bad.code, bad.out], [2, ""]);
      // An older workbook has asked something else for that seed.
      object.digest += 1;
      const old = await grade(right);
      assertEquals([old.code, old.out], [2, ""]);
      assertMatch(old.err, /^The workbook asks something else [^\n]*--json\n$/);
    },
  ),
);

Deno.test(
  examTest(
    "exam refuses bad input in one line, with exit code 2",
    async (learner) => {
      const notes = `${learner.folder}.txt`;
      Deno.writeTextFileSync(notes, "notes");
      const filled = `${learner.folder}.json`;
      Deno.writeTextFileSync(
        filled,
        '{"seed": 3, "digest": 1, "questions": []}',
      );
      const lines = [
        ["--seed", "x"],
        ["7"],
        ["--answers", "nowhere.json"],
        ["--answers", notes],
        ["--answers", filled, "--seed", "4"],
        ["--answers", filled],
        ["--answers"],
      ];
      for (const line of lines) {
        const { code, out, err } = await learner.run(...line);
        assertEquals([code, out], [2, ""], err);
        assertMatch(err, /^[^\n]+ Try: deno task exam [^\n]*\n$/);
      }
      Deno.mkdirSync(learner.folder);
      for (const text of ["", "{", "[]", '{"seed": 7}']) {
        Deno.writeTextFileSync(`${learner.folder}/sitting.json`, text);
        const { code, out, err } = await learner.run();
        assertEquals([code, out], [2, ""], text);
        assertMatch(
          err,
          /^\.exam\/sitting\.json holds something else [^\n]*\n$/,
        );
      }
      // Answers that are none to its questions.
      Deno.removeSync(learner.folder, { recursive: true });
      await learner.type([], "--seed", `${seed}`);
      const { stored } = learner;
      const odd = stored.answers.map(() => ({
        typed: "?",
        at: stored.startedAt,
      }));
      for (const answers of [[], [...stored.answers, null], odd]) {
        for (const handedInAt of [null, stored.startedAt]) {
          learner.stored = { ...stored, answers, handedInAt };
          await typing(["y"], async () => {
            const { code, err } = await learner.run();
            assertEquals(code, 2);
            assertMatch(err, /^\.exam\/sitting\.json holds [^\n]*\n$/);
          });
        }
      }
      // The workbook has other questions now.
      Deno.removeSync(learner.folder, { recursive: true });
      await learner.type([], "--seed", `${seed}`);
      learner.stored = { ...learner.stored, digest: 1 };
      await typing([], async () => {
        const { code, err } = await learner.run();
        assertEquals(code, 2);
        assertMatch(err, /^The workbook asks something else [^\n]*--new\n$/);
      });
    },
  ),
);
