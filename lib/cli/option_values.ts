/**
 * Values of options: read as what they are, or refused with what was expected.
 *
 * @module
 */
import { saySize } from "../text/say.ts";
import type { Option } from "./option.ts";
import { UsageError } from "./usage_error.ts";

/**
 * Reads a value.
 *
 * @throws {UsageError} If it is not one that the option takes.
 */
export function readValue(option: Option, text: string): number | string {
  const value = valueIn(option, text);
  if (value !== undefined) return value;
  const part = option.part === undefined ? "" : `--${option.part} `;
  throw new UsageError(
    `--${option.name} takes ${sayTaken(option)}: ${sayFound(text)}`,
    `${part}--${option.name} ${quote(exampleOf(option, text))}`,
  );
}

/** The value that a text stands for, if it is one that the option takes. */
function valueIn(option: Option, text: string): number | string | undefined {
  const { kind, range: [least, most] = [0, 2 ** 32] } = option;
  if (kind === "choice") {
    const [choice, other] = choicesFor(option, text);
    return other === undefined ? choice : undefined;
  }
  if (kind !== "size" && kind !== "number") return text;
  const value = kind === "size" ? parseSize(text) : parseWhole(text);
  if (value === undefined || value < least || value > most) return undefined;
  return option.isPower && !Number.isInteger(Math.log2(value))
    ? undefined
    : value;
}

/** A value that an option takes: the one that was typed, if it does. */
export function exampleOf(option: Option, typed = ""): string {
  const { kind, example, choices, range: [least, most] = [0, 2 ** 32] } =
    option;
  if (typed !== "" && valueIn(option, typed) !== undefined) return typed;
  if (example !== undefined) return example;
  if (kind === "choice") {
    return choicesFor(option, typed)[0] ?? choices?.[0] ?? "";
  }
  const within = (value: number): number =>
    Math.min(most, Math.max(least, value));
  return kind === "size"
    ? saySize(within(2 ** 16)).replace(" ", "")
    : String(within(80));
}

/** The choices that a text may mean: itself, or those that it is a part of. */
function choicesFor(
  { choices = [], takesParts }: Option,
  text: string,
): readonly string[] {
  if (!takesParts) return choices.filter((choice) => choice === text);
  const plain = (name: string): string =>
    name.toLowerCase().replaceAll(/\W/g, "");
  const wanted = plain(text);
  const same = choices.filter((choice) => plain(choice) === wanted);
  return same.length > 0 || wanted === ""
    ? same
    : choices.filter((choice) => plain(choice).includes(wanted));
}

/** Says what an option takes. */
function sayTaken({ kind, choices = [], range, isPower }: Option): string {
  const [least, most] = range ?? [0, 2 ** 32];
  if (kind === "choice") return choices.join(", ");
  if (kind === "number") return `a whole number from ${least} to ${most}`;
  if (isPower) {
    return `a power of two from ${saySize(least)} to ${saySize(most)}`;
  }
  return least < 1024
    ? `a whole number of bytes from ${least} to ${saySize(most)}`
    : `a size from ${saySize(least)} to ${saySize(most)}`;
}

/** Reads a whole number: digits only. */
export function parseWhole(text: string): number | undefined {
  const value = Number(text);
  return /^\d+$/.test(text) && Number.isSafeInteger(value) ? value : undefined;
}

/**
 * Reads a size: `4096`, `64KiB`, `1MiB`, `1e6`, `1.5k`. Units may be of any case; `k`, `M`, `G`,
 * `T` and `P` alone are binary.
 *
 * @returns The size [bytes], or `undefined` if the text is not a whole number of bytes.
 */
function parseSize(text: string): number | undefined {
  const [, number, prefix = "", ending = ""] =
    /^(\d+(?:\.\d+)?(?:e\d+)?)\s*(?:([kmgtp])(i?b)?|b)?$/
      .exec(text.trim().toLowerCase()) ?? [];
  const base = ending === "b" ? 1000 : 1024;
  const bytes = Number(number) * base ** " kmgtp".indexOf(prefix || " ");
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** Says what stands where a value was expected. */
function sayFound(text: string): string {
  return text === "" ? "it has no value" : `it is "${text}"`;
}

/** Writes a word so that a shell takes it for one, and for itself. */
export function quote(word: string): string {
  if (/^[\p{L}\p{N}_@%+=:,./\\-]+$/u.test(word) && !/^-|\\/.test(word)) {
    return word;
  }
  return Deno.build.os === "windows" || !/["$`\\!]/.test(word)
    ? `"${word}"`
    : `'${word.replaceAll("'", "'\\''")}'`;
}
