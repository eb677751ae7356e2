/**
 * The door to `@std/fmt/bytes`: numbers of bytes as people read them.
 *
 * Only names that the real package has stand here, so that one line of `deno.json` can change to
 * `jsr:@std/fmt/bytes` and everything goes on.
 *
 * @module
 */
// @ts-types="./fmt_bytes.d.ts"
export { format } from "deno-std/fmt/bytes.js";
