import { assertEquals } from "@std/assert";
import { run } from "../../lib/machine/run.ts";
import { readWrite } from "../../lib/strategy/textbook.ts";
import { sayCall, sayValue, shorten } from "../../lib/workbook/say_value.ts";

Deno.test("sayCall() writes a call as one would type it", () => {
  assertEquals(sayCall("f", { args: [] }), "f()");
  assertEquals(
    sayCall("f", { args: [1, "a", [true, null], { b: 2 }] }),
    'f(1, "a", [true, null], { b: 2 })',
  );
});

Deno.test("sayValue() writes a value on one line", () => {
  const cases: readonly [value: unknown, text: string][] = [
    [1, "1"],
    ["a\nb", '"a\\nb"'],
    [undefined, "undefined"],
    [null, "null"],
    [{ a: [1], "b c": {} }, '{ a: [1], "b c": {} }'],
    [NaN, "null"],
    [["NaN", "-Infinity", "NaN."], '[NaN, -Infinity, "NaN."]'],
    [run(readWrite).trace, "a trace of 18 events"],
    [
      [{ program: readWrite }],
      '[{ program: the program "read + write" of 8 steps }]',
    ],
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

Deno.test("sayValue() shows of a long list how many items are left out", () => {
  const list = Array.from({ length: 40 }, (_, i) => 100 * i);
  assertEquals(
    sayValue(list, 60),
    "[0, 100, 200, 300, 400, 500, 600, 700, … 32 more]",
  );
});

Deno.test("sayValue() shows what is around the first part that differs, and not what is right", () => {
  const list = Array.from({ length: 40 }, (_, i) => 100 * i);
  assertEquals(
    sayValue(list.with(16, 4096), 80, list),
    "[…, 1400, 1500, item 17 of 40: 4096, 1700, 1800, 1900, 2000, …]",
  );
  assertEquals(
    sayValue({ deep: list.with(39, 1), b: 3 }, 80, { deep: list, b: 3 }),
    "{ deep: […, 3600, 3700, 3800, item 40 of 40: 1], b: 3 }",
  );
  const lane = "s".repeat(50) + "f".repeat(50);
  assertEquals(
    sayValue(lane.replace("sf", "sxf"), 80, lane),
    `"…${"s".repeat(26)}x${"f".repeat(13)}…" (around letter 51 of 101)`,
  );
  for (const right of [4, null, [], {}, lane, undefined]) {
    for (const gave of [list, { list }, lane.repeat(3)]) {
      assertEquals(sayValue(gave, 80, right).length <= 82, true);
    }
  }
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
