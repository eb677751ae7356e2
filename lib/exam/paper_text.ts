/**
 * The paper of an exam as text, and as data that can be filled in.
 *
 * @module
 */
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
  const open = questions.map(({ kind, title, given, blanks }, i) => ({
    number: i + 1,
    kind,
    title,
    given,
    blanks: blanks.map(({ name, asks, unit, choices }) => ({
      ...{ name, asks, unit, choices, answer: null },
    })),
  }));
  const object = { seed, digest, minutes: examMinutes, questions: open };
  return JSON.stringify(object, null, 2) + "\n";
}

/** What was filled in. */
export interface Filled {
  readonly seed: number;
  /** Of what was asked. */
  readonly digest: number;
  /** In the order of the questions; nothing, where one is open. */
  readonly answers: readonly (string | null)[];
}

/** Reads what was filled in. @returns Nothing, if it is no paper. */
export function filledIn(text: string): Filled | undefined {
  try {
    const { seed, digest, questions } = JSON.parse(text) as ReturnType<
      typeof JSON.parse
    >;
    const answers: unknown[] = questions.map((
      { blanks: [blank] }: { blanks: { answer?: unknown }[] },
    ) => blank!.answer ?? "");
    const isFilled = [seed, digest].every(Number.isInteger) &&
      answers.every((one) => ["string", "number"].includes(typeof one));
    return isFilled
      ? {
        seed,
        digest,
        answers: answers.map((one) => String(one).trim() || null),
      }
      : undefined;
  } catch {
    return undefined;
  }
}
