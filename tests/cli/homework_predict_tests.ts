import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import {
  markPredictions,
  predictionsFor,
} from "../../lib/homework/predictions.ts";
import { lessonSeed, predictionSeed } from "../../lib/homework/seeds.ts";
import type { Problem } from "../../lib/workbook/prediction.ts";
import { type CommandResult, runTask, temporaryTest } from "../command.ts";
import { HandOut } from "../hand_out.ts";
import { typing } from "../typing.ts";

/** What is in predictions.json. */
interface Kept {
  student: string;
  seed: number;
  digest: number;
  problems: { item: string; blanks: { answer: unknown; asks: string }[] }[];
}

/** A student who predicts. */
class Student {
  readonly out: HandOut;
  readonly id: string;

  constructor(out: HandOut, id: string) {
    this.out = out;
    this.id = id;
  }

  get kept(): Kept {
    return this.out.json("predictions.json") as Kept;
  }

  set kept(value: unknown) {
    Deno.writeTextFileSync(
      `${this.out.top}/predictions.json`,
      JSON.stringify(value),
    );
  }

  get answers(): unknown[] {
    return this.kept.problems.flatMap(({ blanks }) =>
      blanks.map(({ answer }) => answer)
    );
  }

  async run(...args: string[]): Promise<CommandResult> {
    const { top } = this.out;
    return await runTask("homework", ["predict", "--as", this.id, ...args], {
      top,
    });
  }

  /** Types lines in a terminal. @returns What was printed. */
  async type(lines: readonly string[], ...args: string[]): Promise<string> {
    let said = "";
    await typing(lines, async () => {
      const { code, out, err } = await this.run(...args);
      assertEquals([code, err], [0, ""]);
      said = out;
    });
    return said;
  }
}

function predictTest(
  name: string,
  fn: (student: Student, problem: Problem) => Promise<void>,
): Deno.TestDefinition {
  return temporaryTest(name, async (folder) => {
    const out = await HandOut.make(folder, "--seed", "7");
    const [problem] = await predictionsFor(out.manifest, "007");
    await fn(new Student(out, "007"), problem!);
  });
}

Deno.test(
  predictTest(
    "homework predict keeps each answer, goes on where it was, and tells nothing of what is right",
    async (student, problem) => {
      const right = problem.blanks.map(({ answer }) => String(answer));
      const first = await student.type(["9999", "many", right[1]!, "q"]);
      assertStringIncludes(first, "Predictions of 007: 5 blanks.");
      assertStringIncludes(first, "Expected a whole number for blank 2, ");
      assertStringIncludes(
        first,
        "To go on: deno task homework predict --as 007",
      );
      assert(
        !/\bright\.|not right|It is /i.test(
          first.replace("What is right is not told.", ""),
        ),
        first,
      );
      assertEquals(student.answers, ["9999", right[1], null, null, null]);
      const second = await student.type([
        "back",
        "back",
        right[0]!,
        "",
        "",
        right[3]!,
        right[4]!,
        "3",
        right[2]!,
        "",
        "",
        "",
      ]);
      assertStringIncludes(second, "Yours so far: 9999");
      assertStringIncludes(second, "Blank 3 is open.");
      assertStringIncludes(second, "All blanks are filled in.");
      assertStringIncludes(second, "deno task homework pack --as 007");
      assertEquals(student.answers, right);
      assertEquals(markPredictions(problem, student.answers as string[]), {
        right: 5,
        of: 5,
      });
    },
  ),
);

