/**
 * Types for what `cli_parse_args.ts` hands on: narrower than the real ones, so that what passes here
 * passes there.
 *
 * @module
 */

/** What `parseArgs` shall make of the arguments. */
interface ParseOptions {
  /** Options whose value is text, even if it looks like a number. */
  string?: readonly string[];
  /** Is told of what no option declares; `false` keeps it out of the result. */
  unknown?: (arg: string, key?: string, value?: unknown) => unknown;
}

/** Sorts arguments by the names of the options that they belong to: `_` holds those of none. */
export function parseArgs(
  args: string[],
  options?: ParseOptions,
): Record<string, unknown> & { _: (string | number)[] };
