/**
 * The door to `@std/fmt/colors`: colours and weights of text in a terminal.
 *
 * The real package heeds NO_COLOR. Only names that it has stand here, so that one line of
 * `deno.json` can change to `jsr:@std/fmt/colors` and everything goes on.
 *
 * @module
 */
// @ts-types="./fmt_colors.d.ts"
export {
  bold,
  getColorEnabled,
  italic,
  magenta,
  setColorEnabled,
  stripAnsiCode,
  underline,
} from "deno-std/fmt/colors.js";
