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
