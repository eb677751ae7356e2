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
  blue,
  bold,
  cyan,
  dim,
  getColorEnabled,
  green,
  italic,
  magenta,
  red,
  setColorEnabled,
  stripAnsiCode,
  underline,
  yellow,
} from "deno-std/fmt/colors.js";
