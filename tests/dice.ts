/**
 * Dice for tests with made-up inputs: the same seed gives the same numbers.
 *
 * They are not those of `lib/workbook`, so a change there changes no other test.
 *
 * @module
 */

/** Rolls numbers. */
export interface TestDice {
  /** Rolls a whole number from 0 up to, but without, `end`. */
  readonly below: (end: number) => number;
  /** Rolls a whole number, both ends included. */
  readonly between: (least: number, most: number) => number;
  /** Rolls one of several. */
  readonly oneOf: <Item>(items: readonly Item[]) => Item;
}

/** Makes dice from a seed. @see Mulberry32, by T. Ettinger, 2017 */
export function makeDice(seed: number): TestDice {
  let state = seed;
  const below = (end: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor(((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32 * end);
  };
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    oneOf: <Item>(items: readonly Item[]): Item => items[below(items.length)]!,
  };
}
