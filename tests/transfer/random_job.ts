/**
 * Made-up jobs for the tests of `lib/transfer`: the same seed gives the same job.
 *
 * Sizes lie where mistakes do: nothing, one byte, a page and its neighbours, odd numbers, and
 * pieces that are smaller than, equal to and larger than a page and the file.
 *
 * @module
 */
import { type Job, makeJob } from "../../lib/machine/job.ts";

/** The most pieces that a made-up job has, so that a run stays short. */
const mostRounds = 150;

const pageSizes = [512, 1024, 4096, 16384, 65536];

/** Draws numbers. */
export interface Dice {
  /** Draws a whole number from `least` to `most`. */
  readonly between: (least: number, most: number) => number;
  /** Draws one of several. */
  readonly oneOf: <Item>(items: readonly Item[]) => Item;
}

/** Makes dice from a seed (mulberry32). */
export function makeDice(seed: number): Dice {
  let state = seed;
  const below = (end: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor(((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32 * end);
  };
  return {
    between: (least, most) => least + below(most - least + 1),
    oneOf: <Item>(items: readonly Item[]): Item => items[below(items.length)]!,
  };
}

/** Makes a job of at most a few hundred KiB. */
export function randomJob(dice: Dice): Job {
  const pageBytes = dice.oneOf(pageSizes);
  const fileBytes = dice.oneOf([
    0,
    1,
    pageBytes - 1,
    pageBytes,
    pageBytes + 1,
    dice.between(2, 3 * pageBytes),
    16 * pageBytes + dice.between(-1, 1),
    dice.between(0, 40_000) * 2 + 1,
    dice.between(1, 40) * Math.min(pageBytes, 8192),
  ]);
  const bufferBytes = dice.oneOf([
    dice.between(1, pageBytes),
    pageBytes - 1,
    pageBytes,
    pageBytes + 1,
    dice.between(1, 5) * pageBytes,
    15 * pageBytes + dice.between(1, pageBytes - 1),
    Math.max(1, Math.ceil(fileBytes * dice.between(1, 9) / 10)),
    Math.max(1, fileBytes - 1),
    Math.max(1, fileBytes),
    fileBytes + dice.between(1, 2 * pageBytes),
  ]);
  return makeJob({
    fileBytes,
    bufferBytes: Math.max(bufferBytes, Math.ceil(fileBytes / mostRounds)),
    pageBytes,
    cache: dice.oneOf(["cold", "warm"]),
    nic: dice.oneOf(["gather", "no-gather", "no-checksum"]),
  });
}
