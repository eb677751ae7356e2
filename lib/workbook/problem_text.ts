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
  const { lesson, seed, title } = problem;
  return [
    ...wrapText(`Lesson ${lesson}, seed ${seed}: ${title}`, options.columns),
    "",
    ...drawGiven(problem, options),
    "",
    ...problem.blanks.flatMap((blank, i) => drawBlank(blank, i + 1, options)),
  ];
}

/** Lists what is given. */
export function drawGiven(
  { given }: Pick<Problem, "given">,
  { columns }: Pick<ProblemOptions, "columns">,
): string[] {
  return given.flatMap((text) => hangText("- ", text, columns));
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
