/**
 * Problems: a case, and questions about it whose answers are typed.
 *
 * A problem is named by its lesson and its seed, and can be rolled again. Every answer is what the
 * machine found; nobody has typed one. A problem is worth its paper only if there is something to
 * think about: what somebody would get right by writing the same number everywhere, or by a wrong
 * idea, is rolled again.
 *
 * @module
 */
import { Dice, largestSeed } from "./dice.ts";
import type { Question } from "./question.ts";

/** What can be typed. */
export type Value = number | string;

/** A question about a case. */
export interface Prediction<Case> extends Question<[rolled: Case]> {
  /** What is asked, in a few words: "mode switches". */
  readonly asks: string | ((rolled: Case) => string);
  /** What a number counts, where the question does not say it: "bytes", "ns". */
  readonly unit?: string;
  /** For words: all that may be given. */
  readonly choices?: readonly string[];
  readonly right: (rolled: Case) => Value;
  /** An idea that says nothing about a case gives nothing. */
  readonly wrong: Readonly<Record<string, (rolled: Case) => Value | undefined>>;
  /** The step or the rule behind it, in one or a few sentences. */
  readonly explains: (rolled: Case) => string;
}

/** How the problems of a lesson are made. */
export interface Recipe<Case> {
  /** Rolls what a problem is about; nothing, if there would be nothing new to ask. */
  readonly roll: (dice: Dice) => Case | undefined;
  /** What it is about: "read + write". */
  readonly title: (rolled: Case) => string;
  /** All that must be known, a sentence or a phrase each. */
  readonly given: (rolled: Case) => readonly string[];
  readonly questions: readonly Prediction<Case>[];
}

/** Something to predict: a question to one case. */
export interface Blank {
  /** Its name in data: "modeSwitches". */
  readonly name: string;
  readonly asks: string;
  readonly unit?: string;
  readonly choices?: readonly string[];
  /** What the machine found. */
  readonly answer: Value;
  readonly explains: string;
  /** What somebody types who has a wrong idea, by the idea. */
  readonly wrong: Readonly<Record<string, Value>>;
}

/** A question to a learner, rolled by a seed. */
export interface Problem {
  /** The lesson that it belongs to. [from 1] */
  readonly lesson: number;
  /** What it was rolled by: the same seed rolls it again. */
  readonly seed: number;
  readonly title: string;
  readonly given: readonly string[];
  readonly blanks: readonly Blank[];
}

/** A problem without its number and its seed. */
export type Body = Pick<Problem, "title" | "given" | "blanks">;

/** The fewest and the most blanks of a problem. */
const blankRange = [3, 6] as const;

/** The fewest different answers among them. */
const leastDifferent = 3;

/** Rolls a problem without its number. */
export type Roll = (dice: Dice) => Body;

/** Makes problems of a recipe. */
export function problemOf<Case>(recipe: Recipe<Case>): Roll {
  return (dice) =>
    dice.until(
      () => {
        const rolled = recipe.roll(dice);
        return rolled === undefined ? undefined : pose(recipe, rolled);
      },
      isTelling,
      () => "its answers must differ, from each other and from wrong ideas",
    )!;
}

/**
 * Makes single questions of a recipe: each time one of its blanks, by chance. An idea that gives what
 * is right, or the same as one before it, is none in that case; one must be left.
 */
export function questionOf<Case>(recipe: Recipe<Case>): Roll {
  return (dice) => {
    const questions = [dice.pick(recipe.questions)];
    return dice.until(
      () => {
        const rolled = recipe.roll(dice);
        if (rolled === undefined) return undefined;
        const body = pose({ ...recipe, questions }, rolled);
        return { ...body, blanks: body.blanks.map(keepIdeas) };
      },
      (body) =>
        body !== undefined &&
        body.blanks.every(({ wrong }) => Object.keys(wrong).length > 0),
      () => "a wrong idea must be left",
    )!;
  };
}

function keepIdeas(blank: Blank): Blank {
  const values = new Set([blank.answer]);
  const kept = Object.entries(blank.wrong)
    .filter(([, value]) => !values.has(value) && values.add(value));
  return { ...blank, wrong: Object.fromEntries(kept) };
}

function pose<Case>(
  { title, given, questions }: Recipe<Case>,
  rolled: Case,
): Body {
  return {
    title: title(rolled),
    given: given(rolled),
    blanks: questions.map((question) => blankOf(question, rolled)),
  };
}

function blankOf<Case>(
  { name, asks, unit, choices, right, explains, wrong }: Prediction<Case>,
  rolled: Case,
): Blank {
  const ideas = Object.entries(wrong).flatMap(([idea, answer]) => {
    const value = answer(rolled);
    return value === undefined ? [] : [[idea, value] as const];
  });
  return {
    name,
    asks: typeof asks === "string" ? asks : asks(rolled),
    ...(unit === undefined ? {} : { unit }),
    ...(choices === undefined ? {} : { choices }),
    answer: right(rolled),
    explains: explains(rolled),
    wrong: Object.fromEntries(ideas),
  };
}

/**
 * Whether there is something to think about: enough blanks, with enough different answers, so that
 * they are neither all alike nor all zero; and ideas that can be told from what is right.
 */
function isTelling(body: Body | undefined): body is Body {
  if (body === undefined) return false;
  const [fewest, most] = blankRange;
  const answers = body.blanks.map(({ answer }) => answer);
  return answers.length >= fewest && answers.length <= most &&
    new Set(answers).size >= leastDifferent && tellsIdeas(body);
}

/** Whether no wrong idea gives what is right, or the same as another. */
function tellsIdeas({ blanks }: Body): boolean {
  return blanks.every(({ answer, wrong }) => {
    const values = [answer, ...Object.values(wrong)];
    return new Set(values).size === values.length;
  });
}

/**
 * Rolls a problem of a lesson.
 *
 * @param roll How the lesson's problems are rolled.
 * @param of.lesson Which lesson it is about. [from 1]
 * @param of.seed Which problem. [whole number, from 0]
 * @throws {RangeError} If the seed is not in its range.
 */
export function rollProblem(
  roll: Roll,
  { lesson, seed }: { readonly lesson: number; readonly seed: number },
): Problem {
  if (!Number.isInteger(seed) || seed < 0 || seed > largestSeed) {
    throw new RangeError(
      `Expected a seed from 0 to ${largestSeed}, a whole number: found ${seed}`,
    );
  }
  return { lesson, seed, ...roll(new Dice(seed)) };
}
