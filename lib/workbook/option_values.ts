/**
 * Values of options: read as what they are, or refused with what was expected; the same words
 * wherever somebody types one.
 *
 * @module
 */
import { saySize } from "../text/say.ts";
import type { Knob } from "./lesson.ts";

/** What a value must be. */
export interface ValueOption extends Partial<Knob> {
  /** Its name at the prompt, without the dashes. */
  readonly name: string;
  /** What it takes: a flag takes nothing. */
  readonly kind: "flag" | "size" | "number" | "choice" | "path" | "word";
  /** A value to suggest, if that is not plain from its kind. */
  readonly example?: string;
  /** For sizes: whether only powers of two are taken. */
  readonly isPower?: boolean;
  /** For choices: whether a part is enough that no other has. */
  readonly takesParts?: boolean;
}

/** The value that a text stands for, if it is one that the option takes. */
export function valueIn(
  option: ValueOption,
  text: string,
): number | string | undefined {
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
export function exampleOf(option: ValueOption, typed = ""): string {
  const { kind, example, choices, range: [least, most] = [0, 2 ** 32] } =
    option;
  if (typed !== "" && valueIn(option, typed) !== undefined) return typed;
  if (example !== undefined) return example;
  if (kind === "choice") {
    return choicesFor(option, typed)[0] ?? choices?.[0] ?? "";
  }
  const within = (value: number): number =>
    Math.min(most, Math.max(least, value));
  return writeValue(option, within(kind === "size" ? 2 ** 16 : 80));
}

/** Says in one line, without a full stop, what an option takes, and what it was given. */
export function sayRefused(option: ValueOption, text: string): string {
  const found = text === "" ? "it has no value" : `it is "${text}"`;
  return `--${option.name} takes ${sayTaken(option)}: ${found}`;
}

/** Says what an option takes. */
function sayTaken({ kind, choices = [], range, isPower }: ValueOption): string {
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

/** The choices that a text may mean: itself, or those that it is a part of. */
function choicesFor(
  { choices = [], takesParts }: ValueOption,
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

/** Writes a value as it can be typed. */
export function writeValue(
  { kind }: Pick<ValueOption, "kind">,
  value: number | string,
): string {
  return kind === "size" && typeof value === "number"
    ? writeSize(value)
    : String(value);
}

/** "64KiB" where that is all of it, else the bytes. */
function writeSize(bytes: number): string {
  const short = saySize(bytes).replace(/ B$/, "").replace(" ", "");
  return parseSize(short) === bytes ? short : String(bytes);
}

/** Writes a word so that a shell takes it for one, and for itself. @param isWindows Whose shell. */
export function quoteWord(word: string, isWindows = false): string {
  if (/^[\p{L}\p{N}_@%+=:,./\\-]+$/u.test(word) && !/^-|\\/.test(word)) {
    return word;
  }
  return isWindows || !/["$`\\!]/.test(word)
    ? `"${word}"`
    : `'${word.replaceAll("'", "'\\''")}'`;
}
