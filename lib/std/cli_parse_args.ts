/**
 * The door to `@std/cli/parse-args`: what was typed after a command, by name.
 *
 * Only names that the real package has stand here, so that one line of `deno.json` can change to
 * `jsr:@std/cli/parse-args` and everything goes on.
 *
 * @module
 */
// @ts-types="./cli_parse_args.d.ts"
export { parseArgs } from "deno-std/cli/parse_args.js";
