/**
 * The door to `@std/html/entities`: text that HTML takes for text.
 *
 * Only names that the real package has stand here, so that one line of `deno.json` can change to
 * `jsr:@std/html/entities` and everything goes on.
 *
 * @module
 */
// @ts-types="./html_entities.d.ts"
export { escape } from "deno-std/html/entities.js";
