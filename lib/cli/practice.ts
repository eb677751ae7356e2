/**
 * Problems in a terminal: one blank at a time, and what is wrong with an answer at once, since the
 * next blank is often made of this one.
 *
 * @module
 */
import { Dice, largestSeed } from "../workbook/dice.ts";
import {
  type Blank,
  type Problem,
  type Roll,
  rollProblem,
} from "../workbook/prediction.ts";
import { drawBlank, drawProblemText } from "../workbook/problem_text.ts";
import {
  checkBlank,
  type CheckedBlank,
  sayChecked,
} from "../workbook/submission.ts";
import { Turns } from "../workbook/turns.ts";
import { sayMany } from "../text/say.ts";
import { askLine } from "./ask.ts";
import { print, printText, terminalColumns } from "./output.ts";

/** A lesson, and how its problems are rolled. */
export interface Source {
  readonly lesson: number;
  readonly roll: Roll;
}

/** How one blank went: what was typed first counts. */
type Outcome = "right" | "mended" | "told" | "ended";

/** How a problem went. */
interface Went {
  readonly lesson: number;
  readonly outcomes: readonly Outcome[];
}

/** Asks one problem. @returns Whether each blank was right in the end. */
export function practiseOne(problem: Problem): boolean {
  const went = askProblem(problem);
  tellScore([went]);
  return went.outcomes.every((one) => one === "right" || one === "mended");
}

/** Asks problems of several lessons until the learner ends it, and says the score of each. */
export function practise(sources: readonly Source[], seed: number): void {
  const dice = new Dice(seed);
  const lessons = dice.shuffle(sources.map(({ lesson }) => lesson));
  const turns = new Turns(lessons);
  const all: Went[] = [];
  while (!isEnded(all.at(-1))) {
    const lesson = turns.next();
    const { roll } = sources.find((one) => one.lesson === lesson)!;
    const of = { lesson, seed: dice.whole(0, largestSeed) };
    const went = askProblem(rollProblem(roll, of));
    all.push(went);
    turns.end(lesson, went.outcomes.every((one) => one === "right"));
  }
  print("\n");
  const byLesson = Map.groupBy(all, ({ lesson }) => lesson);
  for (const [, some] of [...byLesson].sort(([a], [b]) => a - b)) {
    tellScore(some);
  }
}

function isEnded(went: Went | undefined): boolean {
  return went?.outcomes.at(-1) === "ended";
}

/** Tells the score of a lesson, if a blank of it was tried or told. */
function tellScore(some: readonly Went[]): void {
  const asked = some.flatMap(({ outcomes }) => outcomes)
    .filter((one) => one !== "ended");
  const right = asked.filter((one) => one === "right").length;
  if (asked.length === 0) return;
  printText(
    `Lesson ${some[0]!.lesson}: ${right} of ` +
      `${sayMany(asked.length, "blank")} right at the first try.`,
  );
}

function askProblem(problem: Problem): Went {
  const { lesson, blanks } = problem;
  const options = { columns: terminalColumns(), filled: false };
  const head = drawProblemText({ ...problem, blanks: [] }, options);
  print(["", ...head, ""].join("\n"));
  const outcomes: Outcome[] = [];
  for (let i = 0; i < blanks.length && outcomes.at(-1) !== "ended"; i++) {
    outcomes.push(...askBlank(problem, i + 1));
  }
  return { lesson, outcomes };
}

/** Asks for one blank, until it is right or the learner wants to be told. */
function askBlank({ blanks }: Problem, number: number): Outcome[] {
  const blank = blanks[number - 1]!;
  const options = { columns: terminalColumns(), filled: false };
  print(drawBlank(blank, number, options).join("\n") + "\n");
  let hasTried = false;
  for (;;) {
    const typed = askLine();
    if (typed === undefined || typed.toLowerCase() === "q") {
      return hasTried ? ["told", "ended"] : ["ended"];
    }
    if (typed === "") {
      printText(`It is ${blank.answer}. ${hasTried ? "" : blank.explains}`);
      return ["told"];
    }
    const checked = checkTyped(blank, typed, number);
    if (checked === undefined) continue;
    const { isRight } = checked;
    const says = sayChecked(checked, blank);
    printText(isRight ? says : `${says} Once more, or Enter to be told.`);
    if (isRight) return [hasTried ? "mended" : "right"];
    hasTried = true;
  }
}

/** Checks what was typed for a blank; if it is of another kind, says what is expected. */
export function checkTyped(
  blank: Blank,
  typed: string,
  number: number,
): CheckedBlank | undefined {
  try {
    return checkBlank(blank, { typed, number });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    printText(error.message);
    return undefined;
  }
}
