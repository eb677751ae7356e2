/**
 * What a reader has set, as the address of the page has it: read like what is typed at a prompt.
 *
 * @module
 */
import { nicWords } from "../machine/job.ts";
import type { Address } from "./address.ts";
import type { Given, LessonOption } from "../workbook/lesson_options.ts";
import {
  exampleOf,
  quoteWord,
  sayRefused,
  valueIn,
  writeValue,
} from "../workbook/option_values.ts";

/** What was set. */
export interface ReadGiven {
  /** The values that differ from the usual ones. */
  readonly given: Given;
  /** Why a value was refused, in one line: the usual one stands for it. */
  readonly refused: Readonly<Record<string, string>>;
}

/** Reads what was set for options; what is none of them is left out. */
export function readGiven(
  options: readonly LessonOption[],
  address: Address,
): ReadGiven {
  const given: Record<string, number | string> = {};
  const refused: Record<string, string> = {};
  for (const option of options) {
    const { name, kind, value: usual } = option;
    const text = Object.hasOwn(address, name) ? address[name] : undefined;
    if (text === undefined || kind === "path") continue;
    const value = valueIn(option, text);
    if (value === undefined) {
      const example = exampleOf(option, text);
      refused[name] = `${sayRefused(option, text)}. Try: ${example}`;
    } else if (value !== usual) given[name] = value;
  }
  return { given, refused };
}

/** Writes a value as it is typed: "1MiB". Nothing, if it is the usual one or none. */
export function typedValue(
  option: LessonOption,
  value: number | string | undefined,
): string | undefined {
  return value === undefined || value === option.value
    ? undefined
    : writeValue(option, value);
}

/** What a choice is, where its word does not say it: a NIC. */
export function sayChoice(name: string, choice: string): string | undefined {
  return name === "nic" && Object.hasOwn(nicWords, choice)
    ? nicWords[choice as keyof typeof nicWords].can
    : undefined;
}

/**
 * The command that does the same.
 *
 * @param lesson Which lesson. [from 1]
 * @param fileName A file that is sent in the place of a made-up one.
 */
export function commandFor(
  lesson: number,
  options: readonly LessonOption[],
  { given, fileName, isCounted }: {
    readonly given: Given;
    readonly fileName?: string | undefined;
    readonly isCounted?: boolean;
  },
): string {
  const words = options.flatMap((option) => {
    const { name, kind } = option;
    if (kind === "path") {
      return fileName === undefined ? [] : [`--${name} ${quoteWord(fileName)}`];
    }
    if (name === "size" && fileName !== undefined) return [];
    const typed = typedValue(option, given[name]);
    return typed === undefined ? [] : [`--${name} ${quoteWord(typed)}`];
  });
  const counted = isCounted ? ["--no-trace"] : [];
  return ["deno task lesson", lesson, ...words, ...counted].join(" ");
}

/**
 * The value that a step leads to: half or twice a size, one more or less of a number.
 *
 * @param by -1 or 1.
 * @param from The value, or the one to begin with.
 */
export function stepped(
  { kind, range: [least, most] = [0, 2 ** 32] }: LessonOption,
  from: number,
  by: number,
): number {
  const wanted = kind === "size" ? stepSize(from, by) : from + by;
  return Math.min(most, Math.max(least, wanted));
}

/** The next power of two, up or down; below 1 there is 0. [bytes] */
function stepSize(bytes: number, by: number): number {
  if (bytes < 1) return by > 0 ? 1 : 0;
  const power = Math.log2(bytes);
  const next = by > 0 ? Math.floor(power) + 1 : Math.ceil(power) - 1;
  return next < 0 ? 0 : 2 ** next;
}
