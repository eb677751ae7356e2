/**
 * The best programs of a reader, by hole: kept in the browser where it lets a page keep anything.
 *
 * Nothing here is needed: what cannot be kept, or read again, is as if it had never been there.
 *
 * @module
 */
import type { Program } from "../../machine/program.ts";
import {
  compareScores,
  type Hole,
  play,
  type Score,
} from "../../workbook/golf.ts";
import { programText, readProgram } from "../../workbook/program_text.ts";

/** What a browser keeps things in. */
export type Keep = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** A program that was kept, with its score: counted again, as whatever is kept may be changed. */
export interface Kept {
  readonly program: Program;
  readonly score: Score;
}

function keyOf({ name }: Hole): string {
  return `golf ${name}`;
}

/** The keep of this browser; nothing, if it has none for this page. */
function browserKeep(): Keep | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** Reads the best program of a hole. */
export function readKept(hole: Hole, keep = browserKeep()): Kept | undefined {
  try {
    const text = keep?.getItem(keyOf(hole)) ?? undefined;
    const program = text === undefined ? "" : readProgram(text);
    if (typeof program === "string") return undefined;
    const score = play(hole, program);
    return typeof score === "string" ? undefined : { program, score };
  } catch {
    return undefined;
  }
}

/** Keeps a program, if it is better than the one that is kept. @returns What is kept now. */
export function keepBest(
  hole: Hole,
  { program, score }: Kept,
  keep = browserKeep(),
): Kept {
  const before = readKept(hole, keep);
  if (before && compareScores(before.score, score) <= 0) return before;
  try {
    keep?.setItem(keyOf(hole), programText(program));
  } catch {
    // A browser that is full keeps nothing more.
  }
  return { program, score };
}

/** Forgets the program of a hole. */
export function forget(hole: Hole, keep = browserKeep()): void {
  try {
    keep?.removeItem(keyOf(hole));
  } catch {
    // What cannot be reached is forgotten already.
  }
}
