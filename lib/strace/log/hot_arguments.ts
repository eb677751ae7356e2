/**
 * Reads numbers and descriptors straight out of what stands between parentheses: nine of ten calls
 * in a log need no more than their first and their last argument.
 *
 * @module
 */
import { readIovecs, readNote } from "./arguments.ts";
import { quoteEnd } from "./nesting.ts";

/** Reads the number at a place, decimal or hexadecimal; NaN where there is none. */
export function numberAt(text: string, at: number): number {
  let sum = 0;
  const start = skipName(text, at);
  let end = start;
  for (; end < text.length; end++) {
    const digit = text.charCodeAt(end) - 48;
    if (digit < 0 || digit > 9) break;
    sum = sum * 10 + digit;
  }
  if (end === start) return NaN;
  if (sum === 0 && text.charCodeAt(end) === 120) {
    return parseInt(text.slice(end + 1), 16);
  }
  return sum;
}

/** Finds where the argument behind this one begins; the end of the text where there is none. */
export function nextArgument(text: string, at: number): number {
  const noted = noteStart(text, at);
  const comma = noted < 0
    ? text.indexOf(", ", at)
    : text.indexOf(">, ", noted) + 1;
  return comma <= 0 ? text.length : comma + 2;
}

/** Reads what -y says of the descriptor at a place; nothing where it says nothing. */
export function noteAt(text: string, at: number): string | undefined {
  const start = noteStart(text, at);
  return start < 0 ? undefined : readNote(text.slice(start));
}

/**
 * Reads how long the parts are that writev or its kin is given. What strace has left out of their
 * list is one part, as long as what was moved of it.
 */
export function readParts(text: string, moved: number): number[] {
  let parts = lengthsIn(text);
  const list = nextArgument(text, 0);
  if (parts.length === 0 && !text.startsWith("[...]", list)) {
    parts = (readIovecs(text.slice(list)) ?? []).map(({ bytes }) => bytes);
  }
  let more = moved;
  for (const bytes of parts) more -= bytes;
  if (more > 0) parts.push(more);
  return parts;
}

/** Finds the lengths that strace 4.17 and later write by name, outside of what is in quotes. */
function lengthsIn(text: string): number[] {
  const lengths: number[] = [];
  let at = 0;
  while (true) {
    const found = text.indexOf("iov_len=", at);
    if (found < 0) return lengths;
    const quote = text.indexOf('"', at);
    if (quote >= 0 && quote < found) at = quoteEnd(text, quote);
    else {
      lengths.push(numberAt(text, found + 8));
      at = found + 8;
    }
  }
}

/** Finds the note that stands behind a number. */
function noteStart(text: string, at: number): number {
  let end = skipName(text, at);
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (code < 48 || code > 57) return code === 60 && end > at ? end : -1;
    end++;
  }
  return -1;
}

/** Skips the name that -N puts before an argument: `fd=3`. */
function skipName(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 97 && code <= 122 ? text.indexOf("=", at) + 1 || at : at;
}
