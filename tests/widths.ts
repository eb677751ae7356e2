/**
 * Widths to draw in, for the tests of what fits a terminal.
 *
 * @module
 */

/**
 * From the narrowest to the widest that a terminal may have: each one where room is scarcest, every
 * third up to the usual 80, beyond that a few. [columns]
 */
export const widths: readonly number[] = [
  ...[40, 41, 42, 43, 44, 45, 46, 47, 48],
  ...[51, 54, 57, 60, 63, 66, 69, 72, 75, 78],
  ...[79, 80, 81, 99, 100, 120, 161, 200],
];
