/**
 * The options of all commands, in one table: what is parsed, refused, suggested and told by
 * `--help` is read from it.
 *
 * @module
 */
import { usualLimit } from "../grade/limits.ts";
import { costModels } from "../cost/cost.ts";
import { endKinds } from "../lab/program/planned_call.ts";
import { nicAbilities } from "../machine/job.ts";
import { largestSeed } from "../workbook/dice.ts";
import { jobOptions } from "../workbook/lesson_options.ts";
import { classOptions } from "./class_options.ts";
import { type CommandName, commands } from "./commands.ts";
import { flag, type Option, option } from "./option.ts";
import { columnsRange } from "./output.ts";

const ofRun = { needs: ["sends"] } as const;
const names = Object.keys(commands) as CommandName[];

/** The table, in the order of the help. */
export const options: readonly Option[] = [
  ...jobOptions.map((row) => ({ of: ["lesson"] as const, ...row })),
  flag("lesson", "steps", "only the program, one line a step, and its counts", {
    ...ofRun,
    shows: "program",
  }),
  flag("lesson", "detail", "only the long form: every step, naming who acts", {
    ...ofRun,
    shows: "steps",
  }),
  flag("lesson", "diagram", "only the sequence diagram", {
    ...ofRun,
    shows: "diagram",
  }),
  flag(
    "lesson",
    "step",
    "go through the run: Enter for the next step, b back, q quit",
    ofRun,
  ),
  option(
    "lesson",
    "program PATH",
    "path",
    "run a program of yours, as in mine.ts or answer.ts#mended",
    { ...ofRun, example: "mine.ts" },
  ),
  flag(
    "lesson",
    "no-trace",
    "counts only; needed for the largest jobs",
    ofRun,
  ),
  option("lesson", "part N", "number", "show this part of the lesson", {
    needs: ["parts"],
    range: [1, 9],
    value: 1,
  }),
  flag("lesson", "answers", "unfold the answers to the questions"),
  flag("lesson", "no-pager", "print a long page at once, without $PAGER"),

  flag("lab", "moments", "only when the copy is made: a receiver reads late"),
  flag("lab", "veth", "only the NIC: gather switched off and on (needs root)"),
  flag("lab", "bench", "only CPU time and throughput, by size of pieces"),
  flag(
    "lab",
    "calibrate",
    "the same, and prices for a lesson with --cost measured",
  ),
  option("lab", "job SEED", "number", "send and keep what a seed says", {
    range: [0, largestSeed],
  }),
  flag("lab", "all", "everything of these"),
  option(
    "lab",
    "program PATH",
    "path",
    "put a program of yours to the kernel",
    {
      example: "mine.ts",
    },
  ),
  option("lab", "to END", "choice", "what the program sends to: %", {
    parts: ["program"],
    choices: endKinds,
    value: "socket",
  }),
  option("lab", "buffer SIZE", "size", "the most that one of its calls moves", {
    parts: ["program"],
    range: [4096, 2 ** 28],
    value: 2 ** 16,
    example: "64KiB",
  }),
  option("lab", "runs N", "number", "changes of the bytes after each call, %", {
    range: [1, 10_000],
    value: 100,
  }),
  option("lab", "rounds N", "number", "runs of each kind in the bench, %", {
    parts: ["bench"],
    range: [1, 100],
    value: 5,
    example: "5",
  }),
  // A larger file may not stay in memory.
  option(
    "lab",
    "size SIZE",
    "size",
    "the file of a program (8MiB), or of the bench",
    {
      parts: ["bench", "program"],
      range: [2 ** 20, 2 ** 34],
      value: 2 ** 28,
      example: "256MiB",
    },
  ),
  option(
    "lab",
    "folder PATH",
    "path",
    "where the file is made: its file system is measured",
    { example: "/tmp" },
  ),
  flag("lab", "json", "one JSON object instead of text"),
  option("trace", "nic ABILITY", "choice", "%", {
    choices: nicAbilities,
    value: nicAbilities[0],
  }),
  option("trace", "cost PRICES", "choice", "what things cost: %", {
    choices: [...costModels.map(({ name }) => name), "measured"],
    value: costModels[0]!.name,
  }),
  option("trace", "path GLOB", "word", "only these files, as in '*.html'", {
    example: "*.html",
  }),
  option(
    "trace",
    "top N",
    "number",
    "the most that are shown (10; with --json 10000)",
    { range: [1, 10 ** 6], example: "20" },
  ),
  flag("trace", "json", "one JSON object instead of text"),
  option(
    ["lesson", "lab", "golf", "trace"],
    "width N",
    "number",
    "columns of the output, %",
    { range: columnsRange },
  ),
  flag("golf", "show", "your best program of a machine, as TypeScript"),
  flag(["lesson", "golf"], "json", "one JSON object instead of text"),

  option("grade", "seed S", "number", "ask the cases of this seed first", {
    range: [0, 2 ** 31],
  }),
  flag("grade", "json", "one JSON object"),
  option("grade", "junit FILE", "path", "write JUnit XML as well", {
    example: "report.xml",
  }),
  flag("watch", "no-clear", "leave on the screen what was shown before"),
  option(
    ["grade", "watch"],
    "limit SECONDS",
    "number",
    "CPU time of a call before it is given up, %",
    { range: [1, 600], value: usualLimit },
  ),
  flag(["solution", "summary"], "anyway", "show it before all has passed"),
  flag("reset", "all", "the answers of all lessons"),
  flag("reset", "yes", "do not ask"),
  flag("start", "yes", "do not ask before an update"),
  flag("progress", "json"),
  flag("predict", "all", "of all lessons that have problems"),
  option(["predict", "exam"], "seed S", "number", "the same again", {
    range: [0, largestSeed],
  }),
  option(
    "predict",
    "submit 4,2,2",
    "word",
    "with --seed, check it: exit code 0 if all is right, 1 if not",
    { example: "4,2,2" },
  ),
  flag("predict", "answers", "the same problem, with its answers"),
  flag("predict", "json", "as JSON; of several lessons an array"),
  flag("exam", "new", "another, although one is not handed in"),
  option(
    "exam",
    "answers FILE",
    "path",
    "grade what --json printed, filled in",
    {
      example: "answers.json",
    },
  ),
  flag("exam", "json", "one JSON object: the paper, or what came of --answers"),

  option("site", "out DIR", "path", "build it there (site)", {
    example: "../site",
  }),
  flag(
    "site",
    "json",
    "what was built, and how large it is, as one JSON object",
  ),
  option("serve", "port N", "number", "the port of the pages", {
    range: [1, 65_535],
    value: 8000,
    example: "8001",
  }),

  ...classOptions,

  flag(["lesson", "lab"], "help", "this text"),
  flag(names.filter((name) => name !== "lesson" && name !== "lab"), "help"),
];

/** Lists the options of a command: for `lesson`, all that some lesson has. */
export function optionsOf(command: CommandName): Option[] {
  return options.filter(({ of }) => of.includes(command));
}
