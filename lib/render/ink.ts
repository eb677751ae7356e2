/**
 * Ink: how the parts of a text are made to look, and the numbers of the links.
 *
 * What a reader must know is told by characters (backticks, [1]) and never by colour alone, so a
 * page without colours has the same characters in the same columns. It leaves out yellow and
 * white, which cannot be read on a light background.
 *
 * @module
 */
import {
  bold,
  getColorEnabled,
  italic,
  magenta,
  setColorEnabled,
  underline,
} from "@std/fmt/colors";
import { linkCode } from "./escape_code.ts";

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

/** Colours text for dark and for light backgrounds. Where NO_COLOR is set, @std adds no colour. */
export const colouredInk: Ink = {
  strong: (text) => apply(bold, text),
  emphasis: (text) => apply(italic, text),
  code: (text) => apply(magenta, text),
  link: (text, address) => hyperlink(apply(underline, text), address),
};

/** Applies a style even if colours were switched off, and leaves the switch as it was. */
function apply(style: (text: string) => string, text: string): string {
  const wasEnabled = getColorEnabled();
  setColorEnabled(true);
  const styled = style(text);
  setColorEnabled(wasEnabled);
  return styled;
}

/** Makes text lead to an address, if it can be followed from anywhere. */
function hyperlink(text: string, address: string): string {
  if (!/^(https?|mailto):/i.test(address) || !URL.canParse(address)) {
    return text;
  }
  const href = new URL(address).href.replaceAll(" ", "%20");
  return linkCode(text, href);
}

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
