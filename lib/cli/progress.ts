/**
 * `deno task progress`: how far the learner is.
 *
 * @module
 */
import { jsonText } from "../workbook/plain.ts";
import { gradeChoices } from "../grade/grade_answers.ts";
import { drawProgress, drawTally, nextOf, tallyOf } from "../grade/report.ts";
import { chooseExercises } from "./exercises.ts";
import { print, printText, terminalColumns } from "./output.ts";
import { isGiven, readOrHelp } from "./typed.ts";

/** Carries out the command. */
export async function progressCommand(args: readonly string[]): Promise<void> {
  const typed = readOrHelp("progress", args);
  if (typed === undefined) return;
  const choices = await chooseExercises(undefined, "progress");
  const lessons = await gradeChoices(choices);
  const tally = tallyOf(lessons);
  const next = nextOf(lessons);
  if (isGiven(typed, "json")) {
    const list = lessons.map((lesson) => ({
      lesson: lesson.lesson,
      title: lesson.title,
      ...tallyOf([lesson]),
      exercises: lesson.grades.map(({ place, exercise, status }) => ({
        place,
        name: exercise,
        status,
      })),
    }));
    const object = { ...tally, next: next ?? null, lessons: list };
    return print(jsonText(object));
  }
  const columns = terminalColumns();
  const rows = drawProgress(lessons, columns);
  print([...rows, "", ...drawTally(tally, columns), ""].join("\n"));
  printText(
    next === undefined
      ? "All passed."
      : `Next: exercise ${next}. Its task: deno task exercise ${next}`,
  );
}
