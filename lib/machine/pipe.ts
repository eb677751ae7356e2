/**
 * The pipe: a short queue of page descriptors in the kernel.
 *
 * Model, not Linux: it carries references only; bytes written into it by copy are left out.
 *
 * @module
 */
import { Fault } from "./fault.ts";
import type { Span } from "./memory.ts";

/** One pipe. The textbook's has no bound; `open` gives it the slots that Linux has. */
export class Pipe {
  #slots = Infinity;
  #usedSlots = 0;
  #spans: Span[] = [];

  /** Sets how many pages it holds: 16 by default. @see pipe(7) "Pipe capacity" */
  open(slots: number): void {
    this.#slots = slots;
  }

  /**
   * Takes descriptors in.
   *
   * @param pages How many pages they touch, each of which takes a slot. [pages]
   * @throws {Fault} If it has not that many slots free.
   */
  put(spans: readonly Span[], pages: number): void {
    if (this.#usedSlots + pages > this.#slots) {
      throw new Fault(
        "the pipe must have enough free slots",
        `it has ${this.#slots - this.#usedSlots} of ${this.#slots}, and ` +
          `${pages} are wanted`,
      );
    }
    this.#usedSlots += pages;
    this.#spans.push(...spans);
  }

  /** Gives all descriptors out. */
  drain(): Span[] {
    const spans = this.#spans;
    this.#spans = [];
    this.#usedSlots = 0;
    return spans;
  }
}
