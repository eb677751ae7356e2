import { assert, assertEquals, assertMatch } from "@std/assert";
import { optionsOfLesson } from "../../lib/cli/lesson_setting.ts";
import { optionsOf } from "../../lib/cli/options.ts";
import { closedForm } from "../../lib/cost/closed_form.ts";
import { generateFile, makeJob } from "../../lib/machine/job.ts";
import { textbook } from "../../lib/strategy/linux.ts";
import { displayWidth } from "../../lib/text/width.ts";
import { count } from "../../lib/trace/count.ts";
import type { Event } from "../../lib/trace/event.ts";
import {
  loadLesson,
  partsOf,
  readLessons,
} from "../../lib/workbook/content.ts";
import { sha256 } from "../../lib/workbook/digest.ts";
import { usualSetting } from "../../lib/workbook/transfer_lesson.ts";
import {
  type CommandResult,
  runLesson,
  runningTest,
  runTask,
} from "../command.ts";
import { lastProblemLesson, rollProblem } from "../problems.ts";
import { readingTest } from "../source_tree.ts";

/** The lessons about one strategy, in the order of the textbook. */
const sending = ["5", "6", "7", "8", "9"];

/** The lessons that compare all strategies. */
const comparing = ["10", "11"];

/** The names of what `--json` prints are an interface: the README lists them. */
const jobFields = [
  "file",
  "fileBytes",
  "bufferBytes",
  "pageBytes",
  "cache",
  "nic",
];

const countFields = [
  "modeSwitches",
  "systemCalls",
  "cpuCopies",
  "dmaCopies",
  "cpuBytes",
  "dmaBytes",
  "interrupts",
  "pageFaults",
  "peakBufferBytes",
  "mappings",
  "passes",
];

/** One strategy, as `--json` prints it. */
interface PrintedTransfer {
  readonly strategy: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly delivered:
    | { readonly bytes: number; readonly sha256: string }
    | null;
  readonly trace?: readonly Event[];
}

/** What `--json` prints. */
interface Printed extends PrintedTransfer {
  readonly lesson: number;
  readonly title: string;
  readonly job: Readonly<Record<string, unknown>>;
  readonly strategies: readonly PrintedTransfer[];
}

