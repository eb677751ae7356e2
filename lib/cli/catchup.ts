/**
 * `deno task catchup`: puts our answers into the exercises before a lesson, so that somebody who was
 * not there can go on with the others.
 *
 * @module
 */
import {
  choicesAt,
  type ExerciseChoice,
  placesOf,
  wholeLesson,
} from "../grade/exercise_choice.ts";
import { gradeUntyped } from "../grade/grade_answers.ts";
import { tallyOf } from "../grade/report.ts";
import { withExportOf } from "../workbook/answer_source.ts";
import {
  hasSolutions,
  lessonsWithExercises,
  loadExercises,
} from "../workbook/content.ts";
import {
  keepBeside,
  readIfThere,
  readText,
  replaceFile,
} from "../workbook/file.ts";
import { isUntouched } from "../workbook/pristine.ts";
import { keepCopies } from "./exercises.ts";
import { findLesson } from "./lesson_name.ts";
import { print, printText } from "./output.ts";
import { isGiven, readOrHelp } from "./typed.ts";
import { UsageError } from "./usage_error.ts";

/** Carries out the command. */
export async function catchupCommand(args: readonly string[]): Promise<void> {
  const typed = readOrHelp("catchup", args);
  if (typed === undefined) return;
  const lessons = lessonsWithExercises();
  const [wanted] = typed.words;
  if (wanted === undefined) {
    throw new UsageError("A lesson was expected", "deno task catchup 7");
  }
  const { number } = findLesson(wanted, lessons, "catchup");
  if (!hasSolutions()) {
    throw new UsageError(
      "catchup puts our answers in, and a hand-out has none",
      `deno task hint ${number}.1`,
    );
  }
  const before = lessons.filter((lesson) => lesson.number < number);
  const folders = await Promise.all(before.map(loadExercises));
  const choices = folders.map(wholeLesson);
  keepCopies(choices);
  const behind = await behindIn(choices);
  if (behind.length === 0) {
    return print(
      `All before lesson ${number} has passed: nothing was changed.\n`,
    );
  }
  if (!isGiven(typed, "yes") && !isConfirmed(behind, number)) {
    return print("Nothing was changed.\n");
  }
  for (const one of behind) await putIn(one);
  printText(`Next: deno task lesson ${number}`);
}

/** Finds what has not passed. */
async function behindIn(
  choices: readonly ExerciseChoice[],
): Promise<ExerciseChoice[]> {
  const found: ExerciseChoice[] = [];
  for (const choice of choices) {
    const { grades } = await gradeUntyped(choice);
    const missing = grades.filter(({ status }) => status !== "passed")
      .map(({ place }) => place);
    found.push(...choicesAt([choice], (place) => missing.includes(place)));
  }
  return found;
}

function isConfirmed(
  behind: readonly ExerciseChoice[],
  number: number,
): boolean {
  if (!Deno.stdin.isTerminal()) {
    throw new UsageError(
      "Without a terminal, catchup cannot ask whether you are sure",
      `deno task catchup ${number} --yes`,
    );
  }
  return confirm(
    `Put our answers in the place of ${placesOf(behind).join(", ")}? ` +
      "What you have is kept beside.",
  );
}

/** Puts our answers in the place of those that are missing; where that does not pass, of all. */
async function putIn(
  { folder, chosen: missing }: ExerciseChoice,
): Promise<void> {
  const { answerUrl, lesson, exercises, solutionUrl } = folder;
  const isBegun = !isUntouched(lesson);
  const own = readIfThere(answerUrl);
  const copy = isBegun && own !== undefined
    ? keepBeside(answerUrl, own)
    : undefined;
  const ours = readText(solutionUrl);
  const write = (text: string): void => replaceFile(answerUrl, text);
  const isPart = own !== undefined && missing.length < exercises.length;
  let left = missing;
  if (isPart) {
    const text = new TextDecoder().decode(own);
    write(
      missing.reduce(
        (all, at) => withExportOf(all, ours, exercises[at]!.name),
        text,
      ),
    );
    const all = wholeLesson(folder);
    const { passed } = tallyOf([await gradeUntyped(all)]);
    if (passed < exercises.length) left = all.chosen;
  }
  if (!isPart || left !== missing) write(ours);
  const places = placesOf([{ folder, chosen: left }]);
  const kept = copy === undefined ? "" : ` Yours is kept in ${copy}`;
  printText(
    `Lesson ${lesson.number}: our answer of ${places.join(", ")}.${kept}`,
  );
}
