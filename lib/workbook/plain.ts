/**
 * Plain data: what can be sent to another process, and arrives there as it was.
 *
 * @module
 */

/** What can be sent to another process. */
export type Plain =
  | null
  | boolean
  | number
  | string
  | readonly Plain[]
  | { readonly [name: string]: Plain | undefined };

/** Makes plain data of a value, or fails as sending it to another process would. */
export function toPlain(value: unknown): unknown {
  if (typeof value === "string" || Number.isFinite(value)) return value;
  const text = JSON.stringify(
    value,
    (_, part) =>
      typeof part === "number" && !Number.isFinite(part) ? String(part) : part,
  );
  return text === undefined ? undefined : JSON.parse(text);
}
