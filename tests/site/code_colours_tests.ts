import { assertEquals } from "@std/assert";
import { colourCode } from "../../lib/site/code_colours.ts";
import { htmlText } from "../../lib/text/markup.ts";

/** Writes what has a colour between brackets, behind the name of what it is. */
function marked(text: string, language: string): string {
  return colourCode(text, language).map((part) =>
    typeof part === "string"
      ? part
      : `[${part.attributes.class} ${part.children.join("")}]`
  ).join("");
}

Deno.test("colourCode() colours TypeScript by its tokens", () => {
  assertEquals(
    marked('for (const a of b) c("d", 1); // e', "ts"),
    '[keyword for] ([keyword const] a [keyword of] b) c([string "d"], ' +
      "[number 1]); [comment // e]",
  );
  assertEquals(
    marked("obj.constant = `x`", "ts"),
    "obj.constant = [string `x`]",
  );
});

Deno.test("colourCode() colours what is typed at a prompt", () => {
  assertEquals(
    marked("# A file.\ndeno task lesson 8 --file a-b.md | wc -c", "sh"),
    "[comment # A file.]\n[command deno task lesson] 8 [option --file] a-b.md " +
      "| [command wc] [option -c]",
  );
});

Deno.test("colourCode() tells names from texts in JSON", () => {
  assertEquals(
    marked('{ "a": "b", "c": [-1.5, true] }', "json"),
    '{ [keyword "a"]: [string "b"], [keyword "c"]: [[number -1.5], [number true]] }',
  );
});

Deno.test("colourCode() changes no character, and leaves other texts alone", () => {
  const samples = [
    "a\n  b",
    "",
    "const `",
    '"\\',
    "# x\n#",
    "/re/ /* a",
    "☃ `${1}`",
  ];
  for (const language of ["ts", "sh", "json", "text", "csv", ""]) {
    for (const sample of samples) {
      const parts = colourCode(sample, language);
      const text = parts.map((part) =>
        typeof part === "string" ? part : part.children.join("")
      ).join("");
      assertEquals(text, sample, language);
    }
  }
  assertEquals(colourCode("for 1", "text").map(htmlText), ["for 1"]);
});
