/**
 * For whom files are opened: ends that were listened to wait in turn, and what is opened next is for
 * the one that has waited longest.
 *
 * That is a likelihood, no more: threads that open files do not always keep the order.
 *
 * @module
 */
import type { Target } from "../target.ts";

/** Ends that wait for an answer. */
export class Turns {
  readonly #waiting = new Set<Target>();
  #last: Target | undefined;

  /** An end was listened to. */
  listened(target: Target): void {
    this.#waiting.add(target);
  }

  /** Its answer has begun, or nothing leads there any more. */
  leave(target: Target): void {
    this.#waiting.delete(target);
    if (this.#last === target) this.#last = undefined;
  }

  /** A file is opened: says for whom. Further ones are for the same until somebody else waits. */
  next(): Target | undefined {
    const [first] = this.#waiting;
    if (first !== undefined) {
      this.#waiting.delete(first);
      this.#last = first;
    }
    return this.#last;
  }
}
