/**
 * What is too large for an answer: no judge has to look at it. The same at home and in the box.
 *
 * @module
 */
import { hasParts } from "../workbook/plain.ts";
import { sayCount } from "../text/say.ts";
import type { Given } from "./ask.ts";
import { longestList, mostNested, mostReturned } from "./limits.ts";

/**
 * Says what of a value is too large, if anything is. However deep it is, it is looked at one level
 * after the other.
 *
 * @param value Plain data.
 */
export function sayTooLarge(value: unknown): string | undefined {
  let level: unknown[] = [value];
  let length = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (level.length > mostReturned) return sayTooLong(level.length);
    const inner: unknown[] = [];
    for (const part of level) {
      // It takes two more, and no time to write it down.
      if (typeof part === "string") length += part.length + 2;
      if (length > mostReturned) return sayTooLong(length);
      if (!hasParts(part)) continue;
      const parts = Object.values(part);
      if (parts.length > longestList) {
        return `It returned ${
          Array.isArray(part) ? "a list" : "an object"
        } of ${sayCount(parts.length)} parts: at most ${
          sayCount(longestList)
        } are looked at.`;
      }
      for (const one of parts) inner.push(one);
    }
    if (inner.length > 0 && depth >= mostNested) {
      return `It returned lists or objects in each other, more than ` +
        `${mostNested} deep: nobody looks into that.`;
    }
    level = inner;
  }
  length = lengthOf(value);
  return length > mostReturned ? sayTooLong(length) : undefined;
}

function lengthOf(value: unknown): number {
  return (JSON.stringify(value) ?? "").length;
}

function sayTooLong(length: number): string {
  return `It returned ${sayCount(length)} characters of data or more: at ` +
    `most ${sayCount(mostReturned)} are looked at.`;
}

/** Cuts what was given before a value that is too large by itself, or with those before it. */
export function withinLimits(given: Given): Given {
  let length = 0;
  for (const [i, value] of given.values.entries()) {
    let message = sayTooLarge(value);
    if (message === undefined) {
      length += lengthOf(value);
      if (length <= mostReturned) continue;
      message = `${sayTooLong(length)} That is all of this exercise so far.`;
    }
    const failure = { message, lacks: undefined };
    return { values: given.values.slice(0, i), failure };
  }
  return given;
}
