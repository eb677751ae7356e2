import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  type LessonFolder,
  loadLesson,
  readLessons,
} from "../../lib/workbook/content.ts";
import { listLessons } from "../../lib/cli/lesson.ts";
import { optionsOfLesson } from "../../lib/cli/lesson_setting.ts";
import { optionsOf } from "../../lib/cli/options.ts";
import { generateFile, makeJob } from "../../lib/machine/job.ts";
import { displayWidth } from "../../lib/text/width.ts";
import { count } from "../../lib/trace/count.ts";
import type { Event } from "../../lib/trace/event.ts";
import { closedForm } from "../../lib/cost/closed_form.ts";
import { textbook } from "../../lib/strategy/linux.ts";
import { usualSetting } from "../../lib/workbook/transfer_lesson.ts";
import {
  type CommandResult,
  inParallel,
  runLesson,
  runningTest,
  splitWords,
  temporaryTest,
} from "../command.ts";
import { readingTest } from "../source_tree.ts";
import { widths } from "../widths.ts";

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

/** What is typed wrongly, and a part of the answer. */
const mistakes = `
  9x                                  | "9x": there are 1 to
  0                                   | "0": there are 1 to
  99                                  | "99": there are 1 to
  nope                                | "nope": there are 1 to
  kernel-mode-and-more                | there are 1 to
  8 9                                 | "9" follows "8"
  e                                   | fits lessons
  --frob                              | --frob needs a lesson
  --size 64KiB                        | --size needs a lesson
  --steps                             | --steps needs a lesson
  --width 10                          | from 40 to 200: it is "10"
  8 --frob                            | --frob: lesson 8 has --file, --size
  8 -x                                | -x: lesson 8 has --file, --size
  8 --no-size                         | --no-size: lesson 8 has
  8 --steps=3                         | --steps takes no value, and "3"
  8 --siez 1MiB                       | --siez: lesson 8 has
  8 --width 60B                       | from 40 to 200: it is "60B"
  8 --strategy sendfile               | --strategy: lesson 8 has
  8 --frames 3                        | --frames: lesson 8 has
  1 --size 64KiB                      | --size: lesson 1 has
  1 --steps                           | --steps: lesson 1 has
  1 --no-trace                        | --no-trace: lesson 1 has
  2 --slice 0                         | from 1 to 40: it is "0"
  2 --save maybe                      | yes, no: it is "maybe"
  8 --size                            | from 0 to 1 PiB: it has no value
  8 --size --json                     | from 0 to 1 PiB: it has no value
  8 --size -5                         | from 0 to 1 PiB: it is "-5"
  8 --size NaN                        | from 0 to 1 PiB: it is "NaN"
  8 --size 1.5                        | from 0 to 1 PiB: it is "1.5"
  8 --size 10PiB                      | from 0 to 1 PiB: it is "10PiB"
  8 --size 0 --buffer 0               | from 1 to 1 PiB: it is "0"
  8 --buffer -1                       | from 1 to 1 PiB: it is "-1"
  8 --page 1000                       | from 512 B to 2 MiB: it is "1000"
  8 --page 4MiB                       | from 512 B to 2 MiB: it is "4MiB"
  8 --cache hot                       | cold, warm: it is "hot"
  8 --nic fast                        | no-checksum: it is "fast"
  8 --width 10                        | from 40 to 200: it is "10"
  8 --width 60.5                      | from 40 to 200: it is "60.5"
  8 --width                           | from 40 to 200: it has no value
  8 --file                            | it has no value
  8 --file no/such/file               | "no/such/file" does not exist
  8 --file lib                        | "lib" is not a regular file
  8 --file README.md --size 3         | --file or --size, not both
  8 --size 2GiB                       | up to 1 GiB
  10 --size 1TiB --json               | up to 1 GiB
  10 --strategy fast                  | : it is "fast"
  10 --cost free                      | it is "free"
  11 --strategy send                  | : it is "send"
`;

