/**
 * Submissions: what a learner predicts, as one line such as `4,2,2`.
 *
 * It is compared blank by blank. The first wrong one is named, with the step or the rule to look
 * at; what would have been right is not told.
 *
 * @module
 */
import type { Blank, Problem } from "./prediction.ts";

/** What came of one blank. */
export interface CheckedBlank {
  readonly isRight: boolean;
  /** The wrong idea that gives that, if it is one that is known. */
  readonly idea: string | undefined;
}

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
  const checked = blanks.map((blank, i) =>
    checkBlank(blank, { typed: typed[i]!, number: i + 1 })
  );
  const at = checked.findIndex(({ isRight }) => !isRight);
  if (at === -1) return undefined;
  const { name, asks, explains } = blanks[at]!;
  return {
    number: at + 1,
    name,
    asks,
    gave: typed[at]!,
    idea: checked[at]!.idea,
    explains,
    rightBlanks: checked.filter(({ isRight }) => isRight).length,
  };
}

/**
 * Compares what was typed for one blank with what the machine found. A number may have underscores in
 * it, as in code, or commas before its thousands; of words, a part is enough that no other has.
 *
 * @param as.number Which blank it is, for a refusal. [from 1]
 * @throws {RangeError} If it is not of the kind asked for.
 */
export function checkBlank(
  blank: Blank,
  { typed, number }: { readonly typed: string; readonly number: number },
): CheckedBlank {
  const { answer, wrong, asks, choices = [] } = blank;
  const value = typeof answer === "string"
    ? choiceOf(choices, typed)
    : /^(\d+(_\d+)*|\d{1,3}(,\d{3})+)$/.test(typed)
    ? Number(typed.replaceAll(/[_,]/g, ""))
    : undefined;
  if (value === undefined) {
    const kind = typeof answer === "string"
      ? `one of ${choices.join(", ")}`
      : "a whole number";
    throw new RangeError(
      `Expected ${kind} for blank ${number}, ${asks}: found "${typed}"`,
    );
  }
  const idea = Object.keys(wrong).find((one) => wrong[one] === value);
  return { isRight: value === answer, idea };
}

/** Says what came of a blank, and why if it is wrong. */
export function sayChecked(
  { isRight, idea }: CheckedBlank,
  { explains }: Pick<Blank, "explains">,
): string {
  if (isRight) return "Right.";
  return `${
    idea === undefined ? "Not right." : `Not so: ${idea}.`
  } ${explains}`;
}

/** Whether what was typed is of the kind that a blank asks for. */
export function isFitting(blank: Blank, typed: string): boolean {
  try {
    checkBlank(blank, { typed, number: 1 });
    return true;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return false;
  }
}

function choiceOf(
  choices: readonly string[],
  typed: string,
): string | undefined {
  const word = squeeze(typed);
  const parts = choices.filter((one) => squeeze(one).includes(word));
  return choices.find((one) => squeeze(one) === word) ??
    (word !== "" && parts.length === 1 ? parts[0] : undefined);
}

/** Leaves out what does not matter in a word. */
function squeeze(text: string): string {
  return text.replaceAll(/\s/g, "").toLowerCase();
}
