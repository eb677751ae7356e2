import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { runDeno, runningTest, runTask, temporaryTest } from "../command.ts";
import { slug, Workbook } from "../workbook.ts";

/** Runs the entry as a task does, with the least permissions. */
function main(...args: string[]): ReturnType<typeof runDeno> {
  const permissions = ["--allow-read", "--allow-env=INIT_CWD"];
  return runDeno([
    "run",
    "--quiet",
    "--no-prompt",
    ...permissions,
    "lib/cli/main.ts",
    ...args,
  ]);
}

Deno.test(
  runningTest(
    "an unknown command is refused in one line, with exit code 2",
    async () => {
      const names = ["", "nope", "Lesson", "toString", "__proto__", "--help"];
      for (const name of names) {
        const { code, out, err } = await runTask(name as "lesson", []);
        assertEquals(code, 2, name);
        assertEquals(out, "", name);
        assert(
          err.startsWith(`Unknown command "${name}": there are lesson, `),
          err,
        );
        assert(err.endsWith(". Try: deno task lesson\n"), err);
        assertEquals(err.split("\n").length, 2, err);
      }
    },
  ),
);

Deno.test(
  runningTest("the exit code of a command is that of the process", async () => {
    const [good, bad] = await Promise.all([main("lesson"), main("weave", "8")]);
    assertEquals([good!.code, good!.err], [0, ""]);
    assertEquals([bad!.code, bad!.out], [2, ""]);
    assertEquals(
      bad!.err,
      'Unknown argument "8": weave has --help. Try: deno task weave --help\n',
    );
  }),
);

/** What each task is for, typed in a workbook with our answers; and what it prints of that. */
const tasks: readonly [
  task: keyof typeof config.tasks,
  args: string,
  says: string,
][] = [
  ["lesson", "5 --file README.md", "CPU copies     2, moving 26 B"],
  ["grade", "--junit report.xml", "3 passed, 0 failed, 0 open"],
  ["hint", "5.2", "5.2 countSwitches, hint 1 of 2"],
  ["solution", "5.2", "const pieces = Math.ceil("],
  ["progress", "", " 5  ■■■   done"],
  ["predict", "5 --seed 7", "1  "],
  ["exam", "--seed 7", "Exam, seed 7: 12 questions"],
  ["summary", "", "Zero-copy on one page"],
  ["reset", "5 --yes", "Lesson 5 is reset. Your answer is kept in "],
  ["catchup", "5 --yes", "All before lesson 5 has passed"],
  ["start", "../mine", "files written to ../mine"],
  [
    "homework",
    "new ../hand-out --lessons 5 --title T --due 2099-12-06",
    "../hand-out is the hand-out",
  ],
  ["kit", "../kit", "../kit has all packages"],
  ["room", "--forget", "Nothing was kept in .room/."],
  ["weave", "", "README.md: "],
];

Deno.test(
  temporaryTest(
    "each task can do what it does with the permissions that it has",
    async (folder) => {
      const book = new Workbook(folder);
      const first = book.stub;
      book.answer = book.solution;
      for (const [task, args, says] of tasks) {
        const words = args === "" ? [] : args.split(" ");
        const { code, out, err } = await book.taskAlone(task, ...words);
        assertEquals([code, err], [0, ""], task);
        assertStringIncludes(out, says, task);
      }
      assertEquals(book.answer, first);
      // A command that meets answers before they are begun keeps a copy of them.
      for (const task of ["hint", "reset"] as const) {
        Deno.removeSync(`${book.top}/.pristine`, { recursive: true });
        const { code, err } = await book.taskAlone(task, "5.1");
        assertEquals([code, err], [0, ""], task);
        assertEquals(book.stub, first, task);
      }
    },
  ),
);

Deno.test(
  temporaryTest(
    "what no command foresees is told in one line, without a stack trace",
    async (folder) => {
      const book = new Workbook(folder);
      const page = `${book.top}/lessons/12_mine/README.md`;
      Deno.mkdirSync(`${book.top}/lessons/12_mine`);
      const missing = await book.task("lesson");
      assertEquals([missing.code, missing.out], [2, ""]);
      const says = "lessons/12_mine/README.md is not there any more. Try: ";
      assert(missing.err.startsWith(says), missing.err);
      assertEquals(missing.err.split("\n").length, 2, missing.err);
      // One lesson reads its own page only.
      const other = await book.task("lesson", "5", "--help");
      assertEquals([other.code, other.err], [0, ""]);

      Deno.writeTextFileSync(page, "My page.\n");
      const headless = await book.task("lesson");
      assertEquals([headless.code, headless.out], [1, ""]);
      assertMatch(
        headless.err,
        /^A mistake of the workbook, .*: SyntaxError: .*: lessons\/12_mine\/README\.md does not \(lib\/workbook\/content\.ts:\d+:\d+\)\n$/,
      );
    },
  ),
);

/** What npm and people leave in the folder, that Deno could take for the workbook's own. */
const packages = [
  {},
  { dependencies: { "a-package-that-nobody-has": "1.0.0" } },
  { dependencies: { a: "workspace:*", b: "file:../b" }, type: "commonjs" },
  { scripts: { hint: "exit 3" }, workspaces: ["packages/*"] },
];

Deno.test(
  temporaryTest(
    "a package.json beside deno.json stops no test and no check, and no task",
    async (folder) => {
      const book = new Workbook(folder);
      book.solveAll();
      const { top } = book;
      Deno.mkdirSync(`${top}/node_modules/.bin`, { recursive: true });
      Deno.writeTextFileSync(`${top}/node_modules/.bin/deno`, "no JavaScript");
      Deno.writeTextFileSync(
        `${top}/exercises/${slug}/all_test.ts`,
        'import "@std/assert";\nDeno.test("it runs", () => {});\n',
      );
      for (const [i, contents] of packages.entries()) {
        const text = JSON.stringify(contents);
        Deno.writeTextFileSync(`${top}/package.json`, text);
        const lines = [
          "check --quiet lib/std/assert.ts",
          `test --quiet --no-check exercises/${slug}/all_test.ts`,
          // Only what can be fetched, or cannot be meant: a task looks for what is named.
          ...(i === 1 ? [] : ["task --quiet hint 5.1", "task --quiet grade 5"]),
        ];
        for (const line of lines) {
          const { code, out, err } = await runDeno(line.split(" "), { top });
          assertEquals(code, 0, `${text} ${line}\n${out}${err}`);
        }
      }
    },
  ),
);

Deno.test(runningTest("to import the entry runs nothing", async () => {
  const { code, out, err } = await runDeno([
    "eval",
    "--quiet",
    'await import("./lib/cli/main.ts");',
  ]);
  assertEquals({ code, out, err }, { code: 0, out: "", err: "" });
}));
