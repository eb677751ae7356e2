/**
 * Asking a submission all that is to be asked, in as few processes as it takes: one, if nothing goes
 * wrong. Whatever ends a process costs the exercise that it was at; the others are asked in a new one.
 *
 * @module
 */
import type { Given } from "../grade/ask.ts";
import { placeOf } from "../grade/exercise_choice.ts";
import type { AskedCases } from "./cases.ts";
import { loadMs } from "./limits.ts";
import {
  type LessonLeft,
  readGiven,
  type Unit,
  writeCalls,
} from "./messages.ts";
import type { Slot } from "./place.ts";
import type { Loss, RunOptions, RunResult } from "./run.ts";

/** What came of an exercise: the text of its reply, or why there is none. */
export type Came =
  | { readonly text: string }
  | {
    readonly failure: NonNullable<Given["failure"]>;
    readonly isLate: boolean;
  };

/** How long is waited for a submission. */
export interface Patience {
  /** How long something may take, after so many that took too long. [ms] */
  readonly limitMs: (late: number) => number;
  /** After so many, nothing more is asked. */
  readonly mostLate: number;
}

/** How it is asked. */
export interface AskingOptions {
  readonly asked: AskedCases;
  /** Where the files of the submission are. */
  readonly slot: Slot;
  readonly patience: Patience;
  readonly run: (
    options: Pick<RunOptions, "ids" | "told" | "limitMs">,
  ) => Promise<RunResult>;
}

/** Asks all exercises. @returns What came of each, by its place. */
export async function askSubmission(
  lessons: readonly LessonLeft[],
  { asked, slot, patience, run }: AskingOptions,
): Promise<ReadonlyMap<string, Came>> {
  const came = new Map<string, Came>();
  const settle = ({ folder, at }: Unit, what: Came): void => {
    const lesson = lessons.find((one) => one.folder === folder)!;
    for (const each of at === undefined ? lesson.left : [at]) {
      const place = placeOf(folder.lesson, each);
      if (!came.has(place)) came.set(place, what);
    }
  };
  for (let late = 0;;) {
    const left = stillLeft(lessons, came);
    if (left.length === 0) return came;
    if (late >= patience.mostLate) {
      for (const { folder } of left) settle({ folder, at: undefined }, unasked);
      return came;
    }
    const { told, units } = writeCalls(left, asked, slot);
    const limitMs = (id: string): number =>
      patience.limitMs(late) +
      (units.get(id)!.at === undefined ? loadMs : 0);
    const { replies, loss } = await run({
      ids: [...units.keys()],
      told,
      limitMs,
    });
    for (const [id, text] of replies) {
      const unit = units.get(id)!;
      const what = replied(unit, text);
      if (what !== undefined) settle(unit, what);
    }
    if (loss === undefined) continue;
    if (loss.isLate) late += 1;
    settle(units.get(loss.id)!, lost(units.get(loss.id)!, loss));
  }
}

function stillLeft(
  lessons: readonly LessonLeft[],
  came: ReadonlyMap<string, Came>,
): LessonLeft[] {
  return lessons.map(({ folder, left, ...rest }) => ({
    folder,
    ...rest,
    left: left.filter((at) => !came.has(placeOf(folder.lesson, at))),
  })).filter(({ left }) => left.length > 0);
}

function notLoaded(message: string, isLate = false): Came {
  return { failure: { message, lacks: "module" }, isLate };
}

/** What came of something by its reply; nothing of an answer that is loaded: its exercises reply. */
function replied({ at }: Unit, text: string): Came | undefined {
  if (at !== undefined) return { text };
  const { failure } = readGiven(text, 0);
  return failure && notLoaded(failure.message);
}

/** What came of something that has no reply. */
function lost({ at }: Unit, { why, isLate }: Loss): Came {
  if (at === undefined) {
    return notLoaded(`It cannot be loaded: ${why}`, isLate);
  }
  const lacks = isLate ? "time" : undefined;
  return { failure: { message: why, lacks }, isLate };
}

/** What came of something for which there was no time among the others. */
const unasked: Came = {
  failure: { message: "There was no time to ask it.", lacks: "time" },
  isLate: true,
};
