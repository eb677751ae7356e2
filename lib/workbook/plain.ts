/**
 * Plain data: what can be sent to another process, and arrives there as it was.
 *
 * @module
 */

/** Taken before any answer can replace them. */
const { parse, stringify } = JSON;

/** What can be sent to another process. */
export type Plain =
  | null
  | boolean
  | number
  | string
  | readonly Plain[]
  | { readonly [name: string]: Plain | undefined };

/** A value has more parts than it may. */
export class TooManyParts extends Error {
  override readonly name = "TooManyParts";
}

/** So many characters are written in the time of one part. */
const charactersInTime = 100;

/**
 * Makes plain data of a value, or fails as sending it to another process would.
 *
 * @param most The most parts that it may have: each takes time.
 * @throws {TooManyParts} If it has more.
 */
export function toPlain(value: unknown, most = Infinity): unknown {
  if (typeof value === "string" || Number.isFinite(value)) return value;
  const text = plainText(value, most);
  return text === undefined ? undefined : parse(text);
}

/** Writes a value as JSON, of which `toPlain` makes plain data; nothing, if there is no value. */
export function plainText(value: unknown, most = Infinity): string | undefined {
  let parts = 0;
  return stringify(value, (_, part) => {
    parts += 1;
    // What is long is not begun.
    const length = isList(part)
      ? part.length
      : typeof part === "string"
      ? part.length / charactersInTime
      : 0;
    if (parts + length > most) throw new TooManyParts();
    return typeof part === "number" && !Number.isFinite(part)
      ? String(part)
      : part;
  });
}

/** Writes plain data as JSON for people and for files: in lines, the last one ended. */
export function jsonText(value: unknown): string {
  return stringify(value, null, 2) + "\n";
}

/** Reads JSON that somebody else may have written; nothing, if it is none. */
export function jsonIn(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a value has parts by their names, as an object or a list has. */
export function hasParts(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/**
 * Whether plain data is built as other data is: of the same kind in each part. A list of one item
 * stands for lists of any length, and a field that the other has not may be there.
 */
export function isLike<Data>(value: unknown, like: Data): value is Data {
  if (!hasParts(like)) return typeof value === typeof like;
  if (!Array.isArray(like)) {
    return hasParts(value) &&
      Object.entries(like).every(([name, part]) => isLike(value[name], part));
  }
  if (!Array.isArray(value)) return false;
  return like.length === 1
    ? value.every((item) => isLike(item, like[0]))
    : value.length === like.length &&
      like.every((part, i) => isLike(value[i], part));
}

/** Whether plain data stands for a number that is none: JSON has no other word for these. */
export function isNoNumber(value: unknown): value is string {
  return typeof value === "string" && /^(NaN|-?Infinity)$/.test(value);
}

function isList(value: unknown): value is { readonly length: number } {
  return Array.isArray(value) ||
    ArrayBuffer.isView(value) && "length" in value;
}
