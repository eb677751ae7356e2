import { assertEquals } from "@std/assert";
import {
  exportOf,
  lineOf,
  withExportOf,
} from "../../lib/workbook/answer_source.ts";

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

const head = "/**\n * Head.\n *\n * @module\n */\n";

const first = `${head}import { todo } from "hole";
import { type Run, run, spare } from "run";

/** A size. */
type Size = Pick<
  Run,
  "bytes"
>;

/** Two sizes. */
interface Sizes {
  readonly both: [Size, Size];
}

/** Docs: spare. */
export function one(sizes: Sizes): Run {
  return run(sizes, todo("spare"));
}

export const two = 2;
`;

Deno.test("withExportOf() brings the imports and the types that an export names, and no others", () => {
  const anew = withExportOf(`${head}\nexport const two = 3;\n`, first, "one");
  for (
    const line of [
      'import { todo } from "hole";',
      'import { type Run, run } from "run";',
      "type Size = Pick<",
      ">;",
      "interface Sizes {",
      "export const two = 3;",
    ]
  ) assertEquals(anew.split(line).length, 2, `${line}\n${anew}`);
  assertEquals(anew.startsWith(head), true);
  for (const name of ["one", "Size", "Sizes"]) {
    assertEquals(exportOf(anew, name), exportOf(first, name));
  }
  assertEquals(withExportOf(anew, first, "one"), anew);
  assertEquals(withExportOf(first, first, "one"), first);
});

Deno.test("withExportOf() brings a name into an import that is there, and not one that is known", () => {
  const mine = [
    'import {\n  other as Run,\n  mine,\n} from "run";',
    "const todo = 1;",
    "export type Sizes = 1;",
    "export const renamed = 1;",
  ].join("\n");
  assertEquals(
    withExportOf(mine, first, "one"),
    mine.replace(/\{[^}]*\}/, "{ other as Run, mine, run }") +
      `\n\n${exportOf(first, "one")}\n`,
  );
});

Deno.test("withExportOf() replaces one export, however lines end and whatever stands beside it", () => {
  const mine =
    "const a = 1;\n/** Two. */\nexport const two = 3;\nexport const b = 4;\n";
  const anew = "const a = 1;\nexport const two = 2;\nexport const b = 4;\n";
  assertEquals(withExportOf(mine, first, "two"), anew);
  const windows = withExportOf(mine.replaceAll("\n", "\r\n"), first, "two");
  assertEquals(windows.replaceAll("\r\n", "\n"), anew);
});
