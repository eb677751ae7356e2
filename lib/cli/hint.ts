/**
 * `deno task hint`: a hint for an exercise, one level at a time.
 *
 * @module
 */
import { chooseExercise, printTask } from "./exercise.ts";
import { printMarkdown } from "./markdown_output.ts";
import { parseWhole } from "../workbook/option_values.ts";
import { readOrHelp } from "./typed.ts";
import { UsageError } from "./usage_error.ts";

/** Carries out the command. Before the first hint stands the task, at level 0. */
export async function hintCommand(args: readonly string[]): Promise<void> {
  const typed = readOrHelp("hint", args);
  if (typed === undefined) return;
  const [wanted, levelText = "1"] = typed.words;
  const chosen = await chooseExercise(wanted, "hint");
  const level = parseWhole(levelText) ?? NaN;
  if (level === 0) return await printTask(chosen);
  const { folder, at, place } = chosen;
  const { name, hints } = folder.tasks[at]!;
  const text = hints[level - 1];
  if (text === undefined) {
    throw new UsageError(
      `${place} has hints 1 to ${hints.length}: "${levelText}" was asked for`,
      `deno task hint ${place} ${hints.length}`,
    );
  }
  const next = level < hints.length
    ? `A further hint: \`deno task hint ${place} ${level + 1}\``
    : `There is no further hint. Try it: \`deno task grade ${place}\``;
  await printMarkdown(
    `## ${place} ${name}, hint ${level} of ${hints.length}\n\n${text}\n\n${next}`,
  );
}
