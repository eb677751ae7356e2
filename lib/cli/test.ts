/**
 * The command `test`: every test of the workbook, each part with the permissions that it needs.
 *
 * Its last line is the result: `N passed, N failed`, and `, N skipped` where tests were ignored.
 *
 * @module
 */
import { root } from "../workbook/path.ts";
import { print } from "./output.ts";
import { temporaryFolder } from "./path.ts";
import {
  narrow,
  partsFor,
  type SuitePart,
  type Surroundings,
  tidyPath,
} from "./suite_parts.ts";
import { addUp, judge, type SuiteTally, summary } from "./suite_tally.ts";
import { readOrHelp } from "./typed.ts";

/**
 * Runs all tests, or those in the files and folders that are named.
 *
 * @param args Files and folders, from the top of the repository. All tests, if there are none.
 * @returns The exit code: 0 if no test failed and at least one passed.
 * @throws {UsageError} If an argument is no file or folder with tests.
 */
export async function testCommand(args: readonly string[]): Promise<number> {
  const typed = readOrHelp("test", args);
  if (typed === undefined) return 0;
  const present = partsFor(lookAround()).map((part) => ({
    ...part,
    paths: part.paths.filter(exists),
  }));
  const parts = narrow(present, typed.words.map(tidyPath));
  const tallies: SuiteTally[] = [];
  for (const part of parts) tallies.push(await runPart(part));
  const total = addUp(tallies);
  print(`\n${summary(total)}\n`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

/** Runs one part and shows what it prints while it prints it. */
async function runPart(
  { name, paths, permissions }: SuitePart,
): Promise<SuiteTally> {
  print(`\nTests of ${name} (${permissions.join(" ")})\n`);
  const child = new Deno.Command(Deno.execPath(), {
    args: ["test", "--quiet", "--no-prompt", ...permissions, ...paths],
    cwd: root,
    clearEnv: true,
    env: plainEnvironment(Deno.env.toObject()),
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let output = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    print(text);
    output += text;
  }
  const { code } = await child.status;
  const { tally, because } = judge(output, code);
  if (because !== undefined) print(`Tests of ${name} failed: ${because}.\n`);
  return tally;
}

/** Leaves out of the environment what changes how Deno prints. */
function plainEnvironment(
  env: Readonly<Record<string, string>>,
): Record<string, string> {
  const { FORCE_COLOR: _, RUST_BACKTRACE: __, ...others } = env;
  return { ...others, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" };
}

function lookAround(): Surroundings {
  const topTests = [...Deno.readDirSync(new URL("tests/", root))]
    .filter(({ name }) => name.endsWith("_test.ts") && name !== "all_test.ts")
    .map(({ name }) => `tests/${name}`)
    .sort();
  const temporary = temporaryFolder();
  return { deno: Deno.execPath(), temporary, topTests };
}

function exists(path: string): boolean {
  try {
    Deno.statSync(new URL(path, root));
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
