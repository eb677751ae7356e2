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
import type { Blank, Problem } from "./prediction.ts";

/** How a problem is printed. */
export interface ProblemOptions {
  /** How wide. [columns] */
  readonly columns: number;
  /** Whether the answers stand in the blanks. */
  readonly filled: boolean;
  /** Whether the step or the rule stands below each blank: only with answers in them. */
  readonly explained?: boolean;
  /** What stands before the title: lesson and seed, if not given. */
  readonly head?: string;
  /** The number of the first blank. [from 1] */
  readonly first?: number;
}

/** What stands for an answer. */
const emptyBlank = "____";

/**
 * Prints a problem, with blanks or with answers.
 *
 * @returns Its lines. The numbers in the blanks are written as they may be typed: without commas.
 */
export function drawProblemText(
  problem: Problem,
  options: ProblemOptions,
): string[] {
  const { lesson, seed, title, given, blanks } = problem;
  const { columns, head = `Lesson ${lesson}, seed ${seed}`, first = 1 } =
    options;
  return [
    ...wrapText(`${head}: ${title}`, columns),
    "",
    ...given.flatMap((text) => hangText("- ", text, columns)),
    "",
    ...blanks.flatMap((blank, i) => drawBlank(blank, first + i, options)),
  ];
}

/** Draws one blank. @param number Which one. [from 1] */
export function drawBlank(
  blank: Blank,
  number: number,
  { columns, filled, explained = false }: ProblemOptions,
): string[] {
  const label = `${number}  `;
  const indent = " ".repeat(label.length);
  return [
    ...hangText(label, sayBlank(blank, filled), columns),
    ...(filled && explained ? hangText(indent, blank.explains, columns) : []),
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
