/**
 * `deno task hint`: a task again, or a hint, one level at a time.
 *
 * @module
 */
import { readTyped, type Usage } from "./arguments.ts";
import { chooseExercises, gradeChosen, keepCopies } from "./exercises.ts";
import { printMarkdown } from "./markdown_output.ts";
import { print } from "./output.ts";
import { UsageError } from "./usage_error.ts";

const usage: Usage = {
  command: "hint",
  words: 2,
  help: `deno task hint N.k [LEVEL]

Gives a hint for exercise N.k. LEVEL 0 is the task itself, 1 (usual) the first
hint, 2 the next. With a lesson alone: for the first exercise not yet passed.
`,
};

/** Carries out the command. */
export async function hintCommand(args: readonly string[]): Promise<void> {
  const typed = readTyped(args, usage);
  if (typed === undefined) return print(usage.help);
  const [wanted, levelText = "1"] = typed.words;
  if (wanted === undefined) {
    throw new UsageError("An exercise was expected", "deno task hint 5.1");
  }
  const [choice] = await chooseExercises(wanted, usage.command);
  keepCopies([choice!]);
  const { folder, chosen } = choice!;
  let [at] = chosen as [number, ...number[]];
  if (chosen.length > 1) {
    const [graded] = await gradeChosen([choice!]);
    at = Math.max(
      0,
      graded!.grades.findIndex(({ status }) => status !== "passed"),
    );
  }
  const place = `${folder.lesson.number}.${at + 1}`;
  const { name, asks, hints } = folder.tasks[at]!;
  const level = Number(levelText);
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
