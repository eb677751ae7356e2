/**
 * Sittings: how far somebody has come with an exam, in a small file of the learner's folder.
 *
 * Each answer is stored as it is given, with its time, and never what is right: that is rolled again
 * from the seed. A file is written beside its place and moved into it, so whoever ends the program,
 * and when, loses no answer that was taken.
 *
 * @module
 */
import { equal } from "@std/assert/equal";
import {
  keepJson,
  readIfThere,
  readKept,
  removeIfThere,
  replaceFile,
  UnfitFile,
} from "../workbook/file.ts";
import { root } from "../workbook/path.ts";
import { hasParts } from "../workbook/plain.ts";
import { isFitting } from "../workbook/submission.ts";
import type { Paper } from "./paper.ts";

/** An answer, and when it was given. */
export interface Given {
  readonly typed: string;
  /** [ISO 8601] */
  readonly at: string;
}

/** An exam that is being sat. */
export interface Sitting {
  readonly seed: number;
  /** Of what is asked: with another, the answers belong to other questions. */
  readonly digest: number;
  /** [ISO 8601] */
  readonly startedAt: string;
  /** In the order of the questions; nothing, where one is open. */
  readonly answers: readonly (Given | null)[];
  /** From then on nothing is asked any more. [ISO 8601] */
  readonly handedInAt: string | null;
}

/** How long an exam takes; what comes later is taken, and marked. [minutes] */
export const examMinutes = 45;

const folder = new URL(".exam/", root);
const place = new URL("sitting.json", folder);

/** Begins a sitting. */
export function sit({ seed, digest, questions }: Paper, now: Date): Sitting {
  const answers = questions.map(() => null);
  const startedAt = now.toISOString();
  return { seed, digest, startedAt, answers, handedInAt: null };
}

/** Takes an answer. @param at Which question. [from 0] */
export function answer(sitting: Sitting, at: number, given: Given): Sitting {
  return { ...sitting, answers: sitting.answers.with(at, given) };
}

/** How much time is left; not more than there was, if a clock was set back. [minutes] */
export function minutesLeft({ startedAt }: Sitting, now: Date): number {
  const gone = minutesBetween(startedAt, now);
  return Math.min(examMinutes, Math.ceil(examMinutes - gone));
}

/** Whether an answer came when the time was over. */
export function isLate(startedAt: string, { at }: Given): boolean {
  return minutesBetween(startedAt, at) > examMinutes;
}

/** How long it is from one time to another. [minutes] */
export function minutesBetween(begin: string, end: string | Date): number {
  return (new Date(end).getTime() - new Date(begin).getTime()) / 60_000;
}

/**
 * Stores a sitting.
 *
 * @param before What was stored of it last, if anything.
 * @throws {UnfitFile} If something else is stored now: somebody goes on with it elsewhere.
 */
export function keepSitting(sitting: Sitting, before?: Sitting): void {
  if (before !== undefined && !equal(readSitting(), before)) {
    throw new UnfitFile(
      ".exam/sitting.json is not what was stored here: an exam goes on " +
        "elsewhere, or was handed in there. To see it: deno task exam",
    );
  }
  keepJson(place, sitting);
}

/**
 * Looks whether each answer is one to its question, of the kind asked for.
 *
 * @throws {UnfitFile} If one is not.
 */
export function requireFor({ questions }: Paper, { answers }: Sitting): void {
  const isFor = answers.length === questions.length && questions.every(
    ({ blanks: [blank] }, i) => {
      const given = answers[i];
      return !given || isFitting(blank!, given.typed);
    },
  );
  if (!isFor) throw refuseStored();
}

/**
 * Reads the sitting that was begun.
 *
 * @returns Nothing, if none is, or the last was ended.
 * @throws {UnfitFile} If it is no file, or none that was stored.
 */
export function readSitting(): Sitting | undefined {
  try {
    return readKept(place, isSitting);
  } catch (error) {
    throw error instanceof SyntaxError ? refuseStored() : error;
  }
}

function refuseStored(): UnfitFile {
  return new UnfitFile(
    ".exam/sitting.json holds something else than an exam that was begun. " +
      "Try: rm .exam/sitting.json",
  );
}

function isSitting(value: unknown): value is Sitting {
  if (!hasParts(value)) return false;
  const { seed, digest, startedAt, answers, handedInAt } = value;
  const isTime = (time: unknown): boolean =>
    typeof time === "string" && !Number.isNaN(new Date(time).getTime());
  return Number.isSafeInteger(seed) && Number.isSafeInteger(digest) &&
    isTime(startedAt) && (handedInAt === null || isTime(handedInAt)) &&
    Array.isArray(answers) &&
    answers.every((one) =>
      one === null || typeof one?.typed === "string" && isTime(one.at)
    );
}

/** What is left of an exam: a page for people, and one for programs. */
export interface ResultFiles {
  readonly markdown: string;
  readonly json: string;
}

/** Stores what came of an exam, and ends its sitting. @returns The path of the page. */
export function endSitting(seed: number, result: ResultFiles): string {
  replaceFile(new URL(`${seed}.json`, folder), result.json);
  replaceFile(new URL(`${seed}.md`, folder), result.markdown);
  removeIfThere(place);
  return `.exam/${seed}.md`;
}

/** Whether an exam of that seed was handed in before. */
export function wasHandedIn(seed: number): boolean {
  return readIfThere(new URL(`${seed}.md`, folder)) !== undefined;
}
