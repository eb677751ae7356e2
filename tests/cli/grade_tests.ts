import {
  assert,
  assertEquals,
  assertMatch,
  assertNotEquals,
  assertStringIncludes,
} from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { linesOf } from "../../lib/grade/protocol.ts";
import { findTypeProblems } from "../../lib/grade/type_check.ts";
import { displayWidth } from "../../lib/text/width.ts";
import { type CommandResult, inParallel, temporaryTest } from "../command.ts";
import { interrupt } from "../interrupt.ts";
import { makeLink, makePipe } from "../special_files.ts";
import { slug, Workbook } from "../workbook.ts";

/** The marks of the exercises that a report lists, by their place. */
function marksIn(out: string): Record<string, string> {
  const rows = out.matchAll(/^ {2}([✓✗·]) (\d+\.\d+) {2}/gm);
  return Object.fromEntries([...rows].map(([, mark, place]) => [place, mark]));
}

Deno.test(
  temporaryTest("in a fresh copy, all is open: exit code 1", async (folder) => {
    const book = new Workbook(folder);
    const [all, lesson] = await Promise.all([
      book.task("grade", "--seed", "7"),
      book.task("grade", "5"),
    ]);
    assertEquals(all, {
      code: 1,
      out: "0 passed, 0 failed, 3 open (seed 7)\n" +
        "Next: exercise 5.1. Its task: deno task exercise 5.1\n",
      err: "",
    });
    assertEquals([lesson.code, lesson.err], [1, ""]);
    assertEquals(marksIn(lesson.out), { "5.1": "·", "5.2": "·", "5.3": "·" });
  }),
);

Deno.test(
  temporaryTest(
    "with our solutions, all passes, in a folder of any name: exit code 0",
    async (folder) => {
      const book = new Workbook(folder, "my 100% work, #1 (页缓存)?");
      book.checksTypes = true;
      book.answer = book.solution;
      const whole = await book.task("grade", "--seed", "7");
      assertEquals(whole, {
        code: 0,
        out: `Lesson 5. read + write
  ✓ 5.1  readAndWrite  passed, 1 asked
  ✓ 5.2  countSwitches  passed, 7 asked
  ✓ 5.3  mended  passed, 1 asked

3 passed, 0 failed, 0 open (seed 7)
All passed. Our answer: deno task solution 5
How far you are: deno task progress
`,
        err: "",
      });
      const names = ["5.2", "countSwitches", "read_write", "READ + write", "5"];
      const ran = await inParallel(names, (name) => book.task("grade", name));
      for (const [i, { code, out, err }] of ran.entries()) {
        assertEquals([code, err], [0, ""], names[i]);
        assertEquals(Object.keys(marksIn(out)).length, i < 2 ? 1 : 3, names[i]);
        assertEquals(out.includes("Why it works: "), i < 2, names[i]);
        for (const row of out.split("\n")) assert(displayWidth(row) <= 80, row);
      }
    },
  ),
);

Deno.test(
  temporaryTest(
    "with one wrong answer, only that one fails: exit code 1, also as JSON and JUnit",
    async (folder) => {
      const book = new Workbook(folder);
      const first = "return fileBytes === bufferBytes ? 4 : 0";
      book.answer = book.solution.replace("return 2 * calls", first) +
        '\nconsole.log("hello");\n';
      const text = await book.task("grade", "--junit", "report.xml");
      assertEquals([text.code, text.err], [1, "log: hello\n"]);
      assertEquals(marksIn(text.out), { "5.1": "✓", "5.2": "✗", "5.3": "✓" });
      assertStringIncludes(text.out, "asked  countSwitches(");
      assertStringIncludes(
        text.out,
        "Next: exercise 5.2. A hint: deno task hint 5.2\n",
      );
      assert(!text.out.includes("\x1b"), "no colours where nobody sees them");
      const report = Deno.readTextFileSync(`${book.top}/report.xml`);
      assertEquals(report.match(/<testcase/g)?.length, 3);
      assertEquals(report.match(/<failure/g)?.length, 1);

      const json = await book.task("grade", "5", "--json", "--seed", "3");
      assertEquals([json.code, json.err], [1, "log: hello\n"]);
      const { lessons, ...rest } = JSON.parse(json.out);
      assertEquals(rest, { seed: 3, passed: 2, failed: 1, open: 0 });
      const [{ grades, ...lesson }] = lessons;
      assertEquals(lesson, { lesson: 5, title: "read + write" });
      const statuses = grades.map((one: { place: string; status: string }) =>
        `${one.place} ${one.status}`
      );
      assertEquals(statuses, ["5.1 passed", "5.2 failed", "5.3 passed"]);
      assertEquals(
        Object.keys(grades[1].complaint),
        ["asked", "gave", "why"],
      );

      const [same, other] = await inParallel(
        ["3", "4"],
        (seed) => book.task("grade", "5.2", "--seed", seed),
      );
      const { asked } = grades[1].complaint;
      assertStringIncludes(same!.out, `asked  ${asked}\n`);
      assert(!other!.out.includes(asked), "another seed asks the same");
    },
  ),
);

