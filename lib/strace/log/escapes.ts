/**
 * What strace writes in quotes, without its escapes.
 *
 * @module
 */

/** The bytes that have a letter. */
const letters: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  e: 27,
};

/** Bytes that are no characters alone stand as these until all are there. */
const half = 0xdc00;

const decoder = new TextDecoder();

/**
 * Replaces escapes by what they stand for; bytes that are UTF-8 become its characters. The text that
 * is returned keeps nothing else in memory, whatever it was cut out of.
 */
export function unescape(text: string): string {
  if (!text.includes("\\")) return ownCopy(text);
  return text.replace(/\\(x[0-9a-f]{1,2}|[0-7]{1,3}|[^])/gi, readEscape)
    .replace(
      /[\udc80-\udcff]+/gu,
      (bytes) =>
        decoder.decode(
          Uint8Array.from(bytes, (byte) => byte.charCodeAt(0) - half),
        ),
    );
}

/** Reads one escape. */
function readEscape(_: string, escape: string): string {
  const isHex = /^x./i.test(escape);
  const byte = isHex
    ? Number.parseInt(escape.slice(1), 16)
    : /^[0-7]/.test(escape)
    ? Number.parseInt(escape, 8) & 0xff
    : letters[escape];
  if (byte === undefined) return escape;
  return String.fromCharCode(byte < 0x80 ? byte : half + byte);
}

/** A text of its own: a part of a string keeps all of it in memory. */
export function ownCopy(text: string): string {
  return ` ${text}`.slice(1);
}
