/**
 * Whether the length of a write fits what is held of a file.
 *
 * Lengths are all that a log tells: contents are not in it. What fits by its length alone may be
 * something else, so each fit says by which rule it was found.
 *
 * @module
 */
import type { Piece } from "./held_bytes.ts";

/** By which rule it fits, the surest first. */
export type FitRule =
  /** Whole pieces in order, or the rest of one. */
  | "exact"
  /** The rest of a write that was cut short. */
  | "rest"
  /** A header stands before whole pieces. */
  | "header"
  /** Whole pieces as one chunk. @see RFC 9112 § 7.1 */
  | "chunk"
  /** Records of TLS. @see RFC 8446 § 5.2 | RFC 5246 § 6.2.3 */
  | "TLS"
  /** A part of a piece, of which more is to come. */
  | "part";

/** How a write is made of what is held. */
export interface Fit {
  readonly rule: FitRule;
  /** What stands in it before the file's bytes. [bytes] */
  readonly before: number;
  /** The first piece that it takes from. [index] */
  readonly from: number;
  /** The first piece behind those, where it takes whole ones. [index] */
  readonly to: number;
  /** How much of the file is in it. [bytes] */
  readonly bytes: number;
}

/** What is known of the end that a write goes to. */
export interface FitEnd {
  readonly isSocket: boolean;
  /** Nothing of a file has gone out since it was last listened to. */
  readonly isFirst: boolean;
  readonly hasTls: boolean;
}

/** The most bytes that a record of TLS carries. [bytes] */
const recordBytes = 16384;
/** What a record of TLS with one of today's ciphers adds, at least and at most. [bytes] */
const recordGrowth = { least: 21, most: 40 };
/** The longest header that is looked for before the bytes of a file. [bytes] */
const longestHeader = 2048;
/** A write of less is not taken for a part of a piece. [bytes] */
const leastPart = 512;

/** Finds whole pieces, or the rest of one, that are as long as a write. */
export function fitExactly(
  pieces: readonly Piece[],
  asked: number,
  start = 0,
): Fit | undefined {
  let sum = 0;
  for (let at = start; at < pieces.length; at++) {
    const { rest } = pieces[at]!;
    if (rest === asked) return exactly(at, at + 1, asked);
    if (sum < asked) sum += rest;
    if (sum === asked) return exactly(start, at + 1, asked);
  }
  if (sum < asked) return undefined;
  return fitLatest(pieces, asked, start);
}

/** Finds the pieces that were read last, where older ones were never sent. */
function fitLatest(
  pieces: readonly Piece[],
  asked: number,
  start: number,
): Fit | undefined {
  let sum = 0;
  for (let at = pieces.length - 1; at >= start && sum < asked; at--) {
    sum += pieces[at]!.rest;
    if (sum === asked) return exactly(at, pieces.length, asked);
  }
  return undefined;
}

/** Finds what a write may be made of where it is not made of whole pieces alone. */
export function fitLoosely(
  pieces: readonly Piece[],
  asked: number,
  end: FitEnd,
): Fit | undefined {
  return (end.isSocket ? fitFramed(pieces, asked, end) : undefined) ??
    fitPart(pieces, asked);
}

/** Finds whole pieces with something around them: a header, marks of a chunk, records of TLS. */
function fitFramed(
  pieces: readonly Piece[],
  asked: number,
  end: FitEnd,
): Fit | undefined {
  let held = 0;
  for (let at = 0; at < pieces.length; at++) held += pieces[at]!.rest;
  for (const from of pieces.length > 1 ? [0, pieces.length - 1] : [0]) {
    let sum = 0;
    let found: Fit | undefined;
    for (let at = from; at < pieces.length && sum < asked; at++) {
      sum += pieces[at]!.rest;
      const rule = ruleFor(sum, asked - sum, end);
      if (rule === undefined || rule === "header" && from > 0) continue;
      found = framed(rule, from, { asked, bytes: sum });
    }
    // The most pieces that fit leave the least that is of no file.
    if (found !== undefined) return found;
  }
  return fitRecords(asked, held, end);
}

function ruleFor(
  bytes: number,
  more: number,
  { isFirst }: FitEnd,
): FitRule | undefined {
  if (bytes === 0 || more <= 0) return undefined;
  const marks = bytes.toString(16).length + 4;
  if (more === marks || more === marks + 5) return "chunk";
  const records = Math.ceil(bytes / recordBytes);
  if (
    more >= records * recordGrowth.least && more <= records * recordGrowth.most
  ) return "TLS";
  // A file that is shorter than a header fits by chance.
  return isFirst && more <= Math.min(bytes, longestHeader)
    ? "header"
    : undefined;
}

/** Finds full records, or what may be any number of them where there were such before. */
function fitRecords(
  asked: number,
  held: number,
  { hasTls }: FitEnd,
): Fit | undefined {
  const full = Math.round(asked / (recordBytes + recordGrowth.least));
  const growth = asked - full * recordBytes;
  const isFull = full > 0 && growth >= full * recordGrowth.least &&
    growth <= full * recordGrowth.most;
  if (!isFull && !hasTls) return undefined;
  const records = Math.max(1, Math.ceil(asked / (recordBytes + 22)));
  const carried = isFull ? full * recordBytes : asked - 22 * records;
  const bytes = Math.min(carried, held);
  return bytes > 0 ? fitted("TLS", 0, bytes) : undefined;
}

/** Finds a piece of which this is one of several equal parts, or a further one. */
function fitPart(pieces: readonly Piece[], asked: number): Fit | undefined {
  const at = pieces.findIndex(({ rest }) => rest > asked);
  const piece = pieces[at];
  if (piece === undefined || asked < leastPart) return undefined;
  const isPart = piece.isBegun || piece.rest % asked === 0;
  return isPart ? fitted("part", at, asked) : undefined;
}

function exactly(from: number, to: number, bytes: number): Fit {
  return { rule: "exact", before: 0, from, to, bytes };
}

function fitted(rule: FitRule, from: number, bytes: number): Fit {
  return { rule, before: 0, from, to: from, bytes };
}

/** What stands around the bytes: behind them only the marks that end a chunk. */
function framed(
  rule: FitRule,
  from: number,
  { asked, bytes }: { asked: number; bytes: number },
): Fit {
  const before = rule === "header"
    ? asked - bytes
    : rule === "chunk"
    ? bytes.toString(16).length + 2
    : 0;
  return { rule, before, from, to: from, bytes };
}
