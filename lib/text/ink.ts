/**
 * Ink: how the parts of a text are made to look, and the numbers of the links.
 *
 * What a reader must know is told by characters (backticks, [1]) and never by colour alone, so a
 * page without colours has the same characters in the same columns.
 *
 * @module
 */

/** How the parts of a text are made to look. */
export interface Ink {
  readonly strong: (text: string) => string;
  readonly emphasis: (text: string) => string;
  readonly code: (text: string) => string;
  /** Makes a text lead to an address, where the terminal can follow it. */
  readonly link: (text: string, address: string) => string;
}

/** Leaves every text as it is. */
export const plainInk: Ink = {
  strong: (text) => text,
  emphasis: (text) => text,
  code: (text) => text,
  link: (text) => text,
};

/** The addresses that a page leads to, numbered from 1 in the order of their first use. */
export class Links {
  readonly #numbers = new Map<string, number>();

  /** Returns the number of an address. */
  number(address: string): number {
    const number = this.#numbers.get(address) ?? this.#numbers.size + 1;
    this.#numbers.set(address, number);
    return number;
  }

  /** All addresses, the first being number 1. */
  get addresses(): string[] {
    return [...this.#numbers.keys()];
  }
}
