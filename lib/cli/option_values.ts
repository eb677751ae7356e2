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
import { askedBy, type Option, type OptionalPart } from "./option.ts";
import { UsageError } from "./usage_error.ts";

/**
 * Reads a value.
 *
 * @param given All that was typed: a suggestion keeps the part of the lab that was asked for.
 * @throws {UsageError} If it is not one that the option takes.
 */
export function readValue(
  option: Option,
  text: string,
  given: ReadonlyMap<string, string> = new Map(),
): number | string {
  const value = valueIn(option, text);
  if (value !== undefined) return value;
  throw new UsageError(
    sayRefused(option, text),
    [
      ...askingFor(option, given),
      `--${option.name}`,
      quote(exampleOf(option, text)),
    ].join(" "),
  );
}

/** What asks for the part that an option is for: as it was typed, if it was. */
function askingFor(
  { parts = [] }: { readonly parts?: readonly OptionalPart[] },
  given: ReadonlyMap<string, string>,
): string[] {
  for (const part of parts) {
    const name = askedBy[part].split(" ")[0]!;
    const text = given.get(name);
    if (text !== undefined) return text === "" ? [name] : [name, quote(text)];
  }
  return parts.slice(0, 1).map((part) => askedBy[part]);
}

/** Writes a word so that the shell of this system takes it for one, and for itself. */
export function quote(word: string): string {
  return quoteWord(word, Deno.build.os === "windows");
}
