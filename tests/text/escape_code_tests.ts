import { assertEquals } from "@std/assert";
import {
  carryStyles,
  linkCode,
  oneLine,
  splitCodes,
  withoutCodes,
  withoutTurns,
} from "../../lib/text/escape_code.ts";

Deno.test("splitCodes() tells text from colours and links", () => {
  assertEquals(splitCodes("plain [1m"), ["plain [1m"]);
  assertEquals(splitCodes("a\x1b[1mb\x1b[22m"), [
    "a",
    "\x1b[1m",
    "b",
    "\x1b[22m",
    "",
  ]);
  assertEquals(splitCodes(linkCode("t", "https://a.org/")), [
    "",
    "\x1b]8;;https://a.org/\x1b\\",
    "t",
    "\x1b]8;;\x1b\\",
    "",
  ]);
});

Deno.test("carryStyles() closes each line and opens the next one again", () => {
  assertEquals(
    carryStyles(["a \x1b[1mb", "c \x1b[35md", "e\x1b[39m\x1b[22m f"]),
    [
      "a \x1b[1mb\x1b[22m",
      "\x1b[1mc \x1b[35md\x1b[39m\x1b[22m",
      "\x1b[1m\x1b[35me\x1b[39m\x1b[22m f",
    ],
  );
});

Deno.test("carryStyles() carries a link to the next line", () => {
  const start = "\x1b]8;;https://a.org/\x1b\\";
  const end = "\x1b]8;;\x1b\\";
  assertEquals(carryStyles([`${start}a`, `b${end} c`]), [
    `${start}a${end}`,
    `${start}b${end} c`,
  ]);
});

Deno.test("withoutCodes() leaves nothing that commands a terminal", () => {
  assertEquals(withoutCodes("a\x1b[2Jb\x07\x9bc\td"), "a[2Jbc d");
});

Deno.test("what turns the direction of text is left out, and nothing else", () => {
  for (let code = 0xa0; code < 0xd800; code++) {
    const one = String.fromCharCode(code);
    const left = /\p{Bidi_Control}/u.test(one) ? "" : one;
    assertEquals(withoutCodes(one), left);
    if (!/[\p{Zl}\p{Zp}]/u.test(one)) assertEquals(oneLine(one), left);
  }
});

Deno.test("oneLine() makes a space of what ends lines or commands a terminal", () => {
  assertEquals(oneLine("a\r\n\tb\x1b[2Jc\u2028d"), "a b [2Jc d");
  assertEquals(oneLine("零 拷贝"), "零 拷贝");
});
Deno.test("withoutTurns() removes what turns text, and keeps lines and codes", () => {
  assertEquals(withoutTurns("a\u202eb\n\tc\x1b[1m\u2066"), "ab\n\tc\x1b[1m");
});
