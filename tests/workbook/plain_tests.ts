import { assertEquals, assertThrows } from "@std/assert";
import {
  hasParts,
  isLike,
  isNoNumber,
  jsonIn,
  jsonText,
  plainText,
  TooManyParts,
  toPlain,
} from "../../lib/workbook/plain.ts";

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

Deno.test("isNoNumber() knows again what toPlain() has made of a number that is none", () => {
  for (const value of [NaN, Infinity, -Infinity]) {
    assertEquals([toPlain(value)].filter(isNoNumber), [`${value}`]);
  }
  assertEquals([0, NaN, "", "nan", "NaN 1", null].filter(isNoNumber), []);
});

Deno.test("hasParts() tells objects and lists from all else", () => {
  const values = [{}, [], null, undefined, "text", 1, () => 1];
  assertEquals<unknown>(values.filter(hasParts), [{}, []]);
});

Deno.test("isLike() compares the kinds of all parts", () => {
  const like = { name: "", pairs: [[0, 0]] };
  const fits: readonly unknown[] = [
    { name: "a", pairs: [] },
    { name: "", pairs: [[1, 2], [3, 4]], more: null },
  ];
  const others: readonly unknown[] = [
    null,
    [],
    {},
    { name: 1, pairs: [] },
    { name: "", pairs: {} },
    { name: "", pairs: [[1]] },
    { name: "", pairs: [[1, 2], [3, "NaN"]] },
    { name: "", pairs: [null] },
  ];
  assertEquals([...fits, ...others].map((one) => isLike(one, like)), [
    ...fits.map(() => true),
    ...others.map(() => false),
  ]);
});

Deno.test("jsonText() writes lines, and ends the last one", () => {
  assertEquals(jsonText({ a: [1] }), '{\n  "a": [\n    1\n  ]\n}\n');
});

Deno.test("plainText() does not begin what would take as long as too many parts", () => {
  const long = "x".repeat(1001);
  assertThrows(() => plainText({ long }, 10), TooManyParts);
  assertEquals(plainText(long, 12)!.length, 1003);
});

Deno.test("jsonIn() reads JSON, and nothing of what is none", () => {
  assertEquals(jsonIn('{"a":[1]}'), { a: [1] });
  assertEquals(
    ["", "{", "# a", "undefined"].map(jsonIn),
    Array(4).fill(undefined),
  );
});
