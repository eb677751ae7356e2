/**
 * Limits of a submission in the box, in one table.
 *
 * What counts is the CPU time of its process: on a busy machine the same passes, only later.
 *
 * @module
 */
import { mostReturned } from "../grade/limits.ts";

/** How long one exercise may take: computing, or waiting without computing. [ms] */
export interface BoxLimits {
  /** At first. What takes longer is tried again alone, and only that counts. */
  readonly firstMs: number;
  /** So many of a submission at first: what is left of it is asked alone. */
  readonly mostLate: number;
  /** Alone: the first that takes too long, the second, and so on. */
  readonly aloneMs: readonly number[];
  /** Alone, after so many have taken too long. */
  readonly thenMs: number;
}

/** The limits of all. An honest answer takes a few milliseconds. */
export const boxLimits: BoxLimits = {
  firstMs: 250,
  mostLate: 2,
  aloneMs: [2000, 1000, 500],
  thenMs: 100,
};

/** What loading takes by itself, and counts for no answer. [ms of CPU time] */
export const loadMs = 500;

/** By the clock, a limit is so many times as long: a machine may have more to do than this. */
export const mostBusy = 60;

/**
 * The most that a process may say for one exercise: more than is judged, so that it is told as at
 * home. [bytes]
 */
export const mostReplyBytes: number = 2 * mostReturned;

/** Memory, files and processor of a process, as prlimit(1) takes them. */
export const systemLimits: readonly string[] = [
  `--data=${640 * 2 ** 20}`,
  "--cpu=60",
  "--nofile=128",
  "--core=0",
];

/** The most that values of an answer may take together. [MiB] */
export const mostHeap = 96;
