/**
 * `deno task homework`: says which commands begin with it.
 *
 * @module
 */
import { readOrHelp } from "./typed.ts";
import { UsageError } from "./usage_error.ts";

/** Carries out the command. */
export function homeworkCommand(args: readonly string[]): void {
  if (readOrHelp("homework", args) === undefined) return;
  throw new UsageError(
    "A second word was expected: new, predict, pack, gradescope or classroom50",
    "deno task homework --help",
  );
}