Deno.test(
  runningTest(
    "every lesson is plain text without a terminal, no wider than asked, and leads to no file",
    async () => {
      const pages = readLessons().flatMap((lesson) =>
        partsOf(lesson).map((_, i) =>
          i === 0
            ? [`${lesson.number}`]
            : [`${lesson.number}`, "--part", `${i + 1}`]
        )
      );
      for (const page of pages) {
        for (const columns of [60, 80, 120]) {
          const args = [...page, "--width", String(columns)];
          const { code, out, err } = await runLesson(args);
          const why = args.join(" ");
          assertEquals({ code, err }, { code: 0, err: "" }, why);
          assertEquals(out.includes("\x1b"), false, why);
          const lines = out.split("\n");
          const widest = Math.max(...lines.map(displayWidth));
          const wide = lines.find((line) => displayWidth(line) === widest);
          assert(widest <= columns, `${why}: "${wide}"`);
          assert(
            widest > columns - 20,
            `${why}: at most ${widest} columns are used`,
          );
          assert(out.includes("Answers: add --answers"), why);
          assertEquals(out.match(/\] \.\.\//g), null, why);
          // Where a line of woven text is too long for the page, it goes on behind this mark.
          if (columns >= 80) assertEquals(out.includes("↪"), false, why);
        }
      }
    },
  ),
);

Deno.test(
  runningTest(
    "--json of a way of sending has the fields that the README lists",
    async () => {
      const job = makeJob({ fileBytes: 10_001, bufferBytes: 4096 });
      const file = generateFile(job.fileBytes);
      for (const lesson of sending) {
        const args = [lesson, "--size", "10001", "--buffer", "4KiB", "--json"];
        const printed = parse(await runLesson(args), args);
        assertEquals(Object.keys(printed), [
          "lesson",
          "title",
          "job",
          "strategy",
          "counts",
          "delivered",
          "trace",
          ...(lesson === "7" ? ["loop"] : []),
        ]);
        assertEquals(printed.lesson, Number(lesson));
        assertEquals(printed.job, { file: null, ...job });
        assertEquals(Object.keys(printed.job), jobFields);
        const program = textbook[sending.indexOf(lesson)]!;
        assertEquals(printed.strategy, program.name);
        assertEquals(Object.keys(printed.counts), countFields);
        assertEquals(printed.counts, { ...closedForm(program, job) });
        assertEquals(printed.counts, { ...count(printed.trace!) });
        assertEquals(printed.delivered, {
          bytes: 10_001,
          sha256: await sha256(new Uint8Array(file)),
        });
        for (const { step, round, kind } of printed.trace!) {
          assertEquals([typeof step, typeof round, typeof kind], [
            "number",
            "number",
            "string",
          ]);
        }
      }
    },
  ),
);

Deno.test(
  runningTest(
    "--json of a comparison has these fields for every strategy",
    async () => {
      const runs = comparing.flatMap((lesson) => [
        [lesson, "--json"],
        [lesson, "--json", "--no-trace"],
        [lesson, "--json", "--no-trace", "--strategy", "gather"],
      ]);
      for (const args of runs) {
        const { strategies, job } = parse(await runLesson(args), args);
        assertEquals(Object.keys(job), jobFields);
        const names = new Set(strategies.map(({ strategy }) => strategy));
        const isOne = args.includes("--strategy");
        assertEquals(
          [...names],
          isOne ? ["sendfile + gather"] : textbook.map(({ name }) => name),
        );
        const delivered = {
          bytes: 65_536,
          sha256: await sha256(new Uint8Array(generateFile(65_536))),
        };
        for (const one of strategies) {
          const why = `${args.join(" ")}: ${one.strategy}`;
          assertEquals(Object.keys(one.counts), countFields, why);
          assertEquals(one.delivered, delivered, why);
          assertEquals("trace" in one, !args.includes("--no-trace"), why);
        }
      }
    },
  ),
);

Deno.test(
  runningTest(
    "--json of every other lesson begins with its number, title and job",
    async () => {
      const others = readLessons().filter(({ number }) =>
        ![...sending, ...comparing].includes(String(number))
      );
      for (const { number, title } of others) {
        const args = [String(number), "--json"];
        const printed = parse(await runLesson(args), args);
        const names = Object.keys(printed);
        assertEquals(names.slice(0, 3), ["lesson", "title", "job"]);
        assert(names.length > 3, names.join(", "));
        assertEquals([printed.lesson, printed.title], [number, title]);
        for (const name of names) assert(/^[a-z][a-zA-Z]*$/.test(name), name);
      }
    },
  ),
);

Deno.test(
  runningTest(
    "a file of 1 TiB is counted by formula, and nothing is delivered",
    async () => {
      const job = makeJob({ fileBytes: 2 ** 40, bufferBytes: 4096 });
      const size = ["--size", "1TiB", "--buffer", "4KiB", "--no-trace"];
      for (const lesson of [...sending, ...comparing]) {
        const args = [lesson, ...size, "--json"];
        const printed = parse(await runLesson(args), args);
        const all = printed.strategies ?? [printed];
        for (const one of all) {
          assertEquals(one.delivered, null, lesson);
          assertEquals("trace" in one, false, lesson);
        }
        const program = textbook[sending.indexOf(lesson)];
        if (program !== undefined) {
          assertEquals(printed.counts, { ...closedForm(program, job) });
        }
      }
      const { out } = await runLesson(["5", ...size]);
      assert(out.includes("Counted by formula"), out);
    },
  ),
);

Deno.test(
  readingTest(
    "every option of a job that a lesson has changes what its model finds",
    async () => {
      for (const folder of readLessons()) {
        const lesson = await loadLesson(folder);
        const knobs = Object.fromEntries(
          lesson.knobs.map(({ name, value }) => [name, value]),
        );
        const dataOf = async (
          parts: Parameters<typeof makeJob>[0],
        ): Promise<string> => {
          const job = makeJob({ fileBytes: 40_000, ...parts });
          const file = (): Uint8Array => generateFile(job.fileBytes);
          const setting = { ...usualSetting(), job, file, knobs };
          const { data, facts } = await lesson.model(setting);
          const drawn = Object.values(facts).map((draw) => draw(80));
          return JSON.stringify([data, drawn]);
        };
        const usual = await dataOf({});
        const has = optionsOfLesson(lesson).map(({ sets }) => sets);
        for (const { name, sets, choices } of optionsOf("lesson")) {
          if (sets === undefined) continue;
          const isTaken = has.includes(sets);
          const parts = { [sets]: choices?.[1] ?? 512 };
          const isChanged = await dataOf(parts) !== usual;
          const why = `lesson ${folder.number}: --${name}`;
          // To NICs that copy anyway it makes no difference which they are.
          if (sets === "nic" && isTaken) continue;
          assertEquals(isChanged, isTaken, why);
        }
      }
    },
  ),
);

Deno.test(
  runningTest("one of a thing is not said in the plural", async () => {
    const plural =
      /(?<![\d.,]|\+ )1 (?:bytes|pieces|pages|copies|times|words|frames)\b/;
    const texts = [...sending, ...comparing].flatMap((lesson) =>
      ["--size=1", "--buffer=1"].map(async (option) => {
        const size = option === "--size=1" ? [] : ["--size=2"];
        return (await runLesson([lesson, option, ...size, "--answers"])).out;
      })
    );
    for (const text of await Promise.all(texts)) {
      assertEquals(plural.exec(text)?.[0], undefined, text);
    }
    for (let lesson = 1; lesson <= lastProblemLesson; lesson++) {
      for (let seed = 1; seed <= 40; seed++) {
        const { given, blanks } = rollProblem(lesson, seed);
        const text = JSON.stringify([given, blanks]);
        assertEquals(plural.exec(text)?.[0], undefined, `${lesson}, ${seed}`);
      }
    }
  }),
);

Deno.test(
  runningTest(
    "predict asks, answers and checks the same problem of every lesson",
    async () => {
      const predict = (...args: string[]): Promise<CommandResult> =>
        runTask("predict", [...args, "--seed", "7"]);
      for (let lesson = 1; lesson <= lastProblemLesson; lesson++) {
        const values = rollProblem(lesson, 7).blanks
          .map(({ answer }) => String(answer));
        const asked = await predict(`${lesson}`);
        const answered = await predict(`${lesson}`, "--answers");
        const checked = await predict(`${lesson}`, "--submit", values.join());
        assertEquals([asked.code, asked.err], [0, ""]);
        assertEquals(asked.out.split("____").length - 1, values.length);
        assert(!answered.out.includes("____"), answered.out);
        assertEquals([checked.code, checked.err], [0, ""]);
        assertMatch(checked.out, new RegExp(`^All ${values.length} right\\.`));
        for (const row of `${asked.out}${answered.out}`.split("\n")) {
          assert(displayWidth(row) <= 80, `lesson ${lesson}: ${row}`);
        }
      }
    },
  ),
);

/** Reads one JSON object that a command has printed. */
function parse(
  { code, out, err }: CommandResult,
  args: readonly string[],
): Printed {
  assertEquals({ code, err }, { code: 0, err: "" }, args.join(" "));
  return JSON.parse(out);
}
