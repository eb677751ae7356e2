/**
 * Dice: random choices that come out the same for the same seed.
 *
 * A problem is named by its seed, so it can be printed again, and a class can get one variant for
 * each student.
 *
 * @module
 */

/** The largest seed: above it, choices would come again. */
export const largestSeed: number = 2 ** 32 - 1;

/** A seed that was not used a moment ago. */
export function freshSeed(): number {
  return crypto.getRandomValues(new Uint16Array(1))[0]!;
}

/**
 * Makes a seed of a text. An answer is asked what its text gives: each time the same, whoever asks,
 * and something else after each change.
 *
 * @see FNV-1a, 32 bits, by G. Fowler, L. C. Noll and K.-P. Vo
 */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash >>> 0;
}

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
   * Rolls until something is good enough: a problem in which there is something to think about.
   *
   * @param says Says in an error what makes it good.
   * @throws {Error} If a hundred rolls are not: the rule is too strict.
   */
  until<Item>(
    make: () => Item,
    isGood: (item: Item) => boolean,
    says: () => string = () => "it must be good enough",
  ): Item {
    for (let i = 0; i < 100; i++) {
      const item = make();
      if (isGood(item)) return item;
    }
    throw new Error(`No roll of a hundred will do, as ${says()}`);
  }
}
