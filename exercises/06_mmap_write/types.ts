/**
 * What the exercises of lesson 6 are asked about. There is nothing to fill in here.
 *
 * A `Job` is in `lib/machine/job.ts`.
 *
 * @module
 */

/** What things cost on some machine. */
export interface Prices {
  /** How much the CPU copies in one nanosecond. [bytes] */
  readonly bytesPerNs: number;
  /** A page fault. */
  readonly faultNs: number;
  /** A mapping, made and taken down. */
  readonly mappingNs: number;
}
