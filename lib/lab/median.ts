/**
 * What stands for many measurements.
 *
 * @module
 */

/**
 * The value that a quarter of them do not reach: for times, since a busy machine only adds to them.
 */
export function lowerQuartile(values: readonly number[]): number {
  return ranked(values, 1 / 4);
}

/** The value in the middle of at least one; of two in the middle, the lower. */
export function median(values: readonly number[]): number {
  return ranked(values, 1 / 2);
}

function ranked(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.floor((sorted.length - 1) * share)];
  if (found === undefined) {
    throw new RangeError("A rank needs at least one value: there is none");
  }
  return found;
}
