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

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/**
 * Replaces escapes by what they stand for; bytes that are UTF-8 become its characters. The text that
 * is returned keeps nothing else in memory, whatever it was cut out of.
 */
export function unescape(text: string): string {
  // A part of a string holds on to all of it; so does not a part of a longer one made of it.
  if (!text.includes("\\")) return ` ${text}`.slice(1);
  const pieces = text.split(/\\(x[0-9a-f]{1,2}|[0-7]{1,3}|[^])/i);
  const bytes = pieces.flatMap((piece, index) =>
    index % 2 === 0 ? [...encoder.encode(piece)] : byteOf(piece)
  );
  return decoder.decode(new Uint8Array(bytes));
}

/** The bytes of one escape, without its backslash. */
function byteOf(escape: string): number[] {
  if (/^x./.test(escape)) return [Number.parseInt(escape.slice(1), 16)];
  if (/^[0-7]/.test(escape)) return [Number.parseInt(escape, 8) & 0xff];
  const letter = letters[escape];
  return letter === undefined ? [...encoder.encode(escape)] : [letter];
}
