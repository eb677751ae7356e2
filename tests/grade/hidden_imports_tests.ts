import { assertEquals } from "@std/assert";
import { hiddenImports } from "../../lib/grade/hidden_imports.ts";

Deno.test("hiddenImports() finds code that looks like a text or a regular expression", () => {
  const hidden = [
    'a! / import("b") / 1',
    '1 as {} / import("b") / 1',
    'a = function () {} / import("b") / 1',
    'type A = {}\n/["]/.test("") || import("b"); "";',
    'type A = {}\n/[`]/.test("");\nexport * from "b"; /`/;',
    'type A = {}\n/[`]/.test("");\nexport/**/* from "b"; /`/;',
    "`a ${b} import`",
  ];
  for (const source of hidden) {
    assertEquals(hiddenImports(source).length, 1, source);
  }
  assertEquals(hiddenImports('a;\n\n"\\\n";\n"import"'), [5], "its line");
});

Deno.test("hiddenImports() lets comments speak of imports", () => {
  const source = `
    // We import. What an import is, is no import of ours: important.
    // import "node:fs"; and what (not) to import (see above)
    import { b } from "zero-copy/machine/program.ts";
    const { c } = "imported from";
  `;
  assertEquals(hiddenImports(source), []);
});