Deno.test(
  temporaryTest(
    "after a pass, grade names the next exercise that has its todo",
    async (folder) => {
      const book = new Workbook(folder);
      book.repeatAsLesson6();
      const nextTo = async (place: string): Promise<string | undefined> => {
        const { out } = await book.task("grade", place);
        return /^(?:Next|How far you are): (.*)$/m.exec(out)?.[1];
      };
      const { stub, solution } = book;
      const solve = (name: string): string => {
        const own = new RegExp(`export function ${name}[^]*?\\n}\\n`);
        return stub.replace(own, () => own.exec(solution)![0]);
      };
      book.answer = solve("countSwitches");
      assertEquals(await nextTo("5.2"), "5.3 mended, deno task exercise 5.3");
      book.answer = solve("readAndWrite");
      assertEquals(
        await nextTo("5.1"),
        "5.2 countSwitches, deno task exercise 5.2",
      );
      assertEquals(
        await nextTo("5"),
        "exercise 5.2. Its task: deno task exercise 5.2",
      );
      book.answer = solution;
      assertEquals(
        await nextTo("5"),
        "6.1 readAndWrite, deno task exercise 6.1",
      );
      const other = book.answerPath.replace("05_read_write", "06_mmap_write");
      Deno.writeTextFileSync(other, solution);
      assertEquals(await nextTo("6.3"), "deno task progress");
      book.answer = stub;
      assertEquals(
        await nextTo("6"),
        "5.1 readAndWrite, deno task exercise 5.1",
      );
    },
  ),
);

Deno.test(
  temporaryTest(
    "the text of an answer decides what is asked, and a seed asks its cases first",
    async (folder) => {
      const book = new Workbook(folder);
      book.answer = book.solution
        .replace("  const pieces", "  console.log(fileBytes);\n  $&");
      const asked = async (...args: string[]): Promise<string[]> =>
        (await book.task("grade", "5.2", ...args)).err.trim().split("\n");
      const [first, again, seeded] = await inParallel(
        [[], [], ["--seed", "3"]],
        (args) => asked(...args),
      );
      assert(first!.length > 1, "nothing was asked");
      assertEquals(again, first);
      // The first case is the same for all seeds, and asked once.
      const own = first!.slice(1);
      assertEquals(seeded!.slice(-own.length), own);
      assertEquals(seeded!.length, 1 + 2 * own.length);
      book.answer += "// another text\n";
      assertNotEquals(await asked(), first);
    },
  ),
);

