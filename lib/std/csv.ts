/**
 * The door to `@std/csv`: tables as spreadsheets read and write them.
 *
 * Only names that the real package has stand here, so that one line of `deno.json` can change to
 * `jsr:@std/csv` and everything goes on.
 *
 * @module
 */
// @ts-types="./csv.d.ts"
export { parse, stringify } from "deno-std/csv/mod.js";
