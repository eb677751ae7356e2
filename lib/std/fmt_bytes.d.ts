/**
 * Types for what `fmt_bytes.ts` hands on.
 *
 * @module
 */

/** How a number of bytes is written. */
export interface FormatOptions {
  /** Whether the unit is bits: 1.34 kbit. */
  bits?: boolean;
  /** Whether 1024 is the step between units, as in KiB and MiB. */
  binary?: boolean;
  /** Whether a plus sign stands before a positive number. */
  signed?: boolean;
  /** The language whose way of writing numbers is followed. */
  locale?: boolean | string | string[];
  /** The least number of digits after the point. */
  minimumFractionDigits?: number;
  /** The greatest number of digits after the point. */
  maximumFractionDigits?: number;
}

/** Writes a number of bytes as people read it: 1337 is 1.34 kB. */
export function format(num: number, options?: FormatOptions): string;
