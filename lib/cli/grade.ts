/**
 * `deno task grade`: grades the learner's answers.
 *
 * @module
 */
import type { ExerciseChoice } from "../grade/exercise_choice.ts";
import { gradeChoices } from "../grade/grade_answers.ts";
import { suitesOf, toJUnit } from "../grade/junit.ts";
import {
  drawGrades,
  type LessonGrades,
  nextOf,
  sayNotYet,
  sayTally,
  tallyOf,
  toldOnce,
} from "../grade/report.ts";
import { hasSolutions } from "../workbook/content.ts";
import { jsonText } from "../workbook/plain.ts";
import { chooseExercises, keepCopies, nextOpen, sayNext } from "./exercises.ts";
import { printMarkdown } from "./markdown_output.ts";
import {
  colourMarks,
  complain,
  print,
  printText,
  terminalColumns,
} from "./output.ts";
import { requireReportPlace, writeReport } from "./report_place.ts";
import { isGiven, numberOf, readOrHelp, textOf } from "./typed.ts";

/**
 * Carries out the command.
 *
 * @returns 0 if everything passed, 1 if not.
 */
export async function gradeCommand(args: readonly string[]): Promise<number> {
  const typed = readOrHelp("grade", args);
  if (typed === undefined) return 0;
  const seed = numberOf(typed, "seed");
  const limit = numberOf(typed, "limit");
  const isJson = isGiven(typed, "json");
  const report = textOf(typed, "junit");
  if (report !== undefined) requireReportPlace(report);
  const choices = await chooseExercises(typed.words[0], "grade");
  keepCopies(choices);
  const isAsked = typed.words.length > 0;
  const begunMs = performance.now();
  const lessons = await gradeChoices(choices, { seed, limit, log: complain });
  const seconds = (performance.now() - begunMs) / 1000;
  for (const [i, graded] of lessons.entries()) {
    const isQuiet = !isAsked && graded.grades.every(isOpen);
    if (!isJson && !isQuiet) await tell(choices[i]!, graded);
  }
  if (report !== undefined) {
    writeReport(report, toJUnit(suitesOf(lessons), seconds));
  }
  const tally = tallyOf(lessons);
  if (isJson) {
    const object = { seed: seed ?? null, ...tally, lessons };
    print(jsonText(object));
  } else {
    printText(sayTally(tally) + (seed === undefined ? "" : ` (seed ${seed})`));
    tellNext(lessons);
  }
  return tally.failed + tally.open === 0 ? 0 : 1;
}

/** Shows the grades of one lesson and, for what passed, why it works. */
async function tell(
  { folder }: ExerciseChoice,
  graded: LessonGrades,
): Promise<void> {
  const columns = terminalColumns();
  print(colourMarks(drawGrades(toldOnce(graded), columns)).join("\n") + "\n\n");
  for (const grade of graded.grades) {
    if (grade.status !== "passed" || graded.grades.length > 1) continue;
    const task = folder.tasks.find(({ name }) => name === grade.exercise);
    await printMarkdown(`Why it works: ${task?.why}`, { showsAnswers: true });
    print("\n");
  }
}

/** Says what to type next. */
function tellNext(lessons: readonly LessonGrades[]): void {
  if (nextOf(lessons) !== undefined) {
    return printText(`Next: ${sayNotYet(lessons)}`);
  }
  const [only, other] = lessons;
  const [grade, second] = only!.grades;
  const place = second === undefined ? grade!.place : only!.lesson;
  const solution = other === undefined && hasSolutions()
    ? ` Our answer: deno task solution ${place}`
    : "";
  printText(`All passed.${solution}`);
  const open = nextOpen(lessons.at(-1)!.grades.at(-1)!.place);
  printText(
    open === undefined
      ? "How far you are: deno task progress"
      : `Next: ${sayNext(open)}`,
  );
}

function isOpen({ status }: { status: string }): boolean {
  return status === "open";
}
