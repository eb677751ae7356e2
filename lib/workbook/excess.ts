/**
 * What a trace has that another one does without.
 *
 * @module
 */
import type { Event } from "../trace/event.ts";

/**
 * Finds the first event of a trace that has no counterpart in a model's trace: it is of a step
 * that the model does without, or else it is done more often.
 */
export function firstNotIn(
  model: readonly Event[],
  trace: readonly Event[],
  sameness: (event: Event) => string | undefined,
): Event {
  const stepOf = (event: Event): string | undefined => {
    const same = sameness(event);
    return same === undefined ? undefined : `${same} at step ${event.step}`;
  };
  const steps = firstOfEach(trace, stepOf);
  return firstBeyond(firstOfEach(model, stepOf), steps, sameness) ??
    firstBeyond(model, trace, sameness)!;
}

/** Keeps the first event of each name. */
function firstOfEach(
  trace: readonly Event[],
  nameOf: (event: Event) => string | undefined,
): Event[] {
  const seen = new Set<string | undefined>([undefined]);
  return trace.filter((event) => {
    const isNew = !seen.has(nameOf(event));
    seen.add(nameOf(event));
    return isNew;
  });
}

/** Finds the first event whose name comes up more often than in a model. */
function firstBeyond(
  model: readonly Event[],
  trace: readonly Event[],
  nameOf: (event: Event) => string | undefined,
): Event | undefined {
  const left = new Map<string, number>();
  for (const event of model) {
    const name = nameOf(event);
    if (name !== undefined) left.set(name, (left.get(name) ?? 0) + 1);
  }
  return trace.find((event) => {
    const name = nameOf(event);
    if (name === undefined) return false;
    const rest = (left.get(name) ?? 0) - 1;
    left.set(name, rest);
    return rest < 0;
  });
}
