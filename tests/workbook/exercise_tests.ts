import { assertEquals } from "@std/assert";
import { Dice } from "../../lib/workbook/dice.ts";
import {
  exercise,
  sayCall,
  sayValue,
  shorten,
} from "../../lib/workbook/exercise.ts";
import { readWrite } from "../../lib/strategy/textbook.ts";

Deno.test("exercise() hands the arguments that were drawn to the judge, as they were drawn", () => {
  const told: unknown[] = [];
  const sum = exercise<[a: number, list: readonly string[]]>("sum", {
    ask: (dice) => [[dice.whole(3, 3), ["x"]], [4, []]],
    judge: (...all) => {
      told.push(all);
      return all[0] === 1 ? undefined : "no";
    },
  });
  const questions = sum.ask(new Dice(1));
  assertEquals(questions, [{ args: [3, ["x"]] }, { args: [4, []] }]);
  assertEquals(questions.map((one) => sum.judge(1, one)), [
    undefined,
    undefined,
  ]);
  assertEquals(sum.judge(2, questions[0]!), "no");
  assertEquals(told, [[1, 3, ["x"]], [1, 4, []], [2, 3, ["x"]]]);
});

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