Deno.test(
  runningTest(
    "a mistake gives one line that says what was expected, found and to type, and exit code 2",
    async () => {
      const rows = mistakes.trim().split("\n").map((row) => row.split("|"));
      const ran = await inParallel(
        rows,
        ([args]) => runLesson(splitWords(args!)),
      );
      const suggested = new Set<string>();
      for (const [i, { code, out, err }] of ran.entries()) {
        const [args, part] = rows[i]!.map((text) => text.trim());
        const why = `${args}\n${err}`;
        assertEquals(code, 2, why);
        assertEquals(out, "", why);
        assert(/^[^\n]+\n$/.test(err), why);
        assert(err.includes(part!), `"${part}" was expected: ${why}`);
        const suggestion = / Try: (deno task lesson\b.*)\n$/.exec(err)?.[1];
        assert(suggestion !== undefined, `no suggestion: ${why}`);
        suggested.add(suggestion);
      }
      await inParallel([...suggested], async (command) => {
        const [, , , ...args] = splitWords(command);
        const { code, out, err } = await runLesson(args);
        assertEquals({ code, err }, { code: 0, err: "" }, command);
        assert(out.length > 0, command);
      });
    },
  ),
);

Deno.test(
  runningTest(
    "what was typed cannot break the one line of an answer",
    async () => {
      const names = ["a\nb", "\x1b[31mred", "a\r\u2028b"];
      const ran = await inParallel(names, (name) => runLesson([name]));
      for (const { code, err } of ran) {
        assertEquals(code, 2);
        assert(/^[^\p{Cc}\p{Zl}]+\n$/u.test(err), JSON.stringify(err));
      }
    },
  ),
);

Deno.test(
  runningTest(
    "every lesson is plain text without a terminal, no wider than asked, NO_COLOR or not",
    async () => {
      const { NO_COLOR: _, FORCE_COLOR: __, ...plain } = Deno.env.toObject();
      const lessons = readLessons().map(({ number }) => String(number));
      const runs = lessons.flatMap((lesson) =>
        [60, 80, 120].map((columns) => ({
          args: [
            lesson,
            ...(columns === 80 ? [] : ["--width", String(columns)]),
          ],
          columns,
          // What NO_COLOR changes does not depend on the width.
          env: columns === 120 ? { ...plain, NO_COLOR: "1" } : plain,
        }))
      );
      await inParallel(runs, async ({ args, columns, env }) => {
        const { code, out, err } = await runLesson(args, { env });
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
        // Where a line of woven text is too long for the page, it goes on behind this mark.
        if (columns >= 80) assertEquals(out.includes("↪"), false, why);
      });
    },
  ),
);

Deno.test(
  runningTest(
    "the list of lessons, the help and the answers fit their width",
    async () => {
      const runs = [60, 80, 120].flatMap((columns) =>
        [[], ["--help"], ["8", "--help"], ["8", "--answers"], ["8", "--detail"]]
          .map((args) => ({
            columns,
            args: [...args, "--width", `${columns}`],
          }))
      );
      await inParallel(runs, async ({ args, columns }) => {
        const { code, out, err } = await runLesson(args);
        assertEquals({ code, err }, { code: 0, err: "" }, args.join(" "));
        for (const line of out.split("\n")) {
          assert(displayWidth(line) <= columns, `${args.join(" ")}: "${line}"`);
        }
      });
    },
  ),
);

Deno.test(
  runningTest("the list of lessons names each with its summary", async () => {
    const lessons = readLessons();
    const [text, json] = await Promise.all([
      runLesson([]),
      runLesson(["--json"]),
    ]);
    for (const { number, title, summary } of lessons) {
      assert(text!.out.includes(`${number}  ${title}`), text!.out);
      assert(text!.out.includes(summary), text!.out);
    }
    assertEquals(JSON.parse(json!.out), {
      lessons: lessons.map(({ number, slug, title, summary }) => ({
        lesson: number,
        slug,
        title,
        summary,
      })),
    });
  }),
);

