/**
 * `deno task predict`: a fresh problem from a lesson's model, to think before one looks.
 *
 * @module
 */
import {
  hasProblems,
  type LessonFolder,
  loadProblems,
  readLessons,
} from "../workbook/content.ts";
import { freshSeed } from "../workbook/dice.ts";
import { jsonText } from "../workbook/plain.ts";
import { type Problem, rollProblem } from "../workbook/prediction.ts";
import { drawProblemText } from "../workbook/problem_text.ts";
import { checkSubmission, type Mistake } from "../workbook/submission.ts";
import { canAsk } from "./ask.ts";
import { findLesson } from "./lesson_name.ts";
import { print, printText, terminalColumns } from "./output.ts";
import { practise, practiseOne, type Source } from "./practice.ts";
import { isGiven, numberOf, readOrHelp, textOf, type Typed } from "./typed.ts";
import { refusing, suggesting, UsageError } from "./usage_error.ts";

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
  const sources = await chooseSources(typed);
  const command = `deno task predict ${
    isGiven(typed, "all")
      ? "--all"
      : sources.map(({ lesson }) => lesson).join(" ")
  }`;
  const seed = await suggesting(command, () => numberOf(typed, "seed")) ??
    freshSeed();
  const [answers, isJson] = [isGiven(typed, "answers"), isGiven(typed, "json")];
  const isAsking = canAsk() && !answers && !isJson;
  const submission = textOf(typed, "submit");
  if (submission !== undefined) {
    requireAsked(typed, sources);
    const problem = rollProblem(sources[0]!.roll, { ...sources[0]!, seed });
    const mistake = await check(problem, submission);
    return (isJson ? printChecked : tell)(problem, mistake);
  }
  if (isAsking) {
    print("Enter tells the answer; q or Ctrl-D ends.\n");
    if (sources.length > 1) return practise(sources, seed), 0;
  }
  const problems = sources.map(({ lesson, roll }) =>
    rollProblem(roll, { lesson, seed })
  );
  if (isJson) return print(toJson(problems, answers)), 0;
  if (isAsking) return askOne(problems[0]!);
  const columns = terminalColumns();
  const options = { columns, filled: answers, explained: true };
  for (const problem of problems) {
    print(drawProblemText(problem, options).join("\n") + "\n\n");
    if (!answers) tellNext(problem);
    if (!answers && problem !== problems.at(-1)) print("\n");
  }
  return 0;
}

/**
 * Finds the lessons that were typed, or all that have problems.
 *
 * @throws {UsageError} If none was, or one has no problems.
 */
async function chooseSources(typed: Typed): Promise<Source[]> {
  const lessons = readLessons();
  const example = `deno task predict ${lessons.find(hasProblems)?.number}`;
  const [isAll, isNamed] = [isGiven(typed, "all"), typed.words.length > 0];
  if (!isAll && !isNamed) {
    throw new UsageError("A lesson was expected, or --all", example);
  }
  if (isAll && isNamed) {
    throw new UsageError("Give lessons or --all, not both", example);
  }
  const chosen = isAll
    ? lessons.filter(hasProblems)
    : typed.words.map((word) => findLesson(word, lessons, "predict"));
  const sources: Source[] = [];
  for (const folder of new Set(chosen)) {
    const roll = await loadProblems(folder);
    if (roll === undefined) throw refuse(folder, lessons);
    sources.push({ lesson: folder.number, roll });
  }
  return sources;
}

/** Asks one problem in a terminal. */
function askOne(problem: Problem): number {
  const { lesson } = problem;
  const isRight = practiseOne(problem);
  if (isRight) print(`Another one: deno task predict ${lesson}\n`);
  else tellNext(problem);
  return isRight ? 0 : 1;
}

/** Refuses a prediction of a problem that nobody has seen, or whose answers are to be shown. */
function requireAsked(typed: Typed, [first, other]: readonly Source[]): void {
  const command = `deno task predict ${first!.lesson}`;
  if (other !== undefined) {
    throw new UsageError("--submit is for a problem of one lesson", command);
  }
  if (!isGiven(typed, "seed")) {
    throw new UsageError(
      "--submit is for a problem that was shown, and needs its --seed",
      command,
    );
  }
  if (isGiven(typed, "answers")) {
    throw new UsageError(
      "Give --submit or --answers, not both",
      `${command} --seed ${numberOf(typed, "seed")} --answers`,
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

/**
 * Checks a prediction.
 *
 * @throws {UsageError} If it is not as many values of the right kinds.
 */
async function check(
  problem: Problem,
  text: string,
): Promise<Mistake | undefined> {
  const { lesson, seed } = problem;
  return await refusing(
    `deno task predict ${lesson} --seed ${seed}`,
    () => checkSubmission(problem, text),
  );
}

/** Says whether a prediction is right, and if not, where the first mistake is and why. */
function tell(problem: Problem, mistake: Mistake | undefined): number {
  if (mistake === undefined) {
    print(`All ${problem.blanks.length} right.\n`);
    print(`Another one: deno task predict ${problem.lesson}\n`);
    return 0;
  }
  const { number, asks, gave, idea, explains, rightBlanks } = mistake;
  const says = `Blank ${number}, ${asks}: ${gave} is not right. ` +
    (idea === undefined ? "" : `Not so: ${idea}. `) + `${explains} ` +
    `(${rightBlanks} of ${problem.blanks.length} are right.)`;
  printText(says);
  return 1;
}

/** Prints what `tell` says, as one JSON object. */
function printChecked(
  { lesson, seed }: Problem,
  mistake: Mistake | undefined,
): number {
  const isRight = mistake === undefined;
  const object = { lesson, seed, isRight, mistake: mistake ?? null };
  print(jsonText(object));
  return isRight ? 0 : 1;
}

function tellNext({ lesson, seed, blanks }: Problem): void {
  const values = blanks.map((_, i) => `v${i + 1}`).join(",");
  const command = `deno task predict ${lesson} --seed ${seed}`;
  printText(`Check: ${command} --submit ${values}`);
  printText(`Answers: ${command} --answers`);
}

/** One object, or an array where there are several lessons. */
function toJson(problems: readonly Problem[], hasAnswers: boolean): string {
  const open = problems.map((problem) => ({
    ...problem,
    blanks: problem.blanks.map(({ answer, explains, wrong: _, ...blank }) =>
      hasAnswers ? { ...blank, answer, explains } : blank
    ),
  }));
  return jsonText(open.length === 1 ? open[0] : open);
}
