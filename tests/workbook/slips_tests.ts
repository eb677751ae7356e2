import { assertEquals } from "@std/assert";
import {
  hasFieldsOf,
  sayTurnedSign,
  sayUnknownWord,
} from "../../lib/workbook/slips.ts";

const calls = ["read", "write", "sendfile"];

Deno.test("sayUnknownWord() tells the nearest word, or all of them, of whatever has words", () => {
  const near = '"raed" is no word for this. Do you mean "read"?';
  const all = '"tee" is no word for this. The words are "read", "write", ' +
    '"sendfile".';
  const rows: readonly (readonly [
    gave: unknown,
    words: Parameters<typeof sayUnknownWord>[1],
    says: string | undefined,
  ])[] = [
    ["raed", calls, near],
    ["tee", calls, all],
    ["read", calls, undefined],
    [["read", "tee", "raed"], calls, all],
    [{ call: "raed" }, { call: calls }, `call: ${near}`],
    [{ call: ["read", "raed"] }, { call: calls }, `call: ${near}`],
    [[{ call: "read" }, { call: "tee" }], { call: calls }, `call: ${all}`],
    [{ other: "tee" }, { call: calls }, undefined],
    ["tee", { call: calls }, undefined],
    ["tee", {}, undefined],
    // The kind is told by others: a number that is none comes as a text.
    ...[4, null, undefined, {}, true, "NaN", "-Infinity"]
      .map((gave) => [gave, calls, undefined] as const),
  ];
  for (const [gave, words, says] of rows) {
    assertEquals(sayUnknownWord(gave, words), says, JSON.stringify(gave));
  }
});

Deno.test("sayTurnedSign() speaks if all is right but for signs, in each answer", () => {
  const told = (...pairs: [gave: unknown, right: unknown][]): boolean =>
    sayTurnedSign(pairs.map(([gave, right]) => ({ gave, right }))) !==
      undefined;
  assertEquals(told([-3, 3], [0, 0], [-4, 4]), true);
  assertEquals(told([-3, 3], [4, 4]), true);
  assertEquals(told([{ a: -1, b: 2 }, { a: 1, b: 2 }]), true);
  assertEquals(told([[1, -2], [1, 2]]), true);
  assertEquals(told([-3, 3], [5, 4]), false);
  assertEquals(told([3, 3]), false);
  assertEquals(told([0, 0]), false);
  assertEquals(told([{ a: -1 }, { a: 1, b: 2 }]), false);
  assertEquals(told([{ a: -1, b: 0 }, { a: 1, b: 2 }]), false);
  assertEquals(told([{ a: -1, b: 2, c: 3 }, { a: 1, b: 2 }]), false);
  assertEquals(told(["-3", 3], [null, 3]), false);
});

Deno.test("hasFieldsOf() misses a field, and looks at nothing that has none", () => {
  const right = { bytes: 1, calls: 2 };
  assertEquals(hasFieldsOf(right, { calls: 0, bytes: "1", more: 3 }), true);
  for (const gave of [{ bytes: 1 }, 1, null, undefined, "bytes"]) {
    assertEquals(hasFieldsOf(right, gave), false, JSON.stringify(gave));
  }
  for (const right of [1, "1", null, [1, 2]]) {
    assertEquals(hasFieldsOf(right, {}), true, JSON.stringify(right));
  }
});
