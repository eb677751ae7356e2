/**
 * Values of options at a prompt: read as what they are, or refused with what to type instead.
 *
 * @module
 */
import {
  exampleOf,
  quoteWord,
  sayRefused,
  valueIn,
} from "../workbook/option_values.ts";
import { askedBy, type Option } from "./option.ts";
import { UsageError } from "./usage_error.ts";

/**
 * Reads a value.
 *
 * @throws {UsageError} If it is not one that the option takes.
 */
export function readValue(option: Option, text: string): number | string {
  const value = valueIn(option, text);
  if (value !== undefined) return value;
  const [part] = option.parts ?? [];
  throw new UsageError(
    sayRefused(option, text),
    `${part ? `${askedBy[part]} ` : ""}--${option.name} ` +
      quote(exampleOf(option, text)),
  );
}

/** Writes a word so that the shell of this system takes it for one, and for itself. */
export function quote(word: string): string {
  return quoteWord(word, Deno.build.os === "windows");
}