Deno.test(
  temporaryTest(
    "what cannot be graded is refused in one line: exit code 2",
    async (folder) => {
      const book = new Workbook(folder);
      book.repeatAsLesson6();
      const taken = "--junit takes a new file, or an older report:";
      const own = `exercises/${slug}/answer.ts`;
      const cases: readonly [args: string, says: string][] = [
        ["9", 'Unknown lesson "9": '],
        ["99.1", 'Unknown lesson "99": '],
        [".5", 'Unknown lesson ".5": '],
        ["5.9", "Unknown exercise 5.9: lesson 5 has 5.1 to 5.3."],
        ["5.0", "Unknown exercise 5.0: "],
        ["nope", 'Unknown lesson "nope": '],
        ["countSwitches", "There is a countSwitches in 5.2 and 6.2: one was"],
        [
          "5 6",
          'Unknown argument "6": grade has --seed, --junit, --limit, --json',
        ],
        ["--nope", 'Unknown argument "--nope": '],
        ["--seed x", "--seed takes a whole number from 0 to "],
        ["--seed", "--seed takes a value, and none was given"],
        ["--junit", "--junit takes a value, and none was given"],
        [
          "5 --junit /nope/report.xml",
          `${taken} "/nope/report.xml" is one that cannot be written (`,
        ],
        [`5 --junit ${own}`, `${taken} "${own}" is one that is there, and no`],
        ["5 --junit exercises", `${taken} "exercises" is one that is no file`],
      ];
      const { answer } = book;
      const ran = await inParallel(
        cases,
        ([args]) => book.task("grade", ...args.split(" ")),
      );
      for (const [i, { code, err }] of ran.entries()) {
        const [args, says] = cases[i]!;
        assertEquals(code, 2, args);
        assert(err.startsWith(says), err);
        assertMatch(err, /^.*\. Try: deno task \S.*\n$/, args);
      }
      assertEquals(book.answer, answer);
      for (let i = 0; i < 2; i++) {
        const { code } = await book.task("grade", "5", "--junit", "report.xml");
        assertEquals(code, 1, "its own report is written again");
      }
      const names = [...Deno.readDirSync(book.top)].map(({ name }) => name);
      assert(!names.includes("report.xml.new"), names.join());
    },
  ),
);

Deno.test(
  temporaryTest(
    "a report that cannot be written is refused before grading, a full disk after it, each with its cause",
    async (folder) => {
      const book = new Workbook(folder);
      book.answer = book.solution + 'console.log("hello");\n';
      const refusal = (place: string, reason: string): string =>
        "--junit takes a new file, or an older report: " +
        `"${place}" is one that cannot be written (${reason}). ` +
        "Try: deno task grade --junit report.xml\n";
      const refused: [place: string, reason: string][] = [
        ["none/report.xml", "No such file or directory"],
      ];
      if (Deno.build.os === "linux") {
        refused.push(["/dev/full", "Deno lets no task reach it"]);
      }
      for (const [place, reason] of refused) {
        // In a process of its own: what Deno keeps back depends on the flags.
        const ran = await book.taskAlone("grade", "5", "--junit", place);
        assertEquals([ran.code, ran.out, ran.err], [
          2,
          "",
          refusal(place, reason),
        ]);
      }
      let full: CommandResult | undefined;
      // The place is tried by three changes; then nothing is in the way, and the disk is full.
      await interrupt(5, "full", async () => {
        full = await book.task("grade", "5", "--junit", "report.xml");
      });
      const says = refusal("report.xml", "No space left on device");
      assertEquals([full?.code, full?.err], [2, `log: hello\n${says}`]);
      assertEquals(
        [...Deno.readDirSync(book.top)].map(({ name }) => name)
          .filter((name) => name.startsWith("report.xml")),
        [],
      );
    },
  ),
);

Deno.test(
  temporaryTest(
    "a type error is told at the export that it stands in, and fails nobody",
    async (folder) => {
      const book = new Workbook(folder);
      book.checksTypes = true;
      book.repeatAsLesson6();
      const inside = book.solution.replace(
        "return 2 * calls;",
        "const text: string = calls;\n  return 2 * Number(text);",
      );
      book.answer = inside;
      const other = book.answerPath.replace(slug, "06_mmap_write");
      Deno.writeTextFileSync(
        other,
        book.oneWrong + "const text: string = 4;\n",
      );
      const { code, out, err } = await book.task("grade", "--json");
      assertEquals([code, err], [1, ""]);
      const told = JSON.parse(out).lessons.flatMap((
        { grades }: { grades: { place: string; types?: string }[] },
      ) => grades).map((
        { place, types }: { place: string; types?: string },
      ) => [place, types?.replace(/:\d+:/, ":N:")]);
      const says = "answer.ts:N: Type 'number' is not assignable to type " +
        "'string'. In: const text: string =";
      assertEquals(told, [
        ["5.1", undefined],
        ["5.2", `${says} calls;`],
        ["5.3", undefined],
        ["6.1", `${says} 4;`],
        ["6.2", `${says} 4;`],
        ["6.3", `${says} 4;`],
      ]);
      const shown = await book.task("grade", "5");
      assertEquals(shown.code, 0);
      assertStringIncludes(shown.out, "      types  answer.ts:");
    },
  ),
);

