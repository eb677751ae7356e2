/**
 * What a list or a trace has that another one does without.
 *
 * @module
 */
import type { Event } from "../trace/event.ts";

/**
 * Lists the items that go beyond others: of each name, as many as others have are left out, and so is
 * what has no name.
 */
export function beyond<Item extends object>(
  others: readonly Item[],
  items: readonly Item[],
  nameOf: (item: Item) => string | undefined,
): Item[] {
  const left = Map.groupBy(others, nameOf);
  return items.filter((item) => {
    const name = nameOf(item);
    return name !== undefined && left.get(name)?.pop() === undefined;
  });
}

/**
 * Finds the first event of a trace that has no counterpart in a model's trace: it is of a step
 * that the model does without, or else it is done more often.
 */
export function firstNotIn(
  model: readonly Event[],
  trace: readonly Event[],
  sameness: (event: Event) => string | undefined,
): Event {
  const nameOf = ([first]: readonly Event[]): string | undefined =>
    sameness(first!);
  const [others, own] = [model, trace].map((events) => [
    ...Map.groupBy(
      events.filter((event) => sameness(event) !== undefined),
      (event) => `${sameness(event)} at step ${event.step}`,
    ).values(),
  ]) as [Event[][], Event[][]];
  const [extra] = beyond(others, own, nameOf);
  if (extra !== undefined) return extra[0]!;
  const left = Map.groupBy(others, nameOf);
  return own.flatMap((events) =>
    events.slice(left.get(nameOf(events))?.shift()?.length ?? 0)
  )[0]!;
}
