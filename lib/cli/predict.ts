/**
 * `deno task predict`: a fresh problem from a lesson's model, to think before one looks.
 *
 * @module
 */
import { freshSeed } from "../workbook/dice.ts";
import { type Problem, rollProblem } from "../workbook/prediction.ts";
import { checkSubmission, type Mistake } from "../workbook/submission.ts";
import { drawProblemText } from "../workbook/problem_text.ts";
import { wrapText } from "../text/width.ts";
import {
  hasProblems,
  type LessonFolder,
  loadProblems,
  readLessons,
} from "../workbook/content.ts";
import { findLesson } from "./lesson_name.ts";
import { print, terminalColumns } from "./output.ts";
import { isGiven, numberOf, readOrHelp, textOf, type Typed } from "./typed.ts";
import { UsageError } from "./usage_error.ts";

/**
 * Carries out the command.
 *
 * @returns 1 if a prediction was wrong, 0 otherwise.
 */
export async function predictCommand(
  args: readonly string[],
): Promise<number> {
  const typed = readOrHelp("predict", args);
  if (typed === undefined) return 0;
  const [wanted] = typed.words;
  const lessons = readLessons();
  if (wanted === undefined) {
    const example = lessons.find(hasProblems)?.number;
    throw new UsageError(
      "A lesson was expected",
      `deno task predict ${example}`,
    );
  }
  const folder = findLesson(wanted, lessons, "predict");
  const roll = await loadProblems(folder);
  if (roll === undefined) throw refuse(folder, lessons);
  const lesson = folder.number;
  const seed = seedOf(typed, lesson);
  const problem = rollProblem(roll, { lesson, seed });
  const submission = textOf(typed, "submit");
  const answers = isGiven(typed, "answers");
  const isJson = isGiven(typed, "json");
  if (submission !== undefined) {
    requireAsked(typed, lesson);
    const mistake = check(problem, submission);
    return isJson ? printChecked(problem, mistake) : tell(problem, mistake);
  }
  if (isJson) return print(toJson(problem, answers)), 0;
  const columns = terminalColumns();
  const options = { columns, filled: answers, explained: true };
  print(drawProblemText(problem, options).join("\n") + "\n\n");
  if (answers) return 0;
  if (Deno.stdin.isTerminal()) return askUntilRight(problem);
  print(sayNext(problem, columns));
  return 0;
}

/** Reads the seed; a refusal suggests a command with the lesson in it. */
function seedOf(typed: Typed, lesson: number): number {
  try {
    return numberOf(typed, "seed") ?? freshSeed();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw error.for(`deno task predict ${lesson}`);
  }
}

/** Refuses a prediction of a problem that nobody has seen, or whose answers are to be shown. */
function requireAsked(typed: Typed, lesson: number): void {
  if (!isGiven(typed, "seed")) {
    throw new UsageError(
      "--submit is for a problem that was shown, and needs its --seed",
      `deno task predict ${lesson}`,
    );
  }
  if (isGiven(typed, "answers")) {
    throw new UsageError(
      "Give --submit or --answers, not both",
      `deno task predict ${lesson} --seed ${numberOf(typed, "seed")} --answers`,
    );
  }
}

function refuse(
  { number }: LessonFolder,
  lessons: readonly LessonFolder[],
): UsageError {
  const have = lessons.filter(hasProblems).map(({ number }) => number);
  const last = have.at(-1);
  const those = have.length === 1
    ? `lesson ${last} has`
    : `lessons ${have[0]} to ${last} have`;
  return new UsageError(
    `Lesson ${number} has no problems: ${those}`,
    `deno task predict ${last}`,
  );
}

/** Asks for predictions until one is right, or the learner has enough. */
function askUntilRight(problem: Problem): number {
  for (;;) {
    const text = ask(
      `Your ${problem.blanks.length} values, with commas between them and none ` +
        "inside; Enter ends:",
    );
    if (text === undefined) continue;
    if (text === null || text.trim() === "") {
      print(sayNext(problem, terminalColumns()));
      return 1;
    }
    try {
      if (tell(problem, checkSubmission(problem, text)) === 0) return 0;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      print(`${error.message}\n`);
    }
  }
}

/** Asks for a line; gives nothing, and says so, if it is no text. */
function ask(question: string): string | null | undefined {
  try {
    return prompt(question);
  } catch (error) {
    if (!(error instanceof Deno.errors.InvalidData)) throw error;
    print("That is no text: it has a byte that is no UTF-8.\n");
    return undefined;
  }
}

/**
 * Checks a prediction.
 *
 * @throws {UsageError} If it is not as many values of the right kinds.
 */
function check(problem: Problem, text: string): Mistake | undefined {
  try {
    return checkSubmission(problem, text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(
      error.message.replace(/\.$/, ""),
      `deno task predict ${problem.lesson} --seed ${problem.seed}`,
    );
  }
}

/** Says whether a prediction is right, and if not, where the first mistake is and why. */
function tell(problem: Problem, mistake: Mistake | undefined): number {
  const columns = terminalColumns();
  if (mistake === undefined) {
    print(`All ${problem.blanks.length} right.\n`);
    print(`Another one: deno task predict ${problem.lesson}\n`);
    return 0;
  }
  const { number, asks, gave, idea, explains, rightBlanks } = mistake;
  const says = `Blank ${number}, ${asks}: ${gave} is not right. ` +
    (idea === undefined ? "" : `Not so: ${idea}. `) + `${explains} ` +
    `(${rightBlanks} of ${problem.blanks.length} are right.)`;
  print(wrapText(says, columns).join("\n") + "\n");
  return 1;
}

/** Prints what `tell` says, as one JSON object. */
function printChecked(
  { lesson, seed }: Problem,
  mistake: Mistake | undefined,
): number {
  const isRight = mistake === undefined;
  const object = { lesson, seed, isRight, mistake: mistake ?? null };
  print(JSON.stringify(object, null, 2) + "\n");
  return isRight ? 0 : 1;
}

function sayNext({ lesson, seed, blanks }: Problem, columns: number): string {
  const values = blanks.map((_, i) => `v${i + 1}`).join(",");
  return [
    ...wrapText(
      `Check: deno task predict ${lesson} --seed ${seed} --submit ${values}`,
      columns,
    ),
    ...wrapText(
      `Answers: deno task predict ${lesson} --seed ${seed} --answers`,
      columns,
    ),
  ].join("\n") + "\n";
}

function toJson(problem: Problem, hasAnswers: boolean): string {
  const blanks = problem.blanks.map(({ answer, explains, wrong: _, ...open }) =>
    hasAnswers ? { ...open, answer, explains } : open
  );
  return JSON.stringify({ ...problem, blanks }, null, 2) + "\n";
}
