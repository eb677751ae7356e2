import { assertEquals } from "@std/assert";
import { exportOf, lineOf } from "../../lib/workbook/answer_source.ts";

Deno.test("exportOf() cuts out an export with its docstring, to its end", () => {
  const first = [
    "/**",
    " * Docs.",
    " */",
    "export function first(",
    "  a: number,",
    "): number {",
    "  const b = [",
    "    a,",
    "  ];",
    "",
    "  return b[0]!;",
    "}",
  ].join("\n");
  const second = "export const second = (a: number): number => a;";
  const third = "// A note.\nexport const third = [\n  1,\n];";
  const fourth = "/** Docs. */\nexport async function* fourth() {\n}";
  const source = ['import { a } from "a";', first, second, third, fourth]
    .join("\n\n") + "\n";
  assertEquals(exportOf(source, "first"), first);
  assertEquals(exportOf(source, "second"), second);
  assertEquals(exportOf(source, "third"), third);
  assertEquals(exportOf(source, "fourth"), fourth);
});

Deno.test("lineOf() finds where an export begins", () => {
  const source = "const a = 1;\n\n/** One. */\nexport const one = a;\n";
  assertEquals(lineOf(source, "one"), 4);
  assertEquals(lineOf(source, "two"), 1);
});
