import { assertEquals, assertThrows } from "@std/assert";
import {
  inOrder,
  isLitter,
  requireSize,
  sayName,
  tidyPath,
} from "../../lib/collect/delivered.ts";
import { UnfitFile } from "../../lib/workbook/file.ts";

Deno.test("tidyPath() writes a path in one way, and refuses one that leads elsewhere", () => {
  const cases: readonly [path: string, tidy: string][] = [
    ["a/b.ts", "a/b.ts"],
    ["./a//b.ts/", "a/b.ts"],
    ["a\\b.ts", "a/b.ts"],
    ["e\u0301.ts", "\u00e9.ts"],
    ["a/...ts", "a/...ts"],
    ["ab:c.ts", "ab:c.ts"],
  ];
  for (const [path, tidy] of cases) assertEquals(tidyPath(path), tidy);
  for (
    const path of [
      "/a",
      "\\a",
      "C:a",
      "c:\\a",
      "../a",
      "a/..",
      "a\\..\\b",
      "..",
      "a\0",
    ]
  ) {
    assertThrows(() => tidyPath(path), UnfitFile, "", path);
  }
});

Deno.test("isLitter() knows what systems and editors leave behind, and what a student may hand in", () => {
  const litter = [
    "__MACOSX/a.ts",
    "a/.DS_Store",
    ".git/config",
    "a.ts~",
    ".a.ts.swp",
    "#a.ts#",
    "Thumbs.db",
    "desktop.ini",
    "~$a.docx",
    "a/node_modules/b.ts",
    "answer.ts.unfinished",
    "answer.1.bak.ts",
  ];
  assertEquals(litter.filter((path) => !isLitter(path)), []);
  const work = [
    "a.ts",
    "exercises/05_read_write/answer.ts",
    "a b/c.json",
    "macosx/a.ts",
  ];
  assertEquals(work.filter(isLitter), []);
});

Deno.test("sayName() makes one line of any name, which is not too long and turns no text", () => {
  assertEquals(sayName("a\nb\u202ec\x1b[31md"), "a bc [31md");
  assertEquals(sayName("x".repeat(300)).length, 160);
});

Deno.test("requireSize() refuses what is larger, and inOrder() depends on no language", () => {
  requireSize(5, 5);
  assertThrows(() => requireSize(6, 5), UnfitFile, "is larger than 5 B");
  assertEquals(inOrder(["b", "a", "Z", "ä"], (one) => one), [
    "Z",
    "a",
    "b",
    "ä",
  ]);
});
