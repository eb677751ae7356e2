/**
 * Slips that have nothing to do with what is asked: a word that is misspelt, a sign that is turned
 * round.
 *
 * @module
 */
import { equal } from "@std/assert/equal";
import { nearest } from "../text/nearest.ts";
import { hasParts, isNoNumber } from "./plain.ts";
import { sayValue } from "./say_value.ts";

/** All words that an answer may have, or that its fields may have, by their names. */
export type Words =
  | readonly string[]
  | Readonly<Record<string, readonly string[]>>;

/**
 * Says which word of an answer is none of those that it may have, and which is like it.
 *
 * @param gave Plain data: an answer, or a list of which each item has the words.
 * @returns Nothing, if there is none: what else is wrong is not looked at.
 */
export function sayUnknownWord(
  gave: unknown,
  words: Words,
): string | undefined {
  if (Array.isArray(gave)) {
    return firstSaid(gave, (item) => sayUnknownWord(item, words));
  }
  if (isList(words)) return sayUnknown(gave, words);
  if (!hasParts(gave)) return undefined;
  return firstSaid(Object.keys(words), (name) => {
    const said = sayUnknownWord(gave[name], words[name]!);
    return said && `${name}: ${said}`;
  });
}

function isList(words: Words): words is readonly string[] {
  return Array.isArray(words);
}

function firstSaid<Item>(
  items: readonly Item[],
  say: (item: Item) => string | undefined,
): string | undefined {
  for (const item of items) {
    const said = say(item);
    if (said !== undefined) return said;
  }
  return undefined;
}

function sayUnknown(
  gave: unknown,
  words: readonly string[],
): string | undefined {
  const isWord = typeof gave === "string" && !isNoNumber(gave);
  if (!isWord || words.includes(gave)) return undefined;
  const near = nearest(gave, words);
  const says = near === undefined
    ? `The words are ${words.map((word) => sayValue(word)).join(", ")}.`
    : `Do you mean ${sayValue(near)}?`;
  return `${sayValue(gave, 60)} is no word for this. ${says}`;
}

/** Whether an answer has all fields of what is right. What has none is not looked at. */
export function hasFieldsOf(right: unknown, gave: unknown): boolean {
  if (!hasParts(right) || Array.isArray(right)) return true;
  return hasParts(gave) && Object.keys(right).every((name) => name in gave);
}

/** An answer, and what would have been right. */
interface Compared {
  readonly gave: unknown;
  readonly right: unknown;
}

/** Says that answers are right but for signs, if all are. */
export function sayTurnedSign(
  answered: readonly Compared[],
): string | undefined {
  const turned = answered.reduce(
    (sum, { gave, right }) => sum + countTurned(gave, right),
    0,
  );
  return turned > 0
    ? "All is right but for a sign: what is to be taken away from what?"
    : undefined;
}

/** Counts the numbers whose sign is turned round; NaN, if something else is wrong. */
function countTurned(gave: unknown, right: unknown): number {
  if (typeof right === "number" && right !== 0 && gave === -right) return 1;
  if (!hasParts(gave) || !hasParts(right)) return equal(gave, right) ? 0 : NaN;
  const names = Object.keys(right);
  return equal(names.toSorted(), Object.keys(gave).toSorted())
    ? names.reduce((sum, name) => sum + countTurned(gave[name], right[name]), 0)
    : NaN;
}
