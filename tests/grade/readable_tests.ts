import { assert, assertEquals } from "@std/assert";
import { readable, readableLines } from "../../lib/grade/readable.ts";
import { pathOf, root } from "../../lib/workbook/path.ts";
import { Dice } from "../../lib/workbook/dice.ts";

Deno.test("readable() makes one line that is not too long and commands no terminal", () => {
  assertEquals(readable("a\n\x1b[2J\tb\x9b0m"), "a [2J b 0m");
  assertEquals(readable("x".repeat(5000)), `${"x".repeat(999)}…`);
  assertEquals(readable("x".repeat(50), 10), `${"x".repeat(9)}…`);
});

Deno.test("readableLines() keeps lines, and nothing else that is no text", () => {
  const table = "a  b\r\n\x1b[1m1\x1b[0m  2  \n";
  assertEquals(readableLines(table), "a  b\n[1m1[0m  2\n");
  assertEquals(readableLines("零 拷贝\n".repeat(9), 6), "零 拷贝\n…");
});

Deno.test("whatever is said, no control character is left, and the length is kept", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const dice = new Dice(seed);
    const text = Array.from(
      { length: dice.whole(0, 60) },
      () =>
        String.fromCharCode(
          dice.pick([
            dice.whole(0, 0x1f),
            dice.whole(0x20, 0xff),
            dice.pick([0x2028, 0x61c, 0x200e, 0x200f]),
            dice.whole(0x202a, 0x202e),
            dice.whole(0x2066, 0x2069),
          ]),
        ),
    ).join("");
    const most = dice.whole(1, 60);
    // deno-lint-ignore no-control-regex -- these are what must be gone
    const codes = /[\x00-\x1f\x7f-\x9f]|\p{Bidi_Control}/u;
    assert(!codes.test(readable(text, most)), `seed ${seed}`);
    const lines = readableLines(text, most);
    assert(!codes.test(lines.replaceAll("\n", "")), `seed ${seed}`);
    assert(lines.length <= most && readable(text, most).length <= most);
  }
});

Deno.test("places are named from the top of the workbook", () => {
  const path = "exercises/05_read_write/answer.ts";
  assertEquals(
    readable(`at ${root.href}${path}:1:2 or ${pathOf(root)}${path}`),
    `at ${path}:1:2 or ${path}`,
  );
  assertEquals(readableLines(`${root.href}lib\n`), "lib\n");
});

Deno.test("what is refused is told without the flag that would allow it", () => {
  assertEquals(
    readable(
      'NotCapable: Requires read access to "a.ts", run again with the --allow-read flag (answer.ts:1:2)',
    ),
    'NotCapable: An answer has no read access to "a.ts" (answer.ts:1:2)',
  );
  assertEquals(
    readable("Requires run access, run again with the --allow-run flag (a:1)"),
    "An answer has no run access (a:1)",
  );
});
