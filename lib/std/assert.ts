/**
 * The door to `@std/assert`: what a test may claim.
 *
 * Only names that the real package has stand here, so that one line of `deno.json` can change to
 * `jsr:@std/assert` and everything goes on.
 *
 * @module
 */
// @ts-types="./assert.d.ts"
export {
  assert,
  assertEquals,
  assertGreater,
  assertGreaterOrEqual,
  assertInstanceOf,
  AssertionError,
  assertMatch,
  assertNotEquals,
  assertRejects,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
  equal,
} from "deno-std/assert/mod.js";
