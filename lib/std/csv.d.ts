/**
 * Types for what `csv.ts` hands on.
 *
 * @module
 */

/**
 * Reads CSV (RFC 4180): its rows, each a list of its fields. A byte order mark is dropped.
 *
 * @throws {SyntaxError} If a quote is not closed, or stands where none may.
 */
export function parse(
  input: string,
  options?: { separator?: string },
): string[][];

/** Writes CSV (RFC 4180): lines end in CRLF, and what needs quotes has them. */
export function stringify(
  data: readonly (readonly unknown[])[],
  options?: {
    columns?: readonly string[];
    headers?: boolean;
    separator?: string;
    bom?: boolean;
  },
): string;
