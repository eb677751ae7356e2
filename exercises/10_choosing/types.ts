/**
 * What the exercises of lesson 10 are asked about. There is nothing to fill in here.
 *
 * A `Job` is in `lib/machine/job.ts`, an `Event` in `lib/trace/event.ts`, and `Counts` are in
 * `lib/trace/count.ts`.
 *
 * @module
 */

/** What things cost on some machine. */
export interface Prices {
  /** A system call that does nothing: into the kernel and back. */
  readonly callNs: number;
  /** How much the CPU copies in one nanosecond. [bytes] */
  readonly bytesPerNs: number;
  /** A page fault. */
  readonly faultNs: number;
  /** A mapping, made and taken down. */
  readonly mappingNs: number;
  /** Passing the pages of one piece by reference. */
  readonly passNs: number;
}
