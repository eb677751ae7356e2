import { assert, assertEquals } from "@std/assert";
import {
  foreignImports,
  importsIn,
  isOwnModule,
} from "../../lib/grade/imports.ts";

/** What each line imports: kind and target, and what stands out. */
function seen(source: string): string[] {
  return importsIn(source).map((one) =>
    [
      one.line,
      one.kind,
      one.specifier ?? "?",
      ...(one.isType ? ["type"] : []),
      ...(one.hasAttributes ? ["attributes"] : []),
    ].join(" ")
  );
}

Deno.test("importsIn() finds each way to import, with its line", () => {
  const rows: readonly (readonly [source: string, found: string[]])[] = [
    [`import "a";`, ["1 statement a"]],
    [String.raw`import { a } fr\u006fm "a"`, ["1 statement a"]],
    [String.raw`import b \u0066rom "b"`, ["1 statement b"]],
    [`export * as export from "e"`, ["1 statement e"]],
    [`import x, { type y, "s t" as z } from './b.ts'`, ["1 statement ./b.ts"]],
    [`\n\nimport {\n  a,\n} from "c";`, ["3 statement c"]],
    [`import * as all from"d"`, ["1 statement d"]],
    [`import type { T } from "e";`, ["1 statement e type"]],
    [`import type from "f";`, ["1 statement f"]],
    [`import type, { g } from "g";`, ["1 statement g"]],
    [`export * from "h"; export * as i from "i";`, [
      "1 statement h",
      "1 statement i",
    ]],
    [`export { default as from } from "j"`, ["1 statement j"]],
    [`export type { T } from "k"`, ["1 statement k type"]],
    [`import l from "l" with { type: "json" };`, ["1 statement l attributes"]],
    [`import /* from "no" */ m from "m"`, ["1 statement m"]],
    ["`${await import('n')}`", ["1 call n"]],
    [`import("o" + p)`, ["1 call ?"]],
    [`import.defer("q")`, ["1 call q"]],
    [`[...import("r")]`, ["1 call r"]],
    [`import.meta.url`, ["1 meta ?"]],
    [`import s = require("s");`, ["1 require s"]],
  ];
  for (const [source, found] of rows) assertEquals(seen(source), found, source);
});

Deno.test("importsIn() takes nothing else for an import", () => {
  const sources = [
    `// import "a"`,
    `/* import("a") */ const b = 1;`,
    `const text = 'import "a"';`,
    'const text = `export * from "a"`;',
    `const pattern = /import("a")/;`,
    `const half = a / b; const text = " / import";`,
    `it.import("a"); it?.import("a"); const o = { import: 1, export: 2 };`,
    `export const from = "a";`,
    `export { from };\n"a";`,
    `export { from }\n"a";`,
    `export default "a";`,
    `export type Name = "a" | "b";`,
    `export interface From { from: "a" }`,
    `function require(holds: boolean) {} require(1 < 2);`,
  ];
  for (const source of sources) assertEquals(seen(source), [], source);
});

Deno.test("foreignImports() allows what the stub has, and own modules beside it", () => {
  const source = `import { todo } from "zero-copy/workbook/hole.ts";
    import { mine } from "./my-own.module.ts";
    import type { Prices } from "./types.ts";`;
  assertEquals(foreignImports(source, ["zero-copy/workbook/hole.ts"]), []);
});

Deno.test("foreignImports() says by name what is not for an answer", () => {
  const rows: readonly (readonly [source: string, says: RegExp])[] = [
    [`export * from "../../solutions/05_x/answer.ts"`, /the solutions/],
    [`import { exercises } from "./questions.ts"`, /the questions/],
    [`import { checks } from "../05_x/checks.ts"`, /the questions/],
    [`import "../06_mmap_write/answer.ts"`, /of another lesson/],
    [`import "../../exercises/06_mmap_write/a.ts"`, /of another lesson/],
    [`import "zero-copy/strategy/textbook.ts"`, /can import what its file/],
    [`import "data:text/javascript,1"`, /as an address/],
    [`import "https://example.org/a.ts"`, /the network/],
    [`import "npm:left-pad"`, /a package/],
    [`import { readFileSync } from "node:fs"`, /of the system/],
    [`import "/etc/passwd"`, /whole path/],
    [`import "file:///etc/passwd"`, /whole path/],
    [`import "C:\\\\a.ts"`, /whole path/],
    [`import a from "./a.json" with { type: "json" }`, /as text or data/],
    [`import "\\x2e/questions.ts"`, /the questions/],
    [`import "./sub/../questions.ts"`, /the questions/],
    [`await import("./mine.ts")`, /calls import/],
    [`const a = import.meta.dirname`, /import\.meta/],
    [`import a = require("a")`, /calls require/],
  ];
  for (const [source, says] of rows) {
    const found = foreignImports(`\n${source}`, []);
    assertEquals(found.length, 1, source);
    assertEquals(found[0]!.line, 2, source);
    assert(says.test(found[0]!.why), `${source}: ${found[0]!.why}`);
  }
});

Deno.test("foreignImports() cuts what a stranger has made long", () => {
  const [found] = foreignImports(`import "${"a".repeat(5000)}"`, []);
  assert(found!.why.length < 250, found!.why);
});

Deno.test("isOwnModule() knows what belongs to the workbook", () => {
  assert(isOwnModule("./mine.ts"));
  for (
    const one of [
      "./questions.ts",
      "./answer_test.ts",
      "../mine.ts",
      "./a/b.ts",
      "./mine.js",
      `./${"a".repeat(250)}.ts`,
    ]
  ) {
    assert(!isOwnModule(one), one);
  }
});
