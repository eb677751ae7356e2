import { assertEquals, assertThrows } from "@std/assert";
import { readFound } from "../../lib/collect/found_text.ts";
import { UnfitFile } from "../../lib/workbook/file.ts";

/** Bytes that are written as text of one letter a byte. */
function bytes(...parts: (string | number)[]): Uint8Array {
  return new Uint8Array(
    parts.flatMap((part) =>
      typeof part === "number"
        ? [part]
        : [...part].map((sign) => sign.charCodeAt(0))
    ),
  );
}

Deno.test("readFound() reads text in the encodings of editors, and says what it was", () => {
  const utf16 = [...new Uint16Array([0xfeff, 97, 0x4e2d])];
  const little = utf16.flatMap((unit) => [unit & 255, unit >> 8]);
  const big = utf16.flatMap((unit) => [unit >> 8, unit & 255]);
  const cases: readonly [Uint8Array, text: string, note?: string][] = [
    [bytes("a\nb"), "a\nb"],
    [bytes("a\r\nb\rc\n\r"), "a\nb\nc\n\n"],
    [bytes(0xef, 0xbb, 0xbf, "a"), "a"],
    [bytes(0xc3, 0xa9), "é"],
    [new Uint8Array(little), "a中", "is UTF-16, not UTF-8"],
    [new Uint8Array(big), "a中", "is UTF-16, not UTF-8"],
    [
      bytes("// ", 0xd6, 0xd0, 0xce, 0xc4),
      "// 中文",
      "is not UTF-8: it was read as GBK",
    ],
    [
      bytes("// caf", 0xe9),
      "// café",
      "is not UTF-8: it was read as Windows-1252",
    ],
    [bytes(), ""],
  ];
  for (const [written, text, note] of cases) {
    assertEquals(
      readFound(written),
      note === undefined ? { text } : { text, note },
    );
  }
});

Deno.test("readFound() refuses what holds a NUL, as UTF-16 without its mark does", () => {
  for (
    const written of [
      bytes("a", 0, "b"),
      bytes("a", 0),
      bytes(0xff, 0xfe, 0, 0),
    ]
  ) {
    assertThrows(() => readFound(written), UnfitFile, "holds a NUL");
  }
});
