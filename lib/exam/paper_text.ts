/**
 * The paper of an exam as text, and as data that can be filled in.
 *
 * @module
 */
import { jsonText } from "../workbook/plain.ts";
import { type Filled, filledOf, toOpen } from "../workbook/open_paper.ts";
import { drawProblemText } from "../workbook/problem_text.ts";
import type { Paper } from "./paper.ts";
import { examMinutes } from "./sitting.ts";

/** Draws the paper, with a blank for each answer. @param columns How wide. [columns] */
export function drawPaper(
  { seed, questions }: Paper,
  columns: number,
): string[] {
  return [
    `Exam, seed ${seed}: ${questions.length} questions, ${examMinutes} minutes`,
    ...questions.flatMap((question, i) => {
      const [head, first] = [`Question ${i + 1}`, i + 1];
      const options = { columns, filled: false, head, first };
      return ["", ...drawProblemText(question, options)];
    }),
    "",
  ];
}

/** The paper as data. What is filled in as "answer" of each blank can be graded. */
export function paperToJson({ seed, digest, questions }: Paper): string {
  const open = questions.map((question, i) => ({
    number: i + 1,
    kind: question.kind,
    ...toOpen(question),
  }));
  const object = { seed, digest, minutes: examMinutes, questions: open };
  return jsonText(object);
}

/** What was filled in. */
export interface FilledPaper {
  readonly seed: number;
  /** Of what was asked. */
  readonly digest: number;
  /** In the order of the questions; nothing, where one is open. */
  readonly answers: readonly Filled[];
}

/** Reads what was filled in. @returns Nothing, if it is no paper. */
export function filledIn(text: string): FilledPaper | undefined {
  try {
    const { seed, digest, questions } = JSON.parse(text) as ReturnType<
      typeof JSON.parse
    >;
    const blanks = filledOf(questions);
    const isFilled = [seed, digest].every(Number.isInteger) &&
      blanks?.every(({ length }) => length > 0);
    return isFilled
      ? { seed, digest, answers: blanks!.map(([first]) => first!) }
      : undefined;
  } catch {
    return undefined;
  }
}
