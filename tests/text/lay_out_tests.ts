import { assert, assertEquals } from "@std/assert";
import { Dice } from "../../lib/workbook/dice.ts";
import { breakCode, layOut } from "../../lib/text/lay_out.ts";
import { displayWidth } from "../../lib/text/width.ts";

function drawn(text: string, columns: number): string {
  return `\n${layOut(text, columns).join("\n")}\n`;
}

Deno.test("layOut() leaves what fits on its line", () => {
  const text = 'f({ a: 1, b: "x, y" }, [1, 2])';
  assertEquals(layOut(text, text.length), [text]);
});

Deno.test("layOut() gives a list lines of its own, and sets what is no list beside each other", () => {
  const text = 'f({ name: "read + write", bytes: 4096, nic: { sg: true } }, ' +
    "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])";
  assertEquals(
    drawn(text, 30),
    `
f(
  {
    name: "read + write",
    bytes: 4096,
    nic: { sg: true }
  },
  [
    1, 2, 3, 4, 5, 6, 7, 8, 9,
    10, 11, 12
  ]
)
`,
  );
});

Deno.test("layOut() takes no bracket or comma in a text for its own", () => {
  assertEquals(layOut('f([{ a: "one, [two", b: 12345 }])', 24), [
    "f([{",
    '  a: "one, [two",',
    "  b: 12345",
    "}])",
  ]);
});

Deno.test("layOut() lets brackets stand together that hold one list", () => {
  assertEquals(
    drawn("f({ first: 12345, second: 12345 })", 20),
    `
f({
  first: 12345,
  second: 12345
})
`,
  );
});

Deno.test("layOut() wraps what is no code, and a text that is too long", () => {
  assertEquals(layOut("what (is no code at all", 12), [
    "what (is no",
    "code at all",
  ]);
  assertEquals(layOut('f("a text with words")', 12), [
    "f(",
    '  "a text',
    "  with",
    '  words"',
    ")",
  ]);
});

/** Makes a value up, and writes it. */
function madeUp(dice: Dice, depth: number): string {
  const some = (make: () => string): string =>
    Array.from({ length: dice.whole(0, 5) }, make).join(", ");
  return dice.pick([
    () => String(dice.whole(0, 999_999)),
    () => JSON.stringify("a[,({x".slice(0, dice.whole(0, 6))),
    () => depth > 3 ? "null" : `[${some(() => madeUp(dice, depth + 1))}]`,
    () => {
      if (depth > 3) return "true";
      const fields = some(() =>
        `f${dice.whole(1, 9)}: ${madeUp(dice, depth + 1)}`
      );
      return fields === "" ? "{}" : `{ ${fields} }`;
    },
  ])();
}

Deno.test("layOut() keeps every sign, and breaks no word, number or text", () => {
  const plain = (text: string): string => text.replaceAll(/\s/g, "");
  for (let seed = 1; seed <= 400; seed++) {
    const dice = new Dice(seed);
    const text = `f(${madeUp(dice, 0)}, ${madeUp(dice, 0)})`;
    for (const columns of [27, 40, 67]) {
      const lines = layOut(text, columns);
      assertEquals(plain(lines.join("")), plain(text), `seed ${seed}`);
      for (const line of lines) {
        assert(displayWidth(line) <= columns, `seed ${seed}: ${line}`);
        // A line ends where a list, an item or a name with its colon does.
        assert(/[[({},:)\]]$|[\w"]$/.test(line), `seed ${seed}: ${line}`);
      }
      const words = lines.flatMap((line) => line.match(/\w+/g) ?? []);
      assertEquals(words, text.match(/\w+/g) ?? [], `seed ${seed}`);
    }
  }
});

Deno.test("breakCode() breaks at spaces, in a text only where it must", () => {
  const rows: readonly [code: string, columns: number, lines: string[]][] = [
    ["short", 20, ["short"]],
    ["  return first + second;", 18, ["  return first + ", "second;"]],
    ['f("a text", other)', 14, ['f("a text", ', "other)"]],
    ['f("one long text")', 10, ['f("one ', "long ", 'text")']],
    ["x".repeat(9), 4, ["xxxx", "xxxx", "x"]],
    ["    " + "y".repeat(9), 8, ["    yyyy", "yyyyy"]],
  ];
  for (const [code, columns, lines] of rows) {
    assertEquals(breakCode(code, columns), lines, code);
    assertEquals(breakCode(code, columns).join(""), code);
  }
  assertEquals(breakCode("aa bb cc dd", 7, 5), ["aa bb ", "cc dd"]);
});
