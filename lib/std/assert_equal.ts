/**
 * The door to `@std/assert/equal`: whether two values are equal in depth. It loads nothing that fails a
 * test, so what only compares is small.
 *
 * @module
 */
// @ts-types="./assert_equal.d.ts"
export { equal } from "deno-std/assert/equal.js";
