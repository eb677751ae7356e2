import { assert, assertEquals, assertMatch } from "@std/assert";
import { inParallel, runDeno, runningTest, temporaryTest } from "../command.ts";
import { Workbook } from "../workbook.ts";

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
      const ran = await inParallel(names, (name) => main(name));
      for (const [i, { code, out, err }] of ran.entries()) {
        assertEquals(code, 2, names[i]);
        assertEquals(out, "", names[i]);
        assert(
          err.startsWith(`Unknown command "${names[i]}": there are lesson, `),
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

Deno.test(
  temporaryTest(
    "what no command foresees is told in one line, without a stack trace",
    async (folder) => {
      const book = new Workbook(folder);
      const page = `${book.top}/lessons/12_mine/README.md`;
      Deno.mkdirSync(`${book.top}/lessons/12_mine`);
      const missing = await book.task("lesson");
      assertEquals([missing.code, missing.out], [1, ""]);
      assert(missing.err.startsWith("The system refused: "), missing.err);
      assert(missing.err.includes("12_mine"), missing.err);
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

Deno.test(runningTest("to import the entry runs nothing", async () => {
  const { code, out, err } = await runDeno([
    "eval",
    "--quiet",
    'await import("./lib/cli/main.ts");',
  ]);
  assertEquals({ code, out, err }, { code: 0, out: "", err: "" });
}));
