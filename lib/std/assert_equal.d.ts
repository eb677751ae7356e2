/**
 * Types for what `assert_equal.ts` hands on.
 *
 * @module
 */

/** Whether the two are equal in depth. */
export function equal(a: unknown, b: unknown): boolean;
