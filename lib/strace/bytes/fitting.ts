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
  /** The length of the part of a piece that was last written. [bytes] */
  readonly partBytes?: number | undefined;
}

/** The most bytes that a record of TLS carries. [bytes] */
const recordBytes = 16384;
/** What a record of TLS with one of today's ciphers adds: at least, as a rule, and at most. [bytes] */
const recordGrowth = { least: 17, usual: 22, most: 40 };
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
  if (end.isSocket && end.hasTls) return fitRecords(pieces, asked, end);
  return (end.isSocket ? fitFramed(pieces, asked, end) : undefined) ??
    fitPart(pieces, asked, end);
}

/** Finds whole pieces with something around them: a header, marks of a chunk, records of TLS. */
function fitFramed(
  pieces: readonly Piece[],
  asked: number,
  end: FitEnd,
): Fit | undefined {
  for (const from of pieces.length > 1 ? [0, pieces.length - 1] : [0]) {
    let sum = 0;
    let found: Fit | undefined;
    for (let at = from; at < pieces.length && sum < asked; at++) {
      sum += pieces[at]!.rest;
      const rule = pieces[from]!.isBegun && isMarks(asked - sum)
        ? "chunk"
        : ruleFor(sum, asked - sum, end);
      if (rule === undefined || rule === "header" && from > 0) continue;
      found = framed(rule, from, { asked, bytes: sum });
    }
    // The most pieces that fit leave the least that is of no file.
    if (found !== undefined) return found;
  }
  const full = fullRecords(asked);
  return full !== undefined && full.bytes <= restOf(pieces)
    ? fitted("TLS", 0, full.bytes)
    : undefined;
}

/** The marks of a chunk, of which it is not known how long it is. */
function isMarks(more: number): boolean {
  return more >= 4 && more <= 14;
}

function restOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { rest }) => sum + rest, 0);
}

function ruleFor(
  bytes: number,
  more: number,
  { isFirst }: FitEnd,
): FitRule | undefined {
  if (bytes === 0 || more <= 0) return undefined;
  const marks = bytes.toString(16).length + 4;
  if (more === marks || more === marks + 5) return "chunk";
  // Each record grows by as much.
  const growth = more / Math.ceil(bytes / recordBytes);
  if (
    Number.isInteger(growth) && growth >= recordGrowth.least &&
    growth <= recordGrowth.most
  ) return "TLS";
  // A file that is shorter than a header fits by chance.
  return isFirst && more <= Math.min(bytes, longestHeader)
    ? "header"
    : undefined;
}

/** Reads a length as full records, each of which has grown by as much. */
function fullRecords(
  asked: number,
): { bytes: number; growth: number } | undefined {
  const full = Math.round(asked / (recordBytes + recordGrowth.usual));
  const bytes = full * recordBytes;
  const growth = (asked - bytes) / full;
  const isGrowth = Number.isInteger(growth) && growth >= recordGrowth.least &&
    growth <= recordGrowth.most;
  return isGrowth ? { bytes, growth } : undefined;
}

/** Finds what records carry to an end of which it is known that it gets nothing else. */
function fitRecords(
  pieces: readonly Piece[],
  asked: number,
  { isFirst }: FitEnd,
): Fit | undefined {
  const each = fullRecords(asked)?.growth ?? recordGrowth.usual;
  const carried = asked - each * Math.ceil(asked / (recordBytes + each));
  const bytes = Math.min(carried, restOf(pieces));
  if (bytes <= 0) return undefined;
  const before = isFirst ? carried - bytes : 0;
  return before > longestHeader
    ? undefined
    : { ...fitted("TLS", 0, bytes), before };
}

/** Finds a piece of which this is one of several equal parts, or a further one. */
function fitPart(
  pieces: readonly Piece[],
  asked: number,
  { partBytes }: FitEnd,
): Fit | undefined {
  const at = pieces.findIndex(({ rest }) => rest > asked);
  const piece = pieces[at];
  if (piece === undefined || asked < leastPart) return undefined;
  const isPart = piece.isBegun || piece.rest % asked === 0 ||
    asked === partBytes;
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
