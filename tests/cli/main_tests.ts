import { assert, assertEquals } from "@std/assert";
import { inParallel, runDeno, runningTest } from "../command.ts";

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
      'weave takes no arguments: "8" was given. Try: deno task weave\n',
    );
  }),
);

Deno.test(runningTest("to import the entry runs nothing", async () => {
  const { code, out, err } = await runDeno([
    "eval",
    "--quiet",
    'await import("./lib/cli/main.ts");',
  ]);
  assertEquals({ code, out, err }, { code: 0, out: "", err: "" });
}));
