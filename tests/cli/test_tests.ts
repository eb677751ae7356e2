import { assert, assertEquals, assertMatch } from "@std/assert";
import { partsFor } from "../../lib/cli/suite_parts.ts";
import { entriesOf, readingTest } from "../source_tree.ts";

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
    const { code, lines } = await test("tests/cli/suite_tally_tests.ts");
    assertMatch(lines.at(-1)!, /^[1-9]\d* passed, 0 failed$/);
    assertEquals(code, 0);
    const ran = lines.filter((line) => line.startsWith("running "));
    assertEquals(ran.length, 1);
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

Deno.test(readingTest("every folder of tests belongs to a part", () => {
  const paths = partsFor({ deno: "", temporary: "", topTests: [] })
    .flatMap((part) => part.paths);
  const folders = entriesOf("tests").filter((entry) => entry.isDirectory)
    .map(({ name }) => `tests/${name}`)
    .filter((folder) =>
      entriesOf(folder).some(({ name }) => name.endsWith("_test.ts"))
    );
  assertEquals(folders.filter((folder) => !paths.includes(folder)), []);
}));
