/**
 * Made-up jobs for the tests of `lib/strategy` and `lib/cost`: the same seed gives the same job.
 *
 * Sizes lie where mistakes do: nothing, one byte, a page and its neighbours, odd numbers, and
 * pieces that are smaller than, equal to and larger than a page and the file.
 *
 * @module
 */
import { type Job, makeJob } from "../lib/machine/job.ts";
import type { Dice } from "./dice.ts";

/** The most pieces that a made-up job has, so that a run stays short. */
const mostRounds = 150;

const pageSizes = [512, 1024, 4096, 16384, 65536];

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
