/**
 * Problems as data that can be filled in: what somebody writes as "answer" of each blank is read
 * again.
 *
 * @module
 */
import { hasParts } from "./plain.ts";
import type { Blank, Body } from "./prediction.ts";

/** A problem that tells nothing of what is right. */
export interface OpenProblem extends Omit<Body, "blanks"> {
  readonly blanks: readonly OpenBlank[];
}

/** A blank, and what was filled in, if something was. */
interface OpenBlank extends Pick<Blank, "name" | "asks" | "unit" | "choices"> {
  readonly answer: Filled;
}

/** What stands in a blank, as it was typed; nothing, if it is open. */
export type Filled = string | null;

/** Makes data of a problem. @param filled What stands in its blanks, in their order. */
export function toOpen(
  { title, given, blanks }: Body,
  filled: readonly Filled[] = [],
): OpenProblem {
  return {
    title,
    given,
    blanks: blanks.map(({ name, asks, unit, choices }, i) => ({
      name,
      asks,
      ...(unit === undefined ? {} : { unit }),
      ...(choices === undefined ? {} : { choices }),
      answer: filled[i] ?? null,
    })),
  };
}

/** Reads what stands in the blanks of each problem. @returns Nothing, if they are no problems. */
export function filledOf(problems: unknown): Filled[][] | undefined {
  if (!Array.isArray(problems)) return undefined;
  const all = problems.map(filledIn);
  return all.includes(undefined) ? undefined : all as Filled[][];
}

function filledIn(problem: unknown): Filled[] | undefined {
  if (!hasParts(problem) || !Array.isArray(problem.blanks)) return undefined;
  const all = problem.blanks.map((blank: unknown) => {
    const answer = hasParts(blank) ? blank.answer ?? "" : undefined;
    return typeof answer === "string" || typeof answer === "number"
      ? String(answer).trim() || null
      : undefined;
  });
  return all.includes(undefined) ? undefined : all as Filled[];
}
