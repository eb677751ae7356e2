/**
 * `deno task hint`: a task again, or a hint, one level at a time.
 *
 * @module
 */
import { gradeChoices } from "../grade/grade_answers.ts";
import { chooseExercises, exerciseExpected, keepCopies } from "./exercises.ts";
import { printMarkdown } from "./markdown_output.ts";
import { parseWhole } from "./option_values.ts";
import { readOrHelp } from "./typed.ts";
import { UsageError } from "./usage_error.ts";

/** Carries out the command. */
export async function hintCommand(args: readonly string[]): Promise<void> {
  const typed = readOrHelp("hint", args);
  if (typed === undefined) return;
  const [wanted, levelText = "1"] = typed.words;
  if (wanted === undefined) {
    throw exerciseExpected("hint");
  }
  const [choice] = await chooseExercises(wanted, "hint");
  keepCopies([choice!]);
  const { folder, chosen } = choice!;
  let [at] = chosen as [number, ...number[]];
  if (chosen.length > 1) {
    const [graded] = await gradeChoices([choice!]);
    at = Math.max(
      0,
      graded!.grades.findIndex(({ status }) => status !== "passed"),
    );
  }
  const place = `${folder.lesson.number}.${at + 1}`;
  const { name, asks, hints } = folder.tasks[at]!;
  const level = parseWhole(levelText) ?? NaN;
  const text = level === 0 ? asks : hints[level - 1];
  if (text === undefined) {
    throw new UsageError(
      `${place} has hints 1 to ${hints.length}: "${levelText}" was asked for`,
      `deno task hint ${place} ${hints.length}`,
    );
  }
  const next = level < hints.length
    ? `More: \`deno task hint ${place} ${level + 1}\``
    : `Then: \`deno task grade ${place}\``;
  const title = level === 0 ? "" : `, hint ${level} of ${hints.length}`;
  await printMarkdown(
    `## ${place} ${name}${title}\n\n${text}\n\n${next}`,
  );
}
