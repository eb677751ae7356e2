/**
 * Values of options: what was typed, read and checked.
 *
 * @module
 */
import { mostCountedBytes } from "../machine/job.ts";
import { saySize } from "../text/say.ts";
import { parseSize } from "./size.ts";
import { UsageError } from "./usage_error.ts";

/** The value of each option that was given. */
export type Given = Readonly<Record<string, string | boolean | undefined>>;

/**
 * Reads a size.
 *
 * @returns As it was given [bytes], or `undefined`.
 * @throws {UsageError} If it is not a whole number of bytes in the range that the model counts.
 */
export function readSize(
  given: Given,
  name: string,
  least: number,
): number | undefined {
  const text = given[name];
  if (text === undefined) return undefined;
  const bytes = parseSize(String(text));
  if (bytes !== undefined && bytes >= least && bytes <= mostCountedBytes) {
    return bytes;
  }
  const most = saySize(mostCountedBytes);
  throw new UsageError(
    `--${name} takes a whole number of bytes from ${least} to ${most}: ` +
      sayFound(text),
    `--${name} 64KiB`,
  );
}

/**
 * Reads a word.
 *
 * @throws {UsageError} If it is not one of the choices.
 */
export function readChoice<Choice extends string>(
  given: Given,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const text = given[name];
  const choice = choices.find((one) => one === text);
  if (text === undefined || choice !== undefined) return choice;
  throw new UsageError(
    `--${name} takes ${choices.join(", ")}: ${sayFound(text)}`,
    `--${name} ${quote(choices[0] ?? "")}`,
  );
}

/**
 * Reads a whole number.
 *
 * @throws {UsageError} If it is not one, or out of its range.
 */
export function readWhole(
  name: string,
  text: string,
  [least, most]: readonly [number, number],
): number {
  const value = parseSize(text);
  if (value !== undefined && value >= least && value <= most) return value;
  throw new UsageError(
    `--${name} takes a whole number from ${least} to ${most}: ` +
      sayFound(text),
    `--${name} ${Math.min(most, Math.max(least, 80))}`,
  );
}

/**
 * Reads a seed, or makes one.
 *
 * @param most The largest that is taken.
 * @throws {UsageError} If it is not a whole number, or out of its range.
 */
export function readSeed({ seed }: Given, most: number): number {
  return seed === undefined
    ? freshSeed()
    : readWhole("seed", String(seed), [0, most]);
}

/** A seed that was not used a moment ago. */
export function freshSeed(): number {
  return crypto.getRandomValues(new Uint16Array(1))[0]!;
}

/** Says what stands where a value was expected. */
export function sayFound(text: string | boolean | undefined): string {
  return text === "" ? "it has no value" : `it is "${text}"`;
}

/** Writes a word so that a shell takes it for one. */
export function quote(word: string): string {
  return /\s/.test(word) ? `"${word}"` : word;
}
