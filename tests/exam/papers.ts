/**
 * Papers of many seeds, rolled once.
 *
 * @module
 */
import { type Paper, rollPaper } from "../../lib/exam/paper.ts";
import type { Given } from "../../lib/exam/sitting.ts";

const count = 150;
let rolled: Promise<readonly Paper[]> | undefined;

/** Rolls the papers of the first seeds. */
export function papers(): Promise<readonly Paper[]> {
  const seeds = Array.from({ length: count }, (_, seed) => seed);
  return rolled ??= Promise.all(seeds.map(rollPaper));
}

/** What is right, as somebody types it. */
export function rightAnswers({ questions }: Paper): Given[] {
  return questions.map(({ blanks }) => given(String(blanks[0]!.answer)));
}

/** An answer at some time. */
export function given(typed: string): Given {
  return { typed, at: "2026-01-02T03:04:05.000Z" };
}
