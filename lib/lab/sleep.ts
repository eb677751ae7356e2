/**
 * Waiting, on a thread on which all calls are made one after the other.
 *
 * @module
 */

/** Nobody ever wakes the one who waits here. */
const nobody = new Int32Array(new SharedArrayBuffer(4));

/** Stops this thread for a while. @param milliseconds How long. [ms] */
export function sleep(milliseconds: number): void {
  Atomics.wait(nobody, 0, 0, milliseconds);
}
