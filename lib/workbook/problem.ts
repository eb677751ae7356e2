/**
 * Problems on paper: what is given, and blanks to fill.
 *
 * One printer writes a problem with its blanks and with its answers, so the two differ in nothing
 * else.
 *
 * @module
 */
import { hangText } from "../text/hanging_text.ts";
import { wrapText } from "../text/width.ts";

/** Something to predict. */
export interface Blank {
  /** Its name in data: "modeSwitches". */
  readonly name: string;
  /** What is asked, in a few words: "mode switches". */
  readonly asks: string;
  /** What a number counts, where the question does not say it: "bytes", "ns". */
  readonly unit?: string;
  /** For words: all that may be given. */
  readonly choices?: readonly string[];
  /** What the machine found. */
  readonly answer: number | string;
  /** The step or the rule behind it, in one or a few sentences. */
  readonly explains: string;
}

/** A question to a learner, drawn by a seed. */
export interface Problem {
  /** The lesson that it belongs to. [from 1] */
  readonly lesson: number;
  /** What it was drawn by: the same seed draws it again. */
  readonly seed: number;
  /** What it is about: "read + write". */
  readonly title: string;
  /** All that must be known, a sentence or a phrase each. */
  readonly given: readonly string[];
  readonly blanks: readonly Blank[];
}

/** How a problem is printed. */
export interface ProblemOptions {
  /** How wide. [columns] */
  readonly columns: number;
  /** Whether the answers stand in the blanks. */
  readonly filled: boolean;
  /** Whether the step or the rule stands below each blank: only with answers in them. */
  readonly explained?: boolean;
}

/** What stands for an answer. */
const emptyBlank = "____";

/**
 * Prints a problem, with blanks or with answers.
 *
 * @returns Its lines. The numbers in the blanks are written as they may be typed: without commas.
 */
export function drawProblemText(
  { lesson, seed, title, given, blanks }: Problem,
  { columns, filled, explained = false }: ProblemOptions,
): string[] {
  return [
    ...wrapText(`Lesson ${lesson}, seed ${seed}: ${title}`, columns),
    "",
    ...given.flatMap((text) => hangText("- ", text, columns)),
    "",
    ...blanks.flatMap((blank, i) => {
      const label = `${i + 1}  `;
      const indent = " ".repeat(label.length);
      return [
        ...hangText(label, sayBlank(blank, filled), columns),
        ...(filled && explained
          ? hangText(indent, blank.explains, columns)
          : []),
      ];
    }),
  ];
}

/** A question with its blank. The blank and its unit stay on one line. */
function sayBlank(
  { asks, unit, choices, answer }: Blank,
  filled: boolean,
): string {
  const slot = filled ? String(answer) : emptyBlank;
  const value = unit === undefined ? slot : `${slot}\xa0${unit}`;
  const words = choices === undefined ? "" : ` (${choices.join(", ")})`;
  return `${asks}${words}: ${value}`;
}
