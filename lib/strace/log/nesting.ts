/**
 * Where the things end that strace nests in each other: texts in quotes, notes in `<…>`, brackets.
 *
 * A place in a text that is cut off or damaged ends where the text ends: nothing here throws. A note
 * is what -y and -yy write behind a descriptor. strace 5 and later escape `<` and `>` in its path;
 * of an older one such a path is read as far as it makes sense.
 *
 * @module
 */

/** The codes of the signs that are looked for. */
const sign = {
  quote: 34,
  open: 40,
  close: 41,
  comma: 44,
  less: 60,
  more: 62,
  openSquare: 91,
  backslash: 92,
  closeSquare: 93,
  openCurly: 123,
  closeCurly: 125,
} as const;

/** Returns where a text in quotes ends, behind its last one. @param start Where its first one is. */
export function quoteEnd(text: string, start: number): number {
  let at = start + 1;
  while (true) {
    const end = text.indexOf('"', at);
    if (end < 0) return text.length;
    let first = end;
    while (first > at && text.charCodeAt(first - 1) === sign.backslash) {
      first -= 1;
    }
    if ((end - first) % 2 === 0) return end + 1;
    at = end + 1;
  }
}

/** Whether `<` begins a note: it follows a number or a word, and is not `<<`. */
function beginsNote(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return (before >= 48 && before <= 57 || before >= 65 && before <= 90) &&
    text.charCodeAt(at + 1) !== sign.less;
}

/** Returns where a note ends, behind its `>`. @param start Where its `<` is. */
export function noteEnd(text: string, start: number): number {
  const end = squareNoteEnd(text, start + 1);
  if (end >= 0) return end;
  let depth = 1;
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === sign.less) depth += 1;
    else if (code === sign.more) depth -= 1;
    else if (code === sign.backslash) at += 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

/** Such notes are no longer: a path in one has 108 bytes. @see unix(7) */
const longestSquareNote = 600;

/** Returns where `TCP:[…->…]>` ends, or `pipe:[…]>`, in which there may be arrows; -1 if it is none. */
function squareNoteEnd(text: string, start: number): number {
  let at = start;
  let code = text.charCodeAt(at);
  while (code > 47 && code < 58 || code > 64 && code < 123 || code === 45) {
    code = text.charCodeAt(at += 1);
  }
  at += 1;
  if (code !== 58 || text.charCodeAt(at) !== sign.openSquare) return -1;
  const last = Math.min(text.length, at + longestSquareNote);
  let depth = 0;
  while (at < last) {
    code = text.charCodeAt(at);
    if (code === sign.openSquare) depth += 1;
    else if (code === sign.closeSquare) depth -= 1;
    at = code === sign.quote ? quoteEnd(text, at) : at + 1;
    if (depth === 0) return text.charCodeAt(at) === sign.more ? at + 1 : -1;
  }
  return -1;
}

/** Returns where the next sign is: behind quotes or a note, if such begin here. */
function nextSign(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === sign.quote) return quoteEnd(text, at);
  const isNote = code === sign.less && beginsNote(text, at);
  return isNote ? noteEnd(text, at) : at + 1;
}

/** Returns where a bracket ends, behind its last sign. @param start Where its first one is. */
export function bracketEnd(text: string, start: number): number {
  let at = start;
  let depth = 0;
  while (at < text.length) {
    switch (text.charCodeAt(at)) {
      case sign.openCurly:
      case sign.openSquare:
      case sign.open:
        depth += 1;
        break;
      case sign.closeCurly:
      case sign.closeSquare:
      case sign.close:
        depth -= 1;
        if (depth === 0) return at + 1;
        break;
    }
    at = nextSign(text, at);
  }
  return text.length;
}

/**
 * Splits a text at the commas that stand in no bracket, quotes or note: arguments, items, fields.
 * What is empty is nothing.
 */
export function splitAtCommas(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let at = 0;
  while (at < text.length) {
    switch (text.charCodeAt(at)) {
      case sign.comma:
        parts.push(text.slice(start, at).trim());
        start = at + 1;
        break;
      case sign.openCurly:
      case sign.openSquare:
      case sign.open:
        at = bracketEnd(text, at);
        continue;
    }
    at = nextSign(text, at);
  }
  const last = text.slice(start).trim();
  if (last !== "" || parts.length > 0) parts.push(last);
  return parts;
}
