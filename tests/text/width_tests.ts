import { assert, assertEquals, assertThrows } from "@std/assert";
import { eastAsianWidth } from "get-east-asian-width";
import { carryStyles, splitCodes } from "../../lib/text/escape_code.ts";
import {
  cutText,
  displayWidth,
  graphemes,
  padEnd,
  widestPart,
  wrapText,
} from "../../lib/text/width.ts";
import { makeDice } from "../dice.ts";
import { oddities } from "./random_page.ts";

Deno.test("displayWidth() counts the columns that a terminal uses", () => {
  const samples: readonly [text: string, columns: number][] = [
    ["", 0],
    ["copy → 2 × 3 …", 14],
    ["╭─┬─╮", 5],
    ["零拷贝", 6],
    ["（a）", 5],
    ["한국어", 6],
    ["e\u0301", 1],
    ["か\u3099", 2],
    ["ｶﾞ", 2],
    ["\u200b\u00ad", 0],
    ["🎉", 2],
    ["👩‍👩‍👧", 2],
    ["🇨🇳", 2],
    ["1️⃣", 2],
    ["👍🏽", 2],
    ["\x1b[1mbold\x1b[22m", 4],
    ["\x1b]8;;https://a.org/\x1b\\零\x1b]8;;\x1b\\", 2],
  ];
  for (const [text, columns] of samples) {
    assertEquals(displayWidth(text), columns, JSON.stringify(text));
  }
});

/** Long rows of one kind, from one before to one behind: 㐀 to 䶿, 一 to 鿿, 가 to 힣, private use. */
const longRows = [
  [0x33ff, 0x4dc0],
  [0x4dff, 0xa000],
  [0xabff, 0xd7a4],
  [0xdfff, 0xf900],
] as const;

Deno.test("displayWidth() agrees with the Unicode table on characters of 16 bits: all, of long rows some", () => {
  const codes = Array.from({ length: 0xff61 - 0x20 }, (_, at) => 0x20 + at)
    .filter((code) =>
      code % 61 === 0 ||
      !longRows.some(([before, behind]) =>
        code > before + 2 && code < behind - 2
      )
    );
  const wrong = codes.filter((code) => {
    const text = String.fromCodePoint(code);
    // Marks, codes and halves of pairs have rules of their own.
    if (/^[\p{C}\p{M}\u115f\u1160\u17b4\u17b5\u3164]$/v.test(text)) {
      return false;
    }
    return displayWidth(text) !== eastAsianWidth(code);
  });
  assertEquals(wrong.map((code) => code.toString(16)), []);
});

Deno.test("graphemes() keeps together what a reader takes for one character", () => {
  assertEquals(graphemes("ae\u0301👩‍👩‍👧零"), ["a", "e\u0301", "👩‍👩‍👧", "零"]);
});

Deno.test("padEnd() fills up with spaces and never cuts", () => {
  assertEquals(padEnd("零", 4), "零  ");
  assertEquals(padEnd("零拷贝", 4), "零拷贝");
});

Deno.test("wrapText() breaks at spaces and indents what follows", () => {
  assertEquals(
    wrapText("one two  three four", 9, { hangingIndent: 2 }),
    ["one two", "  three", "  four"],
  );
  assertEquals(wrapText("", 9), [""]);
  assertEquals(wrapText("  a  \nb", 9), ["a", "b"]);
});

Deno.test("wrapText() breaks between Chinese characters, but not before a full stop or after a bracket", () => {
  assertEquals(wrapText("减少上下文切换。", 14), ["减少上下文切", "换。"]);
  assertEquals(wrapText("减少（上下文）切换", 6), [
    "减少",
    "（上下",
    "文）切",
    "换",
  ]);
  assertEquals(wrapText("the CPU零拷贝 ok", 9), ["the CPU零", "拷贝 ok"]);
});

Deno.test("wrapText() begins a word that is longer than a line on a line of its own, and cuts it", () => {
  assertEquals(wrapText("at abcdefghij k", 4), ["at", "abcd", "efgh", "ij k"]);
});

Deno.test("wrapText() does not break at a no-break space, and prints a space", () => {
  assertEquals(wrapText("see the\xa0manual", 8), ["see", "the manu", "al"]);
  assertEquals(wrapText("see man\xa0[1]", 8), ["see", "man [1]"]);
});

Deno.test("wrapText() closes a colour at the end of a line and opens it on the next, behind the indent", () => {
  assertEquals(wrapText("a \x1b[1mb c\nd\x1b[22m e", 3, { hangingIndent: 1 }), [
    "a \x1b[1mb\x1b[22m",
    " \x1b[1mc\x1b[22m",
    "\x1b[1md\x1b[22m e",
  ]);
});

Deno.test("wrapText() refuses lines that a wide character does not fit into", () => {
  assertThrows(
    () => wrapText("a", 4, { hangingIndent: 3 }),
    RangeError,
    "A line must have 2 columns or more: it has 1.",
  );
});

Deno.test("cutText() cuts only where a line is full, and keeps every space", () => {
  assertEquals(cutText("a  b  c ", 4, 3), ["a  b", "  c", " "]);
  assertEquals(cutText("零拷贝", 5), ["零拷", "贝"]);
  assertEquals(cutText("", 5), [""]);
});

Deno.test("widestPart() measures what a line is not broken in", () => {
  assertEquals(widestPart("a word, 零拷贝"), 5);
  assertEquals(widestPart(""), 0);
});

Deno.test("wrapText() keeps every character, makes no line too wide and leaves nothing open, for any text", () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const { below, oneOf } = makeDice(seed);
    const words = Array.from({ length: 1 + below(30) }, () => {
      const word = below(2) === 0 ? oneOf(oddities) : "w".repeat(1 + below(9));
      return below(4) === 0 ? `\x1b[1m${word}\x1b[22m` : word;
    });
    const text = words.join(" ");
    const columns = 12 + below(90);
    const lines = wrapText(text, columns, { hangingIndent: below(9) });
    const why = `seed ${seed}, ${columns} columns`;
    for (const line of lines) {
      assert(displayWidth(line) <= columns, `${why}: ${line}`);
      assertEquals(carryStyles([line, ""])[1], "", why);
    }
    assertEquals(solid(lines.join("")), solid(text), why);
    assertEquals(
      wrapText(bare(text), columns),
      wrapText(text, columns).map(bare),
      why,
    );
  }
});

/** The text without its escape codes. */
function bare(text: string): string {
  return splitCodes(text).filter((_, index) => index % 2 === 0).join("");
}

/** The text without escape codes and spaces. */
function solid(text: string): string {
  return bare(text).replaceAll(" ", "");
}
