/**
 * Jobs by chance, and jobs at borders: a file of several pieces, the last of which is shorter.
 *
 * So nobody is right who takes all pieces for whole ones.
 *
 * @module
 */
import { type Job, makeJob } from "../machine/job.ts";
import type { Dice } from "./dice.ts";

/** What a job is rolled from. */
export interface JobChoices {
  /** What one call may move: one of these. [bytes] */
  readonly bufferBytes: readonly number[];
  /** The fewest and the most whole pieces. The shorter one comes after them. */
  readonly wholePieces: readonly [least: number, most: number];
  /** If set, the last piece is a whole one too, once in so many rolls. */
  readonly wholeOneIn?: number;
  /** One of these; left alone, cold. */
  readonly cache?: readonly Job["cache"][];
  /** One of these; left alone, one that gathers. */
  readonly nic?: readonly Job["nic"][];
}

/**
 * Rolls a job.
 *
 * The dice are thrown in this order: size of a piece, rest, number of pieces, page cache, NIC; the
 * last two only if there is something to choose. What an exercise adds (`{ ...rollJob(…), nic }`)
 * throws none.
 */
export function rollJob(
  dice: Dice,
  { bufferBytes: sizes, wholePieces, wholeOneIn, cache, nic }: JobChoices,
): Job {
  const bufferBytes = dice.pick(sizes);
  const rest = rollRest(dice, bufferBytes, wholeOneIn);
  return makeJob({
    fileBytes: dice.whole(...wholePieces) * bufferBytes + rest,
    bufferBytes,
    ...(cache === undefined ? {} : { cache: dice.pick(cache) }),
    ...(nic === undefined ? {} : { nic: dice.pick(nic) }),
  });
}

/**
 * Rolls three jobs: a file of whole pieces, one that is a byte shorter, one that is a byte longer.
 *
 * They tell how somebody rounds who takes a part of a piece for something else than a piece: down,
 * to the nearest, or not at all.
 */
export function rollEnds(dice: Dice, choices: JobChoices): Job[] {
  return [0, -1, 1].map((more) => {
    const job = rollJob(dice, { ...choices, wholeOneIn: 1 });
    return { ...job, fileBytes: job.fileBytes + more };
  });
}

/**
 * Rolls what comes after the last whole piece: less than a piece, and not nothing.
 *
 * @param wholeOneIn If set, nothing after all, once in so many rolls.
 * @returns [bytes]
 */
export function rollRest(
  dice: Dice,
  pieceBytes: number,
  wholeOneIn?: number,
): number {
  const isWhole = wholeOneIn !== undefined && dice.whole(1, wholeOneIn) === 1;
  return isWhole ? 0 : dice.whole(1, pieceBytes - 1);
}

/**
 * Makes jobs by which a program is judged: several pieces, the last of them shorter; whole pieces;
 * one; a byte; an empty file.
 *
 * @param parts What all of them have.
 */
export function tellingJobs(parts: Partial<Job> = {}): Job[] {
  return [20_000, 16_384, 8192, 1, 0].map((fileBytes) =>
    makeJob({ bufferBytes: 8192, ...parts, fileBytes })
  );
}