Deno.test(
  runningTest(
    "--json of a way of sending has the fields that the README lists",
    async () => {
      const job = makeJob({ fileBytes: 10_001, bufferBytes: 4096 });
      const file = generateFile(job.fileBytes);
      await inParallel(sending, async (lesson) => {
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
          sha256: await digest(file),
        });
        for (const { step, round, kind } of printed.trace!) {
          assertEquals([typeof step, typeof round, typeof kind], [
            "number",
            "number",
            "string",
          ]);
        }
      });
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
      await inParallel(runs, async (args) => {
        const { strategies, job } = parse(await runLesson(args), args);
        assertEquals(Object.keys(job), jobFields);
        const names = new Set(strategies.map(({ strategy }) => strategy));
        const isOne = args.includes("--strategy");
        assertEquals(
          [...names],
          isOne ? ["sendfile + gather"] : textbook.map(({ name }) => name),
        );
        const sha256 = await digest(generateFile(65_536));
        for (const one of strategies) {
          const why = `${args.join(" ")}: ${one.strategy}`;
          assertEquals(Object.keys(one.counts), countFields, why);
          assertEquals(one.delivered, { bytes: 65_536, sha256 }, why);
          assertEquals("trace" in one, !args.includes("--no-trace"), why);
        }
      });
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
      await inParallel(others, async ({ number, title }) => {
        const args = [String(number), "--json"];
        const printed = parse(await runLesson(args), args);
        const names = Object.keys(printed);
        assertEquals(names.slice(0, 3), ["lesson", "title", "job"]);
        assert(names.length > 3, names.join(", "));
        assertEquals([printed.lesson, printed.title], [number, title]);
        for (const name of names) assert(/^[a-z][a-zA-Z]*$/.test(name), name);
      });
    },
  ),
);

Deno.test(
  runningTest(
    "a file of 1 TiB is counted by formula, and nothing is delivered",
    async () => {
      const job = makeJob({ fileBytes: 2 ** 40, bufferBytes: 4096 });
      const size = ["--size", "1TiB", "--buffer", "4KiB", "--no-trace"];
      await inParallel([...sending, ...comparing], async (lesson) => {
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
      });
      const { out } = await runLesson(["5", ...size]);
      assert(out.includes("Counted by formula"), out);
    },
  ),
);

Deno.test(
  temporaryTest(
    "the very bytes of a file arrive, at five odd sizes, in lessons 5 to 9",
    async (folder) => {
      const sizes = [0, 1, 4095, 65_537, 300_001];
      for (const size of sizes) {
        const bytes = crypto.getRandomValues(
          new Uint8Array(Math.min(size, 65_536)),
        );
        const file = new Uint8Array(size);
        file.set(bytes);
        file.set(generateFile(size - bytes.length), bytes.length);
        Deno.writeFileSync(`${folder}/${size} bytes.bin`, file);
      }
      const runs = sizes.flatMap((size) =>
        sending.map((lesson) => ({ size, lesson }))
      );
      await inParallel(runs, async ({ size, lesson }) => {
        // A path without a folder leads to where the command was typed.
        const name = `${size} bytes.bin`;
        const args = [lesson, "--file", name, "--buffer", "7KiB", "--json"];
        const printed = parse(await runLesson(args, { typedIn: folder }), args);
        const sha256 = await digest(Deno.readFileSync(`${folder}/${name}`));
        assertEquals(
          printed.delivered,
          { bytes: size, sha256 },
          args.join(" "),
        );
        assertEquals(printed.job.file, name);
        assertEquals(printed.job.fileBytes, size);
      });
    },
  ),
);

