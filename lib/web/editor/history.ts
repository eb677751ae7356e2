/**
 * What was, what is, and what was undone: of anything that can be changed.
 *
 * @module
 */

/** A value, with those before it and those that were undone. */
export interface History<Value> {
  readonly past: readonly Value[];
  readonly now: Value;
  readonly future: readonly Value[];
  /** What was changed last: changes of the same kind, one after the other, are undone at once. */
  readonly kind?: string;
}

/** The most steps that can be undone. */
const mostSteps = 200;

/** Begins a history. */
export function beginHistory<Value>(now: Value): History<Value> {
  return { past: [], now, future: [] };
}

/** Goes on to a value. @param kind Joins it with the change before, if that is of the same kind. */
export function changeTo<Value>(
  history: History<Value>,
  now: Value,
  kind = "",
): History<Value> {
  if (now === history.now) return history;
  const isSame = kind !== "" && kind === history.kind;
  const past = isSame
    ? history.past
    : [...history.past, history.now].slice(-mostSteps);
  return { past, now, future: [], kind };
}

/** Takes the last change back; nothing happens if there is none. */
export function undo<Value>({ past, now, future }: History<Value>): History<
  Value
> {
  const before = past.at(-1);
  return before === undefined
    ? { past, now, future }
    : { past: past.slice(0, -1), now: before, future: [now, ...future] };
}

/** Makes a change again that was taken back. */
export function redo<Value>({ past, now, future }: History<Value>): History<
  Value
> {
  const [next, ...rest] = future;
  return next === undefined
    ? { past, now, future }
    : { past: [...past, now], now: next, future: rest };
}
