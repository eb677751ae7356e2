/**
 * What came of an exam: which answers are right, why the others are not, and what to read again.
 *
 * @module
 */
import { jsonText } from "../workbook/plain.ts";
import { codeIndent } from "../text/markdown.ts";
import { markdownTable } from "../text/markdown_table.ts";
import { sayMany } from "../text/say.ts";
import { wrapText } from "../text/width.ts";
import { drawProblemText } from "../workbook/problem_text.ts";
import { checkBlank } from "../workbook/submission.ts";
import { fence } from "../workbook/lesson.ts";
import type { ExamQuestion, Paper } from "./paper.ts";
import { examMinutes, type Given, isLate, minutesBetween } from "./sitting.ts";

/** When an exam was sat. */
export interface Times {
  /** [ISO 8601] */
  readonly startedAt: string;
  /** [ISO 8601] */
  readonly handedInAt: string;
}

/** One question, and its answer. */
export interface Graded {
  /** [from 1] */
  readonly number: number;
  readonly question: ExamQuestion;
  readonly gave: string | null;
  readonly isRight: boolean;
  readonly isLate: boolean;
  /** The wrong idea that gives that answer, if it is one that is known. */
  readonly idea: string | null;
}

/** A graded exam. */
export interface Result {
  readonly seed: number;
  /** Nothing, where nobody knows. */
  readonly times: Times | null;
  readonly graded: readonly Graded[];
}

/**
 * Grades answers.
 *
 * @param answers In the order of the questions; nothing, where one is open.
 * @throws {RangeError} If an answer is not of the kind asked for.
 */
export function gradePaper(
  { seed, questions }: Paper,
  answers: readonly (Given | null)[],
  times: Times | null = null,
): Result {
  const graded = questions.map((question, i): Graded => {
    const given = answers[i] ?? null;
    const of = { number: i + 1, question, gave: given?.typed ?? null };
    if (given === null) {
      return { ...of, isRight: false, isLate: false, idea: null };
    }
    const as = { typed: given.typed, number: i + 1 };
    const { isRight, idea = null } = checkBlank(question.blanks[0]!, as);
    const isAfter = times !== null && isLate(times.startedAt, given);
    return { ...of, isRight, isLate: isAfter, idea };
  });
  return { seed, times, graded };
}

/** The lessons to read again: those of questions that went wrong. [from 1] */
export function readAgain({ graded }: Result): number[] {
  const wrong = graded.filter(({ isRight }) => !isRight);
  return [...new Set(wrong.map(({ question }) => question.lesson))]
    .sort((a, b) => a - b);
}

/** The result as one JSON object. */
export function resultToJson(result: Result): string {
  const { seed, times, graded } = result;
  const questions = graded.map(({ question, ...rest }) => {
    const { kind, lesson, title, given, blanks } = question;
    const { wrong: _, ...blank } = blanks[0]!;
    return { ...rest, kind, lesson, title, given, ...blank };
  });
  const object = {
    seed,
    startedAt: times?.startedAt ?? null,
    handedInAt: times?.handedInAt ?? null,
    right: countOf(graded),
    of: graded.length,
    questions,
    readAgain: readAgain(result),
  };
  return jsonText(object);
}

/** The result as a page. @param columns How wide. [columns] */
export function resultPage(result: Result, columns: number): string {
  const { seed, graded } = result;
  const kinds = Map.groupBy(graded, ({ question }) => question.kind);
  const rows = [...kinds].map(([kind, some]) => [
    kind,
    `${countOf(some)} of ${some.length}`,
  ]);
  const wrong = graded.filter(({ isRight }) => !isRight);
  const lessons = readAgain(result)
    .map((lesson) => `- \`deno task lesson ${lesson}\``);
  return [
    `# Exam, seed ${seed}`,
    sayScore(result),
    markdownTable(["questions", "right"], rows),
    ...wrong.map((one) => fence(drawWrong(one, columns - codeIndent.length))),
    ...(lessons.length === 0 ? [] : ["To read again:", lessons.join("\n")]),
  ].join("\n\n") + "\n";
}

function sayScore({ times, graded }: Result): string {
  const late = graded.filter((one) => one.isRight && one.isLate).length;
  const score = `**${countOf(graded)} of ${graded.length} right**` +
    (late === 0 ? "" : `, ${late} of them late`);
  if (times === null) return `${score}.`;
  const minutes = Math.ceil(minutesBetween(times.startedAt, times.handedInAt));
  return `${score}, handed in after ${
    sayMany(Math.max(0, minutes), "minute")
  } of ` +
    `${examMinutes}.`;
}

function countOf(graded: readonly Graded[]): number {
  return graded.filter(({ isRight }) => isRight).length;
}

/** Draws a question that went wrong, with what is right and why. */
function drawWrong(
  { number, question, gave, idea }: Graded,
  columns: number,
): string[] {
  const head = `Question ${number} (lesson ${question.lesson})`;
  const options = { columns, filled: true, head, first: number };
  const { explains, wrong } = question.blanks[0]!;
  const yours = gave === null ? "It was left open." : `Yours: ${gave}.`;
  // Where an idea is what was answered, nothing is said twice.
  const reason = idea === null || wrong[idea] === idea
    ? ""
    : ` Not so: ${idea}.`;
  return [
    ...drawProblemText(question, options),
    ...wrapText(`${yours}${reason} ${explains}`, columns),
  ];
}
