/**
 * The one entry of the command line: finds the command, carries it out, ends with its exit code.
 *
 * 0: done · 1: a test or a check failed, or the command itself · 2: bad input.
 *
 * @module
 */
import { sayFailure } from "./failure.ts";
import { complain } from "./output.ts";
import { versionComplaint } from "./pinned.ts";
import { UsageError } from "./usage_error.ts";

/** Carries out a command. It returns its exit code, or nothing for 0. */
type Command = (args: readonly string[]) => Promise<number | void>;

/** Each command, loaded only when it is called. */
const commands: Readonly<Record<string, Command>> = {
  lesson: async (args) => (await import("./lesson.ts")).lessonCommand(args),
  grade: async (args) => (await import("./grade.ts")).gradeCommand(args),
  watch: async (args) => (await import("./watch.ts")).watchCommand(args),
  hint: async (args) => (await import("./hint.ts")).hintCommand(args),
  solution: async (args) =>
    (await import("./solution.ts")).solutionCommand(args),
  reset: async (args) => (await import("./reset.ts")).resetCommand(args),
  progress: async (args) =>
    (await import("./progress.ts")).progressCommand(args),
  predict: async (args) => (await import("./predict.ts")).predictCommand(args),
  start: async (args) => (await import("./start.ts")).startCommand(args),
  test: async (args) => (await import("./test.ts")).runTests(args),
  lab: async (args) => (await import("./lab.ts")).labCommand(args),
  weave: async (args) => (await import("./weave.ts")).weaveCommand(args),
};

/** Carries out one command line and returns its exit code. */
export async function main(
  [name = "", ...args]: readonly string[],
): Promise<number> {
  try {
    const complaint = versionComplaint(Deno.version.deno);
    if (complaint !== undefined) {
      complain(complaint);
      return 2;
    }
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) {
      throw new UsageError(
        `Unknown command "${name}": there are ${
          Object.keys(commands).join(", ")
        }`,
        "deno task lesson",
      );
    }
    return await command(args) ?? 0;
  } catch (error) {
    if (error instanceof UsageError) {
      complain(error.for(`deno task ${name}`).message);
      return 2;
    }
    complain(sayFailure(error));
    return 1;
  }
}

if (import.meta.main) Deno.exit(await main(Deno.args));
