/**
 * `deno task summary`: the book on a sheet, for whoever has passed all exercises.
 *
 * @module
 */
import { gradeChoices } from "../grade/grade_answers.ts";
import { nextOf, tallyOf } from "../grade/report.ts";
import { codeIndent } from "../text/markdown.ts";
import { sayMany } from "../text/say.ts";
import { readLessons } from "../workbook/content.ts";
import { glossary, summarySheet } from "../workbook/summary.ts";
import { chooseExercises } from "./exercises.ts";
import { printMarkdown } from "./markdown_output.ts";
import { terminalColumns } from "./output.ts";
import { isGiven, readOrHelp } from "./typed.ts";
import { UsageError } from "./usage_error.ts";

/** Carries out the command. */
export async function summaryCommand(args: readonly string[]): Promise<void> {
  const typed = readOrHelp("summary", args);
  if (typed === undefined) return;
  if (!isGiven(typed, "anyway")) await requirePassed();
  const lessons = readLessons();
  const terms = glossary(lessons, terminalColumns() - codeIndent.length);
  await printMarkdown(`${summarySheet(lessons)}\n\n${terms}`);
}

/** Refuses to tell what is left to find out. */
async function requirePassed(): Promise<void> {
  const graded = await gradeChoices(
    await chooseExercises(undefined, "summary"),
  );
  const { failed, open } = tallyOf(graded);
  const next = nextOf(graded);
  if (next === undefined) return;
  throw new UsageError(
    `The summary comes last: ${sayMany(failed + open, "exercise")} to pass, ` +
      `the next is ${next}`,
    `deno task exercise ${next}, or add --anyway`,
  );
}
