/**
 * Ranges of a file as a set of bytes: joined, cut and found out of one another.
 *
 * @module
 */
import type { Range } from "../machine/job.ts";

/** Makes a range from its ends. [bytes] */
export function rangeOf(position: number, end: number): Range {
  return { position, bytes: end - position };
}

/** The byte after the last of a range. [bytes] */
export function endOf({ position, bytes }: Range): number {
  return position + bytes;
}

/** Finds what lies in both ranges: with what else the first has, and nothing if nothing does. */
export function overlap<Kind extends Range>(one: Kind, other: Range): Kind[] {
  const position = Math.max(one.position, other.position);
  const bytes = Math.min(endOf(one), endOf(other)) - position;
  return bytes > 0 ? [{ ...one, position, bytes }] : [];
}

/** Cuts a range out of others. */
export function without<Kind extends Range>(
  ranges: readonly Kind[],
  hole: Range,
): Kind[] {
  return ranges.flatMap((one) => [
    ...overlap(one, rangeOf(one.position, hole.position)),
    ...overlap(one, rangeOf(endOf(hole), endOf(one))),
  ]);
}

/** Puts a range among others, over what is there. Neighbours that are alike are joined. */
export function placed<Kind extends Range>(
  ranges: readonly Kind[],
  range: Kind,
  isAlike: (one: Kind, other: Kind) => boolean,
): Kind[] {
  const joined: Kind[] = [];
  const sorted = [...without(ranges, range), range]
    .sort((a, b) => a.position - b.position);
  for (const one of sorted) {
    const last = joined.at(-1);
    if (last && endOf(last) === one.position && isAlike(last, one)) {
      const bytes = last.bytes + one.bytes;
      joined[joined.length - 1] = { ...last, bytes };
    } else joined.push(one);
  }
  return joined;
}

/** How many bytes there are in some ranges. [bytes] */
export function bytesIn(ranges: readonly Range[]): number {
  return ranges.reduce((sum, { bytes }) => sum + bytes, 0);
}
