/**
 * `deno task reset`: gives answers back as they were at first, and keeps copies.
 *
 * @module
 */
import { type ExerciseChoice, placeOf } from "../grade/exercise_choice.ts";
import { withExportOf } from "../workbook/answer_source.ts";
import {
  isSame,
  keepBeside,
  readIfThere,
  replaceFile,
  UnfitFile,
} from "../workbook/file.ts";
import { keepPristine, pristineAt } from "../workbook/pristine.ts";
import { chooseExercises, exerciseExpected } from "./exercises.ts";
import { sayFailure } from "./failure.ts";
import { complain, print } from "./output.ts";
import { isGiven, readOrHelp } from "./typed.ts";
import { UsageError } from "./usage_error.ts";

/**
 * Carries out the command.
 *
 * @returns 2 if what stands in the place of an answer is no file, 0 otherwise.
 */
export async function resetCommand(args: readonly string[]): Promise<number> {
  const typed = readOrHelp("reset", args);
  if (typed === undefined) return 0;
  const all = isGiven(typed, "all");
  const [wanted] = typed.words;
  if (wanted === undefined && !all) throw exerciseExpected("reset");
  if (wanted !== undefined && all) {
    throw new UsageError(
      `Give "${wanted}" or --all, not both`,
      `deno task reset ${wanted}`,
    );
  }
  const choices = await chooseExercises(wanted, "reset");
  for (const choice of choices) keepPristine(choice.folder.lesson);
  const states = choices.map(tellUnlessBegun);
  const begun = choices.filter((_, i) => states[i] === "begun");
  const code = states.includes("unfit") ? 2 : 0;
  if (begun.length === 0) return code;
  if (!isGiven(typed, "yes") && !isConfirmed(all ? "--all" : wanted!, begun)) {
    print("Nothing was changed.\n");
    return code;
  }
  for (const choice of begun) reset(choice);
  return code;
}

/** Looks whether there is something to reset; if not, says why. */
function tellUnlessBegun(choice: ExerciseChoice): "begun" | "open" | "unfit" {
  const { lesson, answerUrl } = choice.folder;
  try {
    const answer = readIfThere(answerUrl);
    if (answer === undefined) {
      replaceFile(answerUrl, firstOf(choice));
      print(`Lesson ${lesson.number} has its answer.ts again.\n`);
      return "open";
    }
    if (!isSame(answer, anew(choice, answer))) return "begun";
    print(`${said(choice)} is as it was at first.\n`);
    return "open";
  } catch (error) {
    if (!(error instanceof UnfitFile)) throw error;
    complain(sayFailure(error));
    return "unfit";
  }
}

/** The answer as it was at first. */
function firstOf({ folder: { lesson } }: ExerciseChoice): Uint8Array {
  const first = pristineAt(lesson);
  if (first !== undefined) return first;
  throw new UsageError(
    `Lesson ${lesson.number} was begun before a copy of its answer was kept`,
    `deno task start ../my-workbook, in a workbook in which nobody has begun`,
  );
}

/** What an answer is once it is reset. */
function anew(
  { folder, chosen }: ExerciseChoice,
  answer: Uint8Array,
): Uint8Array {
  const first = firstOf({ folder, chosen });
  if (chosen.length === folder.exercises.length) return first;
  const decoder = new TextDecoder();
  const text = chosen.reduce(
    (text, at) =>
      withExportOf(text, decoder.decode(first), folder.exercises[at]!.name),
    decoder.decode(answer),
  );
  return new TextEncoder().encode(text);
}

/** Replaces an answer as it is now, whatever it was when the question was asked. */
function reset(choice: ExerciseChoice): void {
  const { answerUrl } = choice.folder;
  const answer = readIfThere(answerUrl) ?? firstOf(choice);
  const copy = keepBeside(answerUrl, answer);
  replaceFile(answerUrl, anew(choice, answer));
  print(`${said(choice)} is reset. Your answer is kept in ${copy}\n`);
}

function said(
  { folder: { lesson, exercises }, chosen }: ExerciseChoice,
): string {
  return chosen.length === exercises.length
    ? `Lesson ${lesson.number}`
    : `Exercise ${placeOf(lesson, chosen[0]!)}`;
}

function isConfirmed(
  wanted: string,
  begun: readonly ExerciseChoice[],
): boolean {
  if (!Deno.stdin.isTerminal()) {
    throw new UsageError(
      "Without a terminal, reset cannot ask whether you are sure",
      `deno task reset ${wanted} --yes`,
    );
  }
  const what = begun.map((choice) => said(choice).toLowerCase()).join(", ");
  return confirm(`Reset your answers of ${what}? A copy is kept.`);
}
