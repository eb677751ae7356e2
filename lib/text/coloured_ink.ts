/**
 * Colours for text, on dark and on light backgrounds.
 *
 * It stands apart from `ink.ts` so that a page without colours need not load it. It leaves out
 * yellow and white, which cannot be read on a light background.
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
import type { Ink } from "./ink.ts";

/** Colours the parts of a text. Where NO_COLOR is set, @std adds no colour. */
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
