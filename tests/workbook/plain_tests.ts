import { assertEquals, assertThrows } from "@std/assert";
import { toPlain } from "../../lib/workbook/plain.ts";

Deno.test("toPlain() makes of a value what arrives in another process", () => {
  const value = {
    a: undefined,
    b: [NaN, -0],
    c: new Map([[1, 2]]),
    d: () => 1,
  };
  assertEquals(toPlain(value), { b: ["NaN", 0], c: {} });
  assertEquals(toPlain(undefined), undefined);
  assertThrows(() => toPlain(1n), TypeError);
});
