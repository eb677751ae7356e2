/**
 * Types for what `assert.ts` hands on: as strict as those of `@std/assert`, or stricter.
 *
 * @module
 */

/** A class whose objects are of type T. */
type Class<T> = abstract new (...args: never) => T;

/** What a failed assertion throws. */
export class AssertionError extends Error {
  constructor(message: string, options?: ErrorOptions);
}

/** Fails unless `expr` is truthy. */
export function assert(expr: unknown, msg?: string): asserts expr;

/** Whether the two are equal in depth. */
export function equal(a: unknown, b: unknown): boolean;

/** Fails unless the two are equal in depth. */
export function assertEquals<T>(actual: T, expected: T, msg?: string): void;

/** Fails if the two are equal in depth. */
export function assertNotEquals<T>(actual: T, expected: T, msg?: string): void;

/** Fails unless the two are the same, as `Object.is` says. */
export function assertStrictEquals<T>(
  actual: unknown,
  expected: T,
  msg?: string,
): asserts actual is T;

/** Fails unless `actual` is greater. */
export function assertGreater<T>(actual: T, expected: T, msg?: string): void;

/** Fails unless `actual` is greater, or equal. */
export function assertGreaterOrEqual<T>(
  actual: T,
  expected: T,
  msg?: string,
): void;

/** Fails unless `actual` holds `expected`. */
export function assertStringIncludes(
  actual: string,
  expected: string,
  msg?: string,
): void;

/** Fails unless `actual` matches `expected`. */
export function assertMatch(
  actual: string,
  expected: RegExp,
  msg?: string,
): void;

/** Fails unless `actual` is an object of the class. */
export function assertInstanceOf<T>(
  actual: unknown,
  expectedType: Class<T>,
  msg?: string,
): asserts actual is T;

/** Fails unless `fn` throws. */
export function assertThrows(fn: () => unknown, msg?: string): unknown;

/** Fails unless `fn` throws an error of the class, with these words in its message. */
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  ErrorClass: Class<E>,
  msgIncludes?: string,
  msg?: string,
): E;

/** Fails unless the promise of `fn` is rejected. */
export function assertRejects(
  fn: () => PromiseLike<unknown>,
  msg?: string,
): Promise<unknown>;

/** Fails unless the promise of `fn` is rejected with an error of the class. */
export function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  ErrorClass: Class<E>,
  msgIncludes?: string,
  msg?: string,
): Promise<E>;
