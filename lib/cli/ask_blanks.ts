/**
 * Asking one blank after the other in a terminal, and going where the learner wants to.
 *
 * @module
 */
import { askLine } from "./ask.ts";

/** What is asked. */
export interface BlanksToAsk {
  /** How many blanks there are. */
  readonly most: number;
  /** Where it begins. [from 0; `most` is the end] */
  readonly first: number;
  /** Shows a blank; at the end, what is left to do. */
  readonly show: (at: number) => void;
  /** Takes what was typed for a blank. @returns Whether it was fit. */
  readonly take: (at: number, typed: string) => boolean;
  /** What is asked at the end. */
  readonly endQuestion: string;
  /** Whether what was typed there ends it. */
  readonly isEnd: (typed: string) => boolean;
}

/**
 * Asks until the learner ends it: Enter skips, "back" goes back, a number at the end goes to that
 * blank, q and Ctrl-D stop.
 *
 * @returns Whether it was ended at its end.
 */
export function askBlanks(
  { most, first, show, take, endQuestion, isEnd }: BlanksToAsk,
): boolean {
  let at = first;
  let shown: number | undefined;
  for (;;) {
    if (at !== shown) show(at);
    shown = at;
    const line = askLine(at < most ? ">" : endQuestion);
    const word = line?.toLowerCase();
    if (line === undefined || word === "q") return false;
    if (word === "back") at = Math.max(0, at - 1);
    else if (at === most && isEnd(line)) return true;
    else if (at === most) at = placeOf(line, most);
    else if (line === "" || take(at, line)) at += 1;
  }
}

/** The blank of a number; where there is none, the end is asked again. [from 0] */
function placeOf(line: string, most: number): number {
  const number = Number(line);
  return Number.isInteger(number) && number >= 1 && number <= most
    ? number - 1
    : most;
}

/** The first blank that is open; or the end. [from 0] */
export function firstOpen(filled: readonly unknown[]): number {
  const at = filled.indexOf(null);
  return at === -1 ? filled.length : at;
}
