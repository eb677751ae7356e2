import { assert, assertEquals, assertMatch } from "@std/assert";
import { partsFor } from "../../lib/cli/suite_parts.ts";
import { entriesOf, filesIn, readingTest, readText } from "../source_tree.ts";

const canRun = Deno.permissions.querySync({
  name: "run",
  command: Deno.execPath(),
}).state === "granted";

/** Runs the command in a Deno of its own, as a task does. */
async function test(
  ...args: string[]
): Promise<{ code: number; lines: string[]; complaint: string }> {
  const source = `
    import { testCommand } from "./lib/cli/test.ts";
    Deno.exit(await testCommand(Deno.args));
  `;
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--quiet", source, ...args],
    cwd: new URL("../../", import.meta.url),
  }).output();
  return {
    code,
    lines: new TextDecoder().decode(stdout).trimEnd().split("\n"),
    complaint: new TextDecoder().decode(stderr),
  };
}

Deno.test({
  name: canRun
    ? "testCommand() runs what is named and ends with what came of it"
    : "testCommand() runs what is named (needs run permission: deno task test)",
  ignore: !canRun,
  fn: async () => {
    const { code, lines } = await test(
      "tests/cli/suite_tally_tests.ts",
      "tests/trace",
      "tests/lab/median_tests.ts",
    );
    assertMatch(lines.at(-1)!, /^[1-9]\d* passed, 0 failed$/);
    assertEquals(code, 0);
    const heads = lines.flatMap((line) =>
      /^(?:Tests of [\w ]+(?= \()|running .* from .*|ok)/.exec(line) ?? []
    );
    assertEquals(heads.map((head) => head.replace(/.* from /, "")), [
      "Tests of the model",
      "./tests/trace/all_test.ts",
      "ok",
      "Tests of commands",
      "./tests/cli/suite_tally_tests.ts",
      "ok",
      "Tests of the lab",
      "./tests/lab/median_tests.ts",
      "ok",
    ], "what parts print is not mixed");
  },
});

Deno.test({
  name: canRun
    ? "testCommand() fails when the file that is named is not there"
    : "testCommand() fails when a file is not there (needs run permission: deno task test)",
  ignore: !canRun,
  fn: async () => {
    const { code, lines } = await test("tests/cli/not_there_test.ts");
    assertEquals(lines.at(-1), "0 passed, 1 failed");
    assertEquals(code, 1);
  },
});

Deno.test({
  name: canRun
    ? "testCommand() refuses what is no test"
    : "testCommand() refuses what is no test (needs run permission: deno task test)",
  ignore: !canRun,
  fn: async () => {
    const { code, complaint } = await test("lib/cli");
    assert(complaint.includes('No tests at "lib/cli"'), complaint);
    assert(code !== 0);
  },
});

/** The tests that a module imports, or itself. */
function testsIn(module: string): string[] {
  const imported = [...readText(module).matchAll(/^import "\.(\/.*)";$/gm)]
    .map(([, path]) => module.replace(/\/[^/]*$/, path!));
  return imported.length === 0 ? [module] : imported.flatMap(testsIn);
}

Deno.test(readingTest("all parts together run every test, and once", () => {
  const all = filesIn("tests").filter((path) =>
    /_tests\.ts$|^tests\/(?!workbook|answers)\w+_test\.ts$/.test(path)
  );
  const ran = partsFor({ deno: "", temporary: "", tests: [] })
    .flatMap(({ modules }) => modules)
    .filter((path) => path !== "tests/answers_test.ts").flatMap(testsIn);
  assertEquals(ran.sort(), all.sort());
}));

Deno.test(readingTest("what a part runs is what its paths name", () => {
  const tests = entriesOf("tests").filter(({ name, isDirectory }) =>
    isDirectory
      ? entriesOf(`tests/${name}`).some(({ name }) => name === "all_test.ts")
      : /(?<!^workbook|^answers)_test\.ts$/.test(name)
  ).map(({ name }) => `tests/${name}`);
  const [model] = partsFor({ deno: "", temporary: "", tests });
  const imported = readText("tests/model_part.ts")
    .matchAll(/^import "\.\/(.*?)(?:\/all_test\.ts)?";$/gm);
  assertEquals(
    [...imported].map(([, path]) => `tests/${path}`).sort(),
    model!.paths.filter((path) => path.startsWith("tests/")),
  );
}));
