/**
 * How many reports are taken at once, and how many in the long run: what is over that is refused,
 * and told again later.
 *
 * @module
 */

/** A store that is filled again at a steady rate. */
export class TokenBucket {
  readonly #most: number;
  readonly #perSecond: number;
  #left: number;
  #at = -Infinity;

  /**
   * @param most How many can be taken at once.
   * @param perSecond How many come back. [1/s]
   */
  constructor(most: number, perSecond: number) {
    this.#most = most;
    this.#perSecond = perSecond;
    this.#left = most;
  }

  /** Takes one. @param now [ms] @returns Whether there was one. */
  take(now: number): boolean {
    const back = Math.max(0, now - this.#at) / 1000 * this.#perSecond;
    this.#left = Math.min(this.#most, this.#left + back);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
