/**
 * Draws: random choices that come out the same for the same seed.
 *
 * A problem is named by its seed, so it can be printed again, and a class can get one variant for
 * each student.
 *
 * @module
 */

/** A source of random choices. */
export class Dice {
  #state: number;

  /** @param seed Which choices come. [whole number] */
  constructor(seed: number) {
    this.#state = Math.imul(seed, 0x9e3779b1) ^ 0x85ebca6b;
  }

  /** A number from 0 up to, but without, 1. @see Mulberry32, by T. Ettinger, 2017 */
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, both ends included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.#next() * (most - least + 1));
  }

  /** One of a list. */
  pick<Item>(items: readonly Item[]): Item {
    return items[this.whole(0, items.length - 1)]!;
  }

  /** A list in another order. */
  shuffle<Item>(items: readonly Item[]): Item[] {
    const left = [...items];
    return items.map(() => left.splice(this.whole(0, left.length - 1), 1)[0]!);
  }

  /**
   * Draws until something is good enough: a problem in which there is something to think about.
   *
   * @throws {Error} If a hundred draws are not: the rule is too strict.
   */
  until<Item>(make: () => Item, isGood: (item: Item) => boolean): Item {
    for (let i = 0; i < 100; i++) {
      const item = make();
      if (isGood(item)) return item;
    }
    throw new Error("No draw of a hundred was good enough");
  }
}
