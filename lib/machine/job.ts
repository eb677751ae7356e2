/**
 * The job: which file is sent, in which pieces, on which machine.
 *
 * A job is numbers and words only; the bytes of the file come beside it. So a job can be counted
 * whose file would fit into no memory.
 * Model, not Linux: the file is not changed, truncated or removed while it is sent.
 *
 * @module
 */
import { roundOf } from "./rhythm.ts";

/** What a network card can do by itself: the ablest first. */
export const nicAbilities = ["gather", "no-gather", "no-checksum"] as const;

/** What the network card can do by itself. */
export type NicAbility = (typeof nicAbilities)[number];

/** What "a NIC that …" can do: in full, and where a job is said in one line. */
export const nicWords: Readonly<
  Record<NicAbility, { readonly can: string; readonly inJob: string }>
> = {
  "gather": { can: "gathers, adds checksums", inJob: "gathers" },
  "no-gather": {
    can: "cannot gather",
    inJob: "cannot gather",
  },
  "no-checksum": {
    can: "gathers, adds no checksums",
    inJob: "gathers but adds no checksums",
  },
};

/** Where the file may be at the start: on the disk only, or in the page cache too. */
export const cacheStates = ["cold", "warm"] as const;

/** One file to send. */
export interface Job {
  /** Size of the file. [bytes] */
  readonly fileBytes: number;
  /** The most that one call moves. [bytes] */
  readonly bufferBytes: number;
  /** Size of a page: a power of two. [bytes] */
  readonly pageBytes: number;
  /** The most pages that a piece may touch, as it goes through a pipe: else without bound. [pages] */
  readonly slots?: number;
  /** Whether the file is in the page cache when the program starts. */
  readonly cache: (typeof cacheStates)[number];
  /**
   * `gather`: sends from scattered pages and adds checksums itself.
   * `no-checksum`: gathers, but the CPU must add the checksums.
   * `no-gather`: wants each packet in one piece.
   * For these two the kernel copies, when the NIC is to send, the pages that a call has passed.
   */
  readonly nic: NicAbility;
}

/** A piece of the file. */
export interface Range {
  /** Where it begins in the file. [bytes, from 0] */
  readonly position: number;
  /** How long it is. [bytes] */
  readonly bytes: number;
}

/** The largest file that the model really moves. [bytes] */
export const mostMovedBytes: number = 2 ** 30;

/** The most pieces in which the model really moves a file: a few seconds' work. */
export const mostMovedPieces: number = 2 ** 20;

/** The most that the model really moves. */
export const movedByModel: MovedMost = {
  bytes: mostMovedBytes,
  pieces: mostMovedPieces,
};

/** The most that a page in a browser moves: it answers within half a second. */
export const movedByPage: MovedMost = { bytes: 2 ** 24, pieces: 2 ** 11 };

/** The sizes that a page may have: powers of two. [bytes] */
export const pageSizes: readonly [least: number, most: number] = [512, 2 ** 21];

/** The largest file that the model counts. [bytes] */
export const mostCountedBytes: number = 2 ** 50;

/**
 * Fills in a job. Left alone, one call moves a whole file of 64 KiB, from a cold page cache, to a
 * NIC that gathers: the case that the textbook tables count.
 *
 * @param parts What differs from that. A job without `bufferBytes` moves its file in one piece.
 * @throws {RangeError} If a size is not a whole number in its range.
 */
export function makeJob(parts: Partial<Job> = {}): Job {
  const fileBytes = parts.fileBytes ?? 64 * 1024;
  requireSize("fileBytes", fileBytes, 0);
  const job: Job = {
    fileBytes,
    bufferBytes: parts.bufferBytes ?? Math.max(1, fileBytes),
    pageBytes: parts.pageBytes ?? 4096,
    cache: parts.cache ?? "cold",
    nic: parts.nic ?? "gather",
  };
  requireSize("bufferBytes", job.bufferBytes, 1);
  const [least, most] = pageSizes;
  requireSize("pageBytes", job.pageBytes, least);
  if (!Number.isInteger(Math.log2(job.pageBytes)) || job.pageBytes > most) {
    throw new RangeError(
      `pageBytes must be a power of two from ${least} to ${most}: it is ${job.pageBytes}`,
    );
  }
  return job;
}

function requireSize(name: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least && value <= mostCountedBytes) {
    return;
  }
  throw new RangeError(
    `${name} must be a whole number from ${least} to ${mostCountedBytes}: it is ${value}`,
  );
}

/** The whole file as one range. */
export function wholeFile(job: Job): Range {
  return { position: 0, bytes: job.fileBytes };
}

