import { assertEquals, assertThrows } from "@std/assert";
import { openHoles, todo, withoutComments } from "../../lib/workbook/hole.ts";

Deno.test("todo() throws what belongs there", () => {
  const error = assertThrows(() => todo("count them"), Error, "count them");
  assertEquals(error.name, "Todo");
});

Deno.test("openHoles() names each export with a todo, in order", () => {
  const source = `
import { todo } from "../../lib/workbook/hole.ts";
export function first(): number {
  return todo("one");
}
export function done(): number {
  return 1;
}
export async function second(): Promise<number> {
  todo("mend it");
  return 1;
}
export const third = (): number => todo("three");
export const list = [
  1,
  todo ("the rest"),
];
export let fourth = () => todo("four");
export function* fifth(): Generator<number> {
  yield todo("five");
}
`;
  assertEquals(
    openHoles(source),
    ["first", "second", "third", "list", "fourth", "fifth"],
  );
});

Deno.test("openHoles() does not take comments and texts for holes", () => {
  const source = [
    'import { todo } from "../../lib/workbook/hole.ts";',
    "export function first(): string {",
    '  // return todo("no");',
    '  /* todo("no") */',
    "  /**",
    "   * Replace `todo(…)` by your answer.",
    "   */",
    '  return "todo(no)" + \'todo("no")\' + `todo("no")`;',
    "}",
    "export const second = 1; // it's no todo(",
    "export const third = nottodo(1);",
  ].join("\n");
  assertEquals(openHoles(source), []);
});

Deno.test("openHoles() is not led astray by quotes in comments and marks in texts", () => {
  const source = [
    "// it's open",
    "export function first(): number {",
    '  const a = "/* no comment"; const b = "\\""; const c = "// none";',
    '  return todo("one"); // */',
    "}",
  ].join("\n");
  assertEquals(openHoles(source), ["first"]);
});

Deno.test("openHoles() finds nothing in a source without exports", () => {
  assertEquals(openHoles(""), []);
  assertEquals(openHoles('todo("nobody\'s");'), []);
});

Deno.test("withoutComments() keeps every line and every column of code", () => {
  const source = 'a; // b\n/* c\n  d */ e;\nf("g h");\n';
  assertEquals(
    withoutComments(source),
    "a;     \n    \n       e;\nf(     );\n",
  );
});

Deno.test("openHoles() takes no method, pattern or definition for a hole, and misses no call", () => {
  const holes: readonly [body: string, isHole: boolean][] = [
    ["const o = { todo(x: number) { return x; } }; return o.todo(1);", false],
    ["class C { a = 1; async todo(): Promise<void> {} }", false],
    ["const o = { a: 1, todo(x: number): number { return x; } };", false],
    ["function todo(x: number): void { f((x)); }", false],
    ["return list?.todo(1);", false],
    ["return /todo(x)/.test(text);", false],
    ['return /["]todo(x)/.test(text) || /[/"]/.test("todo(");', false],
    ["return a / todo(1) / b;", true],
    ['return is ? todo("one") : { a: 1 };', true],
    ['const list = [1, todo("the rest")];', true],
    ['return { a: todo("a") };', true],
    ['if (is) { todo("one"); }', true],
    ['return f(todo("one"), {});', true],
    ["return f(/\"/, todo('one'));", true],
  ];
  for (const [body, isHole] of holes) {
    const source = `  export function first(): void {\n  ${body}\n  }\n`;
    assertEquals(openHoles(source), isHole ? ["first"] : [], body);
  }
});

Deno.test("withoutComments() ends what is not closed at the end, and begins nothing anew in it", () => {
  const sources = ["a; /* b\n/* c", "a; `b\n`.length; `c\\", "a; `b\\"];
  const codes = ["a;     \n    ", "a;   \n .length;    ", "a;    "];
  assertEquals(sources.map(withoutComments), codes);
  // Of 64 KiB of such signs, each was read to the end once.
  for (const sign of ["`\\", "`/* ", "=/[", ";todo(){}", '"\\']) {
    const source = `export function a() { ${sign.repeat(65_536 / sign.length)}`;
    assertEquals(openHoles(source), [], sign);
  }
});