Deno.test(
  temporaryTest(
    "a file that is too large is refused with a command that counts it",
    async (folder) => {
      const path = `${folder}/large`;
      Deno.writeFileSync(path, new Uint8Array(0));
      Deno.truncateSync(path, 2 ** 31);
      const { code, out, err } = await runLesson(["8", "--file", path]);
      assertEquals([code, out], [2, ""]);
      const command = "deno task lesson 8 --size 2147483648 --no-trace";
      assert(err.endsWith(`. Try: ${command}\n`), err);
      const other = await runLesson(["3", "--file", path]);
      const works = "deno task lesson 3 --size 2147483648";
      assert(other.err.endsWith(`. Try: ${works}\n`), other.err);
      const { code: good } = await runLesson(splitWords(works).slice(3));
      assertEquals(good, 0);
    },
  ),
);

Deno.test(
  runningTest(
    "a view shows its part of the model, its counts and what arrived",
    async () => {
      const views = [
        ["--steps", "1  enter the kernel for sendfile()"],
        ["--detail", "1  program     calls sendfile()"],
        ["--diagram", "client"],
      ];
      await inParallel(views, async ([option, part]) => {
        const { code, out } = await runLesson(["8", option!]);
        assertEquals(code, 0);
        for (const text of [part!, "CPU copies     0", "SHA-256 "]) {
          assert(out.includes(text), `${option}: ${text} is missing:\n${out}`);
        }
        assertEquals(out.includes("Questions"), false);
      });
    },
  ),
);

Deno.test(
  runningTest(
    "a lesson is found by its name, and its options may stand before it",
    async () => {
      const runs = [["8", "--steps"], ["gather", "--steps"], ["--steps", "8"]];
      const [first, ...others] = await inParallel(
        runs,
        (args) => runLesson(args),
      );
      assertEquals(first!.code, 0);
      for (const other of others) {
        assertEquals(other, first);
      }
    },
  ),
);

Deno.test(
  runningTest(
    "a reader that goes away ends the command without a word",
    async () => {
      const { code, err } = await runLesson(["5", "--json"], {
        readsNothing: true,
      });
      assertEquals({ code, err }, { code: 0, err: "" });
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

/** Reads one JSON object that a command has printed. */
function parse(
  { code, out, err }: CommandResult,
  args: readonly string[],
): Printed {
  assertEquals({ code, err }, { code: 0, err: "" }, args.join(" "));
  return JSON.parse(out);
}

/** The SHA-256 of bytes, as Node computes it: loaded when it is needed, as that takes long. */
async function digest(bytes: Uint8Array): Promise<string> {
  const { createHash } = await import("node:crypto");
  return createHash("sha256").update(bytes).digest("hex");
}

Deno.test(
  runningTest(
    "a page in the terminal leads on, and to no file of the repository",
    async () => {
      const { out } = await runLesson(["6"]);
      assertStringIncludes(out, "deno task hint 6.1 0");
      assertEquals(out.match(/\] \.\.\//g), null);
    },
  ),
);

/** Two lessons, one with a title of wide characters. */
const listed: readonly LessonFolder[] = [
  { number: 1, title: "Modes", summary: "Ask the kernel." },
  {
    number: 11,
    title: "页缓存",
    summary: "One line that says the whole idea of a lesson.",
  },
].map((head) => ({ ...head, slug: "", page: "", pageUrl: new URL("x:y") }));

const next = `
Run one:      deno task lesson 1
All options:  deno task lesson --help
`;

Deno.test("a lesson has one line of the list, where there is room", () => {
  assertEquals(
    listLessons(listed, 80),
    `
 1  Modes   Ask the kernel.
11  页缓存  One line that says the whole idea of a lesson.
`.slice(1) + next,
  );
});

Deno.test("a summary stands below its title, where there is no room beside it", () => {
  assertEquals(
    listLessons(listed, 40),
    `
 1  Modes   Ask the kernel.
11  页缓存
    One line that says the whole idea of
    a lesson.
`.slice(1) + next,
  );
  for (const columns of widths) {
    for (const line of listLessons(listed, columns).split("\n")) {
      assert(displayWidth(line) <= columns, `${columns}: "${line}"`);
    }
  }
});
