/**
 * Arguments of the small commands: a few words and a few options.
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse-args";
import { UsageError } from "./usage_error.ts";
import type { Given } from "./values.ts";

/** What a command takes. */
export interface Usage {
  /** Its name, as in `deno task grade`. */
  readonly command: string;
  /** How it is called, and what it does: the text of `--help`. */
  readonly help: string;
  /** How many words there may be before the options. */
  readonly words: number;
  /** Options with a value. */
  readonly values?: readonly string[];
  /** Options without one. */
  readonly flags?: readonly string[];
}

/** What was typed. */
export interface Typed {
  readonly words: readonly string[];
  readonly given: Given;
}

/**
 * Reads the arguments of a command.
 *
 * @returns What was typed, or nothing if help was asked for.
 * @throws {UsageError} If there is a word or an option too many, or an option without its value.
 */
export function readTyped(
  args: readonly string[],
  { command, words, values = [], flags = [] }: Usage,
): Typed | undefined {
  const unknown: string[] = [];
  const { _: found, ...given } = parseArgs([...args], {
    string: [...values, "_"],
    boolean: [...flags, "help"],
    unknown: (option) => {
      if (option.startsWith("-")) unknown.push(option.replace(/=.*/, ""));
    },
  });
  if (given.help) return undefined;
  const empty = values.find((name) => given[name] === "");
  const extra = unknown[0] ?? found[words];
  if (extra === undefined && empty === undefined) {
    return { words: found.map(String), given: given as Given };
  }
  const has = [...values, ...flags, "help"].map((name) => `--${name}`);
  throw new UsageError(
    extra === undefined
      ? `--${empty} takes a value, and none was given`
      : `Unknown argument "${extra}": ${command} has ${has.join(", ")}`,
    `deno task ${command} --help`,
  );
}
