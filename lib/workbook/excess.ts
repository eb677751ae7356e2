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
  const firstOfEach = (events: readonly Event[]): Event[] => {
    const steps = Map.groupBy(
      events,
      (event) => `${sameness(event)} at step ${event.step}`,
    );
    return [...steps.values()].map(([first]) => first!);
  };
  const [first = beyond(model, trace, sameness)[0]!] = beyond(
    firstOfEach(model),
    firstOfEach(trace),
    sameness,
  );
  return first;
}
