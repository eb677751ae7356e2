/**
 * Submissions: what a learner predicts, as one line such as `4,2,2`.
 *
 * It is compared blank by blank. The first wrong one is named, with the step or the rule to look
 * at; what would have been right is not told.
 *
 * @module
 */
import type { Blank, Problem } from "./prediction.ts";

/** The first blank that is wrong. */
export interface Mistake {
  /** Which blank. [from 1] */
  readonly number: number;
  readonly name: string;
  /** What was asked. */
  readonly asks: string;
  /** What was given, as it was typed. */
  readonly gave: string;
  /** The wrong idea that gives that, if it is one that is known. */
  readonly idea: string | undefined;
  /** The step or the rule to look at. */
  readonly explains: string;
  /** How many blanks are right, wherever they stand. */
  readonly rightBlanks: number;
}

/**
 * Compares a submission with what the machine found.
 *
 * @param text A value for each blank, with commas between them; spaces and cases do not matter.
 * @returns The first mistake, or nothing if all is right.
 * @throws {RangeError} If there are too few or too many values, or one is not of the kind asked for.
 */
export function checkSubmission(
  { blanks }: Pick<Problem, "blanks">,
  text: string,
): Mistake | undefined {
  const typed = text.split(",").map((part) => part.trim());
  if (typed.length !== blanks.length || typed.includes("")) {
    const found = typed.filter((part) => part !== "").length;
    throw new RangeError(
      `Expected ${blanks.length} values with commas between them, for ` +
        `${blanks.map(({ asks }) => asks).join("; ")}: found ${found}`,
    );
  }
  const values = blanks.map((blank, i) =>
    readValue(blank, { typed: typed[i]!, number: i + 1 })
  );
  const isRight = blanks.map(({ answer }, i) => values[i] === answer);
  const at = isRight.indexOf(false);
  if (at === -1) return undefined;
  const { name, asks, explains, wrong } = blanks[at]!;
  return {
    number: at + 1,
    name,
    asks,
    gave: typed[at]!,
    idea: Object.keys(wrong).find((idea) => wrong[idea] === values[at]),
    explains,
    rightBlanks: isRight.filter((one) => one).length,
  };
}

/** Reads one value. A number may have underscores in it, as in code. */
function readValue(
  { answer, asks, choices = [] }: Blank,
  { typed, number }: { typed: string; number: number },
): number | string {
  if (typeof answer === "string") {
    const choice = choices.find((one) => squeeze(one) === squeeze(typed));
    if (choice !== undefined) return choice;
  } else if (/^\d+(_\d+)*$/.test(typed)) {
    return Number(typed.replaceAll("_", ""));
  }
  const kind = typeof answer === "string"
    ? `one of ${choices.join(", ")}`
    : "a whole number";
  throw new RangeError(
    `Expected ${kind} for blank ${number}, ${asks}: found "${typed}"`,
  );
}

/** Leaves out what does not matter in a word. */
function squeeze(text: string): string {
  return text.replaceAll(/\s/g, "").toLowerCase();
}
