/**
 * Types for what `fmt_bytes.ts` hands on.
 *
 * @module
 */

/** Writes a number of bytes as people read it: 1337 is 1.34 kB, or 1.31 kiB if it is binary. */
export function format(num: number, options?: { binary?: boolean }): string;
