/**
 * `deno task homework`: says which commands begin with it.
 *
 * @module
 */
import { commands } from "./commands.ts";
import { readOrHelp } from "./typed.ts";
import { UsageError } from "./usage_error.ts";

/** Carries out the command. */
export function homeworkCommand(args: readonly string[]): void {
  const word = args.find((arg) => !arg.startsWith("-"));
  if (word === undefined && readOrHelp("homework", args) === undefined) return;
  const { takes } = commands.homework;
  throw new UsageError(
    word === undefined
      ? `A second word was expected: ${takes}`
      : `homework takes ${takes}: it is "${word}"`,
    "deno task homework --help",
  );
}
