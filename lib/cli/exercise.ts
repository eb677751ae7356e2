/**
 * `deno task exercise`: the task of an exercise.
 *
 * @module
 */
import { placeOf } from "../grade/exercise_choice.ts";
import { gradeChoices } from "../grade/grade_answers.ts";
import type { ExerciseFolder } from "../workbook/content.ts";
import type { CommandName } from "./commands.ts";
import { chooseExercises, exerciseExpected, keepCopies } from "./exercises.ts";
import { printMarkdown } from "./markdown_output.ts";
import { readOrHelp } from "./typed.ts";

/** Carries out the command. */
export async function exerciseCommand(args: readonly string[]): Promise<void> {
  const typed = readOrHelp("exercise", args);
  if (typed === undefined) return;
  await printTask(await chooseExercise(typed.words[0], "exercise"));
}

/** One exercise of a lesson. */
export interface ChosenExercise {
  readonly folder: ExerciseFolder;
  /** [from 0] */
  readonly at: number;
  /** "5.2" */
  readonly place: string;
}

/**
 * Finds the exercise that is meant: with a lesson alone, the first that has not passed.
 *
 * @throws {UsageError} If none is.
 */
export async function chooseExercise(
  wanted: string | undefined,
  command: CommandName,
): Promise<ChosenExercise> {
  if (wanted === undefined) throw exerciseExpected(command);
  const choices = await chooseExercises(wanted, command);
  keepCopies(choices);
  const { folder, chosen } = choices[0]!;
  let at = chosen[0]!;
  if (chosen.length > 1) {
    const [graded] = await gradeChoices(choices);
    at = Math.max(
      0,
      graded!.grades.findIndex(({ status }) => status !== "passed"),
    );
  }
  return { folder, at, place: placeOf(folder.lesson, at) };
}

/** Prints a task, and what to do then. */
export async function printTask(
  { folder, at, place }: ChosenExercise,
): Promise<void> {
  const { name, asks } = folder.tasks[at]!;
  const { number, slug } = folder.lesson;
  const before = at === 0
    ? `\n\nIts lesson comes before it: \`deno task lesson ${number}\``
    : "";
  await printMarkdown(
    `## ${place} ${name}\n\n${asks}\n\nYour answer goes into ` +
      `\`exercises/${slug}/answer.ts\`.${before}\n\n` +
      `Then: \`deno task grade ${place}\`\n\n` +
      `A hint: \`deno task hint ${place}\``,
  );
}