Deno.test(
  temporaryTest(
    "who knows JavaScript passes: no types, no checked index, imports that nobody uses",
    async (folder) => {
      const book = new Workbook(folder);
      book.checksTypes = true;
      book.answer = book.solution.replace(
        "return 2 * calls;",
        `const list = [];
  list.push(calls);
  const twice = (n) => 2 * n;
  return twice(0) + 2 * list[0];`,
      ) + 'import { mapPages } from "zero-copy/machine/instruction.ts";\n';
      const { code, out } = await book.task("grade", "5");
      assertEquals(code, 0, out);
      assert(!out.includes("types"), out);
    },
  ),
);

Deno.test(
  temporaryTest(
    "an answer that is no TypeScript is told the place, one that is gone the way back",
    async (folder) => {
      const book = new Workbook(folder);
      book.answer = "export function readAndWrite( {\n";
      const broken = await book.task("grade", "5.1");
      assertEquals([broken.code, broken.err], [1, ""]);
      assertMatch(
        broken.out,
        /failed\n +why {4}It cannot be loaded: SyntaxError: [^]*\(answer\.ts:1:\d+\)\. In:\s+export function readAndWrite\( \{\n/,
      );
      Deno.removeSync(book.answerPath);
      const gone = await book.task("grade", "5");
      assertEquals([gone.code, gone.err], [1, ""]);
      assertEquals(marksIn(gone.out), { "5.1": "✗", "5.2": "✗", "5.3": "✗" });
      assertStringIncludes(gone.out, "Try: deno task reset 5\n");
      const back = await book.task("reset", "5");
      assertEquals(back.code, 0);
      assertEquals(book.answer, book.stub);
    },
  ),
);

Deno.test(
  temporaryTest(
    "a todo that is left behind is told by its line, one that nobody has touched is not",
    async (folder) => {
      const book = new Workbook(folder);
      book.answer = book.stub.replace(
        "return todo(",
        '// return todo("no more");\n  if (fileBytes < 0) return 0;\n  return todo(',
      );
      const line = 1 + book.answer.split("\n")
        .findIndex((text) => text.startsWith("  return todo("));
      const { code, out } = await book.task("grade", "5");
      assertEquals(code, 1);
      const says = `5.2  countSwitches  open\n      why    answer.ts:${line} ` +
        "still has a todo(…). Replace it, or delete it:";
      assertStringIncludes(out, says);
      assertEquals(out.match(/still has a todo/g)?.length, 1, out);
    },
  ),
);

Deno.test(
  temporaryTest(
    "the line at which an answer throws is told",
    async (folder) => {
      const book = new Workbook(folder);
      book.answer = book.solution.replace(
        "return 2 * calls",
        "return 2 * call",
      );
      const { out } = await book.task("grade", "5.2");
      assertMatch(
        out,
        /It threw ReferenceError: call is not defined\s+\(answer\.ts:\d+:\d+\)\. In:\s+return 2 \* call;\n/,
      );
    },
  ),
);

/** Answers that a checker must refuse without asking any other machine, and what it says. */
const unchecked: readonly [text: string, says: RegExp][] = [
  [`export const a: string = 4; // ${"x".repeat(200)}`, /not assignable/],
  [`import type { A } from "./gone.ts"; export type B = A;`, /gone\.ts/],
  [
    `import type { A } from "https://deno.land/x/a.ts"; export type B = A;`,
    /--no-remote/,
  ],
  [`import type { A } from "jsr:@std/gone"; export type B = A;`, /--no-remote/],
  [`import type { A } from "npm:is-odd@9"; export type B = A;`, /is-odd/],
];

Deno.test(
  temporaryTest(
    "the type checker passes what is right beside what it refuses, and fetches nothing",
    async (folder) => {
      const { top } = new Workbook(folder);
      const lock = Deno.readTextFileSync(`${top}/deno.lock`);
      const sources = ["export const a: string = '';"]
        .concat(unchecked.map(([text]) => text))
        .map((text, i) => {
          const path = `${top}/exercises/${slug}/answer${i}.ts`;
          Deno.writeTextFileSync(path, text);
          return { url: new URL(`file://${path}`), text };
        });
      const [right, ...wrong] = await findTypeProblems(sources);
      assertEquals(right, []);
      for (const [i, [text, says]] of unchecked.entries()) {
        assertMatch(wrong[i]![0]?.says ?? "passed", says, text);
      }
      assertEquals(Deno.readTextFileSync(`${top}/deno.lock`), lock);
    },
  ),
);

Deno.test(
  temporaryTest(
    "a folder, a link, a pipe, or what is too large, in the place of an answer fails that lesson",
    async (folder) => {
      const book = new Workbook(folder);
      book.repeatAsLesson6();
      book.solveAll();
      const reasons = {
        "is a folder, and no file": (path: string) => Deno.mkdirSync(path),
        "is larger than 1 MiB": (path: string) =>
          Deno.writeFileSync(path, new Uint8Array(2 ** 20 + 1)),
        ...(Deno.build.os !== "windows" && {
          "is a link: put the file itself there": (path: string) =>
            makeLink("/dev/zero", path),
          "is a device or a pipe, and no file": makePipe,
        }),
      };
      for (const [says, put] of Object.entries(reasons)) {
        Deno.removeSync(book.answerPath);
        await put(book.answerPath);
        const { code, out, err } = await book.task("grade");
        assertEquals([code, err], [1, ""], says);
        assertEquals(Object.values(marksIn(out)).join(""), "✗✗✗✓✓✓", out);
        assertStringIncludes(out.replaceAll(/\s+/g, " "), says);
        const others: readonly [number, Promise<CommandResult>][] = [
          [0, book.task("progress")],
          [0, book.task("hint", "5")],
          [2, book.task("solution", "5.1")],
          [2, book.task("reset", "5", "--yes")],
        ];
        for (const [expected, ran] of others) {
          const { code, err } = await ran;
          assertEquals(code, expected, err);
          assert(err.split("\n").length <= 2, err);
        }
      }
    },
  ),
);

/** Begins to grade an answer that holds a lock on its own file for as long as it lives. */
function startGrading({ top }: Workbook): Deno.ChildProcess {
  const [, ...task] = config.tasks.grade.command.split(" ");
  return new Deno.Command(Deno.execPath(), {
    args: [...task, "5.2", "--limit", "600"],
    cwd: top,
    env: { INIT_CWD: top },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
}

Deno.test({
  ...temporaryTest(
    "a looping answer ends with the one who grades it, whatever ends that, and whatever it listens for",
    async (folder) => {
      const book = new Workbook(folder);
      const loop = `
        const file = Deno.openSync("exercises/05_read_write/answer.ts");
        file.lockSync(true);
        console.log("looping");
        for (;;) {}`;
      const listening = `
        for (const signal of ["SIGINT", "SIGTERM"] as const) {
          Deno.addSignalListener(signal, () => {});
        }`;
      for (const signal of ["SIGKILL", "SIGTERM", "SIGINT"] as const) {
        book.answer = book.solution.replace("  const pieces", `${loop}\n$&`) +
          listening;
        const grading = startGrading(book);
        const { value } = await linesOf(grading.stderr).next();
        assertEquals(value, "log: looping");
        grading.kill(signal);
        await grading.status;
        using file = Deno.openSync(book.answerPath);
        // Nobody has it but the answer.
        await file.lock(true);
      }
    },
  ),
  // There, a file that is locked cannot be read at all.
  ...(Deno.build.os === "windows" && { ignore: true }),
  timeout: 120_000,
});