/** How many pieces the file is sent in. An empty file is none. */
export function countPieces(job: Job): number {
  const { pieces, bytes } = roundOf(job);
  const { fileBytes, bufferBytes } = job;
  return Math.floor(fileBytes / bytes) * pieces +
    Math.ceil(fileBytes % bytes / bufferBytes);
}

/** How much is moved; what is more is counted. */
export interface MovedMost {
  /** [bytes] */
  readonly bytes: number;
  readonly pieces: number;
}

/** Whether the bytes of a job can be moved; any job can be counted. @param most By the model, if not given. */
export function isMovable(
  job: Job,
  { bytes, pieces }: MovedMost = movedByModel,
): boolean {
  return job.fileBytes <= bytes && countPieces(job) <= pieces;
}

/**
 * A piece of the file, by its number.
 *
 * @param number Which one. [from 1]
 */
export function pieceOf(job: Job, number: number): Range {
  const { pieces, bytes } = roundOf(job);
  const { fileBytes, bufferBytes } = job;
  const begin = Math.floor((number - 1) / pieces) * bytes;
  const position = begin + (number - 1) % pieces * bufferBytes;
  const end = Math.min(position + bufferBytes, begin + bytes, fileBytes);
  return { position, bytes: end - position };
}

/** The pieces of a job by their length, with how many have it. */
export function piecesByLength(
  job: Job,
): { readonly bytes: number; readonly pieces: number }[] {
  const { fileBytes, bufferBytes } = job;
  const round = roundOf(job);
  const rounds = Math.floor(fileBytes / round.bytes);
  const rest = fileBytes % round.bytes;
  const whole = rounds * (round.pieces - 1) + Math.floor(rest / bufferBytes);
  return [
    { bytes: bufferBytes, pieces: whole },
    { bytes: round.bytes - (round.pieces - 1) * bufferBytes, pieces: rounds },
    { bytes: rest % bufferBytes, pieces: 1 },
  ];
}

/** How many pages a number of bytes needs. [pages] */
export function pagesFor(bytes: number, pageBytes: number): number {
  return Math.ceil(bytes / pageBytes);
}

/** The numbers of the pages that a range touches: those of the file, or of a buffer. [pages, from 0] */
export function pagesOf(
  { position, bytes }: Range,
  pageBytes: number,
): number[] {
  const first = Math.floor(position / pageBytes);
  const end = pagesFor(position + bytes, pageBytes);
  return Array.from({ length: end - first }, (_, i) => first + i);
}

/**
 * Makes the bytes of a file that is not on any disk: the same for the same size and seed, and
 * without repetition that could hide a lost or doubled piece.
 *
 * @param bytes Size of the file. [bytes]
 * @param seed Which file. [whole number]
 * @see G. Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8 (14), 2003
 */
export function generateFile(bytes: number, seed = 1): Uint8Array {
  if (seed !== 1 || bytes > mostKeptBytes) return makeFile(bytes, seed);
  if (bytes > kept.length) {
    kept = makeFile(Math.min(2 * bytes, mostKeptBytes), seed);
  }
  return kept.slice(0, bytes);
}

/** How much of the usual file is kept: all files of a seed begin alike. [bytes] */
const mostKeptBytes = 2 ** 20;

let kept = new Uint8Array();

function makeFile(bytes: number, seed: number): Uint8Array<ArrayBuffer> {
  const words = new Uint32Array(Math.ceil(bytes / 4));
  let state = (Math.imul(seed, 0x9e3779b9) ^ 0x2545f491) | 1;
  for (let i = 0; i < words.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[i] = state;
  }
  return new Uint8Array(words.buffer, 0, bytes);
}

/** Whether the client has the very bytes of the file. */
export function isDelivered(file: Uint8Array, delivered: Uint8Array): boolean {
  if (file.length !== delivered.length) return false;
  // Four bytes at once, where both begin at a multiple of four.
  const isAligned = (file.byteOffset | delivered.byteOffset) % 4 === 0;
  const words = isAligned ? file.length >> 2 : 0;
  const a = new Uint32Array(
    file.buffer,
    isAligned ? file.byteOffset : 0,
    words,
  );
  const b = new Uint32Array(
    delivered.buffer,
    isAligned ? delivered.byteOffset : 0,
    words,
  );
  for (let i = 0; i < words; i++) if (a[i] !== b[i]) return false;
  for (let i = 4 * words; i < file.length; i++) {
    if (file[i] !== delivered[i]) return false;
  }
  return true;
}
