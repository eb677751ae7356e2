/**
 * What stands for many measurements: the one in the middle, since a busy machine only adds.
 *
 * @module
 */

/** The value in the middle of at least one; of two in the middle, the lower. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) {
    throw new RangeError("A median needs at least one value: there is none");
  }
  return middle;
}
