import { assertEquals } from "@std/assert";
import { fence, pageColumns } from "../../lib/workbook/lesson.ts";
import { proseColumns } from "../../lib/workbook/page.ts";

Deno.test("fence() marks lines as text that Markdown leaves alone", () => {
  assertEquals(fence(["a", "", "b"]), "```text\na\n\nb\n```");
});

Deno.test("fence() leaves out the spaces that begin every line, and those that end one", () => {
  const lines = ["    a  ", "", "      b", "     c "];
  assertEquals(fence(lines), "```text\na\n\n  b\n c\n```");
});

Deno.test("fence() keeps every line of a text that has none with words", () => {
  assertEquals(fence(["", "  "]), "```text\n\n\n```");
  assertEquals(fence([]), "```text\n```");
});

Deno.test("fenced text is narrower on a page than prose", () => {
  assertEquals(pageColumns <= proseColumns, true);
});
