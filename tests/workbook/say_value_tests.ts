import { assertEquals } from "@std/assert";
import { readWrite } from "../../lib/strategy/textbook.ts";
import { sayCall, sayValue, shorten } from "../../lib/workbook/say_value.ts";

Deno.test("sayCall() writes a call as one would type it", () => {
  assertEquals(sayCall("f", { args: [] }), "f()");
  assertEquals(
    sayCall("f", { args: [1, "a", [true, null], { b: 2 }] }),
    'f(1, "a", [true,null], {"b":2})',
  );
});

Deno.test("sayValue() writes a value on one line", () => {
  const cases: readonly [value: unknown, text: string][] = [
    [1, "1"],
    ["a\nb", '"a\\nb"'],
    [undefined, "undefined"],
    [null, "null"],
    [{ a: [1] }, '{"a":[1]}'],
    [() => 1, "a function"],
    [Symbol("s"), "Symbol(s)"],
    [10n, "10n"],
    [readWrite, 'the program "read + write" of 8 steps'],
  ];
  for (const [value, text] of cases) assertEquals(sayValue(value), text);
});

Deno.test("sayValue() shortens what is long, a program's name too", () => {
  assertEquals(sayValue("abcdefgh", 6), '"abcd…');
  assertEquals(sayValue("abcd", 6), '"abcd"');
  const long = { name: "\x1b[2J".repeat(99), parts: [] };
  assertEquals(sayValue(long).includes("\x1b"), false);
  assertEquals(sayValue(long).length < 80, true);
});

Deno.test("sayValue() does not throw, whatever it gets", () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  const throwing = {
    toJSON: (): never => {
      throw circle;
    },
  };
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  for (const value of [circle, throwing, revoked.proxy]) {
    assertEquals(sayValue(value), "something that cannot be written down");
  }
});

Deno.test("shorten() makes one line without codes", () => {
  assertEquals(shorten(" a\r\n\tb\x1b[31mc\u2028d ", 99), "a b [31mc d");
  assertEquals(shorten("abcdef", 4), "abc…");
});
