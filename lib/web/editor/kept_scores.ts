/**
 * The best programs of a reader, by hole: kept in the browser where it lets a page keep anything.
 *
 * Nothing here is needed: what cannot be kept, or read again, is as if it had never been there.
 *
 * @module
 */
import {
  compareScores,
  type Hole,
  type Played,
  replay,
} from "../../workbook/golf.ts";
import { programText } from "../../workbook/program_text.ts";

/** What a browser keeps things in. */
export type Keep = Pick<Storage, "getItem" | "setItem" | "removeItem">;

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
export function readKept(
  hole: Hole,
  keep = browserKeep(),
): Played | undefined {
  try {
    return replay(hole, keep?.getItem(keyOf(hole)) ?? "");
  } catch {
    return undefined;
  }
}

/** Keeps a program, if it is better than the one that is kept. @returns What is kept now. */
export function keepBest(
  hole: Hole,
  { program, score }: Played,
  keep = browserKeep(),
): Played {
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
