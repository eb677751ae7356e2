/**
 * Messages: what a process is told to ask, and how its replies are read.
 *
 * @module
 */
import type { Given } from "../grade/ask.ts";
import { isFailure } from "../grade/protocol.ts";
import type { ExerciseFolder } from "../workbook/content.ts";
import type { Case } from "../workbook/exercise.ts";
import { urlOf } from "../workbook/path.ts";
import { hasParts, jsonIn } from "../workbook/plain.ts";
import type { AskedCases } from "./cases.ts";
import type { Slot } from "./place.ts";

/** What is left to be asked of a lesson. */
export interface LessonLeft {
  readonly folder: ExerciseFolder;
  /** Which of its exercises. [from 0] */
  readonly left: readonly number[];
  /** Whether its answer surely changes nothing that others share. */
  readonly isPure: boolean;
}

/** Something that has a reply of its own: that an answer is loaded, or what an exercise gave. */
export interface Unit {
  readonly folder: ExerciseFolder;
  /** Which exercise; nothing, if it is that the answer is loaded. [from 0] */
  readonly at: number | undefined;
}

/** What a process is told, and what its replies are known by, in their order. */
export interface WrittenCalls {
  readonly told: string;
  readonly units: ReadonlyMap<string, Unit>;
}

/** Writes all that a process is to ask. */
export function writeCalls(
  lessons: readonly LessonLeft[],
  asked: AskedCases,
  slot: Slot,
): WrittenCalls {
  const units = new Map<string, Unit>();
  const known = (unit: Unit): string => {
    const id = crypto.randomUUID();
    units.set(id, unit);
    return id;
  };
  const told = lessons.map(({ folder, left, isPure }) => {
    const path = `${slot.path}/exercises/${folder.lesson.slug}/answer.ts`;
    const head = {
      id: known({ folder, at: undefined }),
      answer: urlOf(path),
      isPure,
    };
    const exercises = left.map((at) => {
      const exercise = folder.exercises[at]!;
      const { name } = exercise;
      const id = known({ folder, at });
      const calls = callsAsText(asked.get(exercise)!);
      return `{"id":"${id}","name":"${name}","calls":${calls}}`;
    });
    const parts = JSON.stringify(head).slice(0, -1);
    return `${parts},"exercises":[${exercises}]}`;
  });
  return { told: `{"lessons":[${told}]}`, units };
}

const texts = new WeakMap<readonly Case[], string>();

/** The arguments of all calls as JSON: written once for a class. */
function callsAsText(cases: readonly Case[]): string {
  const text = texts.get(cases) ??
    JSON.stringify(cases.map(({ args }) => args));
  texts.set(cases, text);
  return text;
}

/** Said of a reply that is none. */
const unreadable: NonNullable<Given["failure"]> = {
  message: "It makes its own process say what is no answer.",
  lacks: undefined,
};

/**
 * Reads a reply.
 *
 * @param most How many values it has, unless something failed.
 */
export function readGiven(text: string, most: number): Given {
  const failed = { values: [], failure: unreadable };
  const read = jsonIn(text);
  if (!hasParts(read)) return failed;
  const { gave } = read;
  const isList = Array.isArray(gave) &&
    gave.every((one) => Array.isArray(one) && one.length < 2);
  if (!isList) return failed;
  const values = gave.map(([value]) => value);
  if (read.why === undefined) {
    return values.length === most ? { values } : failed;
  }
  const hasAll = values.length > 0 && values.length >= most;
  if (hasAll || !isFailure(read)) return failed;
  // Only the one who watches says that something took too long.
  const lack = read.lacks === "todo" ? read.lacks : undefined;
  return { values, failure: { message: read.why, lacks: lack } };
}