Deno.test(
  predictTest(
    "homework predict without a terminal prints the paper, and makes a file to fill in",
    async (student, problem) => {
      const { code, out, err } = await student.run();
      assertEquals([code, err], [0, ""]);
      for (const { asks } of problem.blanks) {
        assertStringIncludes(out, `${asks}: ____`);
      }
      for (const line of out.split("\n")) assert(line.length <= 80, line);
      assertStringIncludes(out, `P5, lesson 5: ${problem.title}`);
      const { kept } = student;
      assertEquals(student.answers, [null, null, null, null, null]);
      assertEquals(
        kept.seed,
        await predictionSeed(student.out.manifest, "007"),
      );
      const text = JSON.stringify(kept);
      for (const secret of ["explains", "wrong"]) {
        assert(!text.includes(secret));
      }
      // The seed in the file does not make `predict` tell what is right.
      const practice = await student.out.task(
        "predict",
        "5",
        "--seed",
        String(kept.seed),
      );
      assert(!practice.out.includes(problem.given[0]!), practice.out);
      // The one in the feedback does.
      const seed = String(lessonSeed(kept.seed, 5));
      const told = await student.out.task("predict", "5", "--seed", seed);
      assertStringIncludes(told.out, problem.given[0]!);

      kept.problems[0]!.blanks[1]!.answer = 12;
      kept.problems[0]!.blanks[2]!.answer = " 3 ";
      student.kept = kept;
      const again = await student.run();
      assertStringIncludes(again.out, "Blanks 1, 4 to 5 are open.");
      assertEquals(student.answers[1], 12);
      kept.problems[0]!.blanks[2]!.answer = "a few";
      student.kept = kept;
      const odd = await student.run();
      assertEquals([odd.code, odd.out], [2, ""]);
      assertMatch(
        odd.err,
        /^predictions\.json: Expected a whole number for blank 3, .*found "a few"\. Mend it there\. Try: .*\n$/,
      );
    },
  ),
);

Deno.test(
  predictTest(
    "what another student has filled in stays; of another seed, it is kept beside",
    async (student) => {
      const other = new Student(student.out, "008");
      await other.run();
      // Nothing was filled in for the mistyped id.
      await student.type(["1", "q"]);
      for (const command of ["predict", "pack"]) {
        const { code, out, err } = await student.out.task(
          ...["homework", command, "--as", "008"],
        );
        assertEquals([code, out], [2, ""]);
        assertStringIncludes(err, "predictions.json is of 007, and not of 008");
        assertStringIncludes(err, "Try: deno task homework predict --as 007");
      }
      assertEquals(student.answers[0], "1");
      const own = await student.run("--own-seed", "3");
      assertStringIncludes(
        own.out.replaceAll("\n", " "),
        "held those of other numbers: they are in predictions.1.bak.json now.",
      );
      assertEquals(student.kept.seed, 3);
      // From then on, it need not be typed.
      await student.run();
      assertEquals(student.kept.seed, 3);
      const { seed } = student.out.json("predictions.1.bak.json") as Kept;
      assertEquals(seed, await predictionSeed(student.out.manifest, "007"));
    },
  ),
);

Deno.test(
  predictTest(
    "homework predict refuses what it cannot read, and says where an id is unknown",
    async (student) => {
      for (const text of ["{", "[]", '{"student":"007"}', "null"]) {
        Deno.writeTextFileSync(`${student.out.top}/predictions.json`, text);
        const { code, out, err } = await student.run();
        assertEquals([code, out], [2, ""], text);
        assertStringIncludes(err, "predictions.json cannot be read: ");
        assertEquals(err.split("\n").length, 2, err);
      }
      Deno.removeSync(`${student.out.top}/predictions.json`);
      const { manifest, top } = student.out;
      Deno.writeTextFileSync(
        `${top}/homework.json`,
        JSON.stringify({ ...manifest, students: ["0000"] }),
      );
      const { out } = await student.run();
      assertStringIncludes(out, 'Your instructor\'s list has no id "007"');
      Deno.writeTextFileSync(`${top}/homework.json`, "{");
      assertStringIncludes(
        (await student.run()).err,
        "homework.json is damaged",
      );
      Deno.removeSync(`${top}/homework.json`);
      const none = await student.run();
      assertEquals(none.code, 2);
      assertStringIncludes(none.err, "this folder has no homework.json");
    },
  ),
);
