/**
 * Made-up jobs for the tests of `lib/strategy` and `lib/cost`: the same seed gives the same job.
 *
 * Sizes lie where mistakes do: nothing, one byte, a page and its neighbours, odd numbers, and
 * pieces that are smaller than, equal to and larger than a page and the file.
 *
 * @module
 */
import { type Job, makeJob, nicAbilities } from "../lib/machine/job.ts";
import type { TestDice } from "./dice.ts";

/** The most pieces that a made-up job has, so that a run stays short. */
const mostPieces = 150;

const pageSizes = [512, 1024, 4096, 16384, 65536];

/** A small page, so that a corner costs little. [bytes] */
const page = 512;

/** Sizes that lie where mistakes do. */
const corners: Readonly<
  Record<string, [fileBytes: number, bufferBytes: number]>
> = {
  "an empty file": [0, page],
  "a file of one byte, and pieces of one": [1, 1],
  "a page less one": [page - 1, page],
  "a page, and a piece for all of it": [page, page],
  "a page and one, in pieces of a page": [page + 1, page],
  "a piece within a page": [3 * page + 7, page - 1],
  "a piece larger than the file": [5 * page, 6 * page + 1],
  "a piece that may span 17 pages": [40 * page, 15 * page + 3],
  "a last piece that is shorter by a page or more": [7 * page, 4 * page],
  "a last piece of one byte": [8 * page + 1, 2 * page],
  "one group of faults": [16 * page, 5 * page],
  "one group of faults and one byte": [16 * page + 1, 5 * page + 1],
};

/** A job in each corner: of sizes, with a cold cache and a warm one, for each NIC. */
export const cornerJobs: Readonly<Record<string, Job>> = Object.fromEntries(
  Object.entries(corners).flatMap(([corner, [fileBytes, bufferBytes]]) =>
    (["cold", "warm"] as const).flatMap((cache) =>
      nicAbilities.map((nic) => [
        `${corner}, ${cache}, ${nic}`,
        makeJob({ fileBytes, bufferBytes, pageBytes: page, cache, nic }),
      ])
    )
  ),
);

/** Makes a job of at most a few hundred KiB. */
export function randomJob(dice: TestDice): Job {
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
    bufferBytes: Math.max(bufferBytes, Math.ceil(fileBytes / mostPieces)),
    pageBytes,
    cache: dice.oneOf(["cold", "warm"]),
    nic: dice.oneOf(nicAbilities),
  });
}
