/**
 * The word that somebody meant who has misspelt it.
 *
 * @module
 */

/**
 * Finds the word that is meant: one that was only written otherwise, one that was cut off, or the one
 * with the fewest slips and at least six letters in ten right.
 *
 * @returns Nothing, if none is like it.
 */
export function nearest(
  typed: string,
  words: readonly string[],
): string | undefined {
  const word = normal(typed);
  const same = words.find((other) => normal(other) === word);
  const begun = words.find((other) =>
    word.length > 1 && normal(other).startsWith(word)
  );
  return same ?? begun ??
    [1, 2, 3].flatMap((slips) =>
      words.filter((other) =>
        slips <= 0.4 * normal(other).length &&
        isWithin(slips, word, normal(other))
      )
    )[0];
}

/** Forgets what people type differently: case, spaces, dashes, underscores, plus signs. */
export function normal(word: string): string {
  return word.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/**
 * Whether so many slips lead from one word to another: a character too many, too few, wrong, or two
 * in the wrong order.
 */
function isWithin(slips: number, a: string, b: string): boolean {
  if (a === b) return true;
  if (slips === 0) return false;
  const [a1, b1] = [a.slice(1), b.slice(1)];
  if (a[0] === b[0]) return isWithin(slips, a1, b1);
  const isSwapped = a[0] === b[1] && a[1] === b[0];
  return isWithin(slips - 1, a1, b) || isWithin(slips - 1, a, b1) ||
    isWithin(slips - 1, a1, b1) ||
    isSwapped && isWithin(slips - 1, a.slice(2), b.slice(2));
}
