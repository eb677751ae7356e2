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
import { UsageError } from "./usage_error.ts";

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
  if (!exists("tests/workbook_test.ts")) {
    throw new UsageError(
      "The tests of the workbook stay in the workbook: this is a learner's " +
        "folder, which has those of your answers",
      "deno test",
    );
  }
  const parts = narrow(partsFor(lookAround()), typed.words.map(tidyPath));
  const total = addUp(await runParts(parts));
  print(`\n${summary(total)}\n`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

/** What a part prints: kept until all parts before it have been shown. */
class Transcript {
  #kept = "";
  #isShown = false;

  write(text: string): void {
    if (this.#isShown) print(text);
    else this.#kept += text;
  }

  show(): void {
    this.#isShown = true;
    print(this.#kept);
  }
}

/** How many parts run at a time: three on two processors, since tests wait for processes, too. */
const mostAtOnce = navigator.hardwareConcurrency > 1 ? 3 : 1;

/** Runs parts, some at a time, and shows one after the other. */
async function runParts(parts: readonly SuitePart[]): Promise<SuiteTally[]> {
  const tallies: SuiteTally[] = [];
  const transcripts = parts.map(() => new Transcript());
  let shown = 0;
  transcripts[shown]?.show();
  const waiting = parts.entries();
  const work = async (): Promise<void> => {
    for (const [i, part] of waiting) {
      tallies[i] = await runPart(part, transcripts[i]!);
      while (tallies[shown] !== undefined) transcripts[++shown]?.show();
    }
  };
  await Promise.all(Array.from({ length: mostAtOnce }, work));
  return tallies;
}

/**
 * Runs one part. Without types: `deno check` looks at those, and so does `deno test` when a learner
 * types it.
 */
async function runPart(
  { name, modules, permissions }: SuitePart,
  transcript: Transcript,
): Promise<SuiteTally> {
  transcript.write(`\nTests of ${name} (${permissions.join(" ")})\n`);
  const flags = ["--quiet", "--no-check", "--no-prompt"];
  const child = new Deno.Command(Deno.execPath(), {
    args: ["test", ...flags, ...permissions, ...modules],
    cwd: root,
    clearEnv: true,
    env: plainEnvironment(Deno.env.toObject()),
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let output = "";
  const take = async (stream: ReadableStream<Uint8Array>): Promise<void> => {
    const decoder = new TextDecoder();
    for await (const bytes of stream) {
      const text = decoder.decode(bytes, { stream: true });
      transcript.write(text);
      output += text;
    }
  };
  await Promise.all([take(child.stdout), take(child.stderr)]);
  const { code } = await child.status;
  const { tally, because } = judge(output, code);
  if (because !== undefined) {
    transcript.write(`Tests of ${name} failed: ${because}.\n`);
  }
  return tally;
}

/** Leaves out of the environment what changes how Deno prints. */
function plainEnvironment(
  env: Readonly<Record<string, string>>,
): Record<string, string> {
  const { FORCE_COLOR: _, RUST_BACKTRACE: __, ...others } = env;
  return { ...others, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" };
}

/** Modules that only import others. */
const collections = /\/(?:workbook|answers)_test\.ts$/;

function lookAround(): Surroundings {
  const tests = [...Deno.readDirSync(new URL("tests/", root))]
    .map(({ name }) => `tests/${name}`)
    .filter((path) =>
      path.endsWith("_test.ts")
        ? !collections.test(path)
        : exists(`${path}/all_test.ts`)
    )
    .sort();
  return { deno: Deno.execPath(), temporary: temporaryFolder(), tests };
}

function exists(path: string): boolean {
  try {
    Deno.statSync(new URL(path, root));
    return true;
  } catch {
    return false;
  }
}
