import { assertEquals } from "@std/assert";
import { readPage } from "../../lib/text/page_reader.ts";
import { hangText, listItem } from "../../lib/text/hanging_text.ts";

Deno.test("hangText() sets below the text what does not fit beside its label", () => {
  assertEquals(hangText("why  ", "one two three", 12), [
    "why  one two",
    "     three",
  ]);
  assertEquals(hangText("why  ", "one two three", 18), [
    "why  one two three",
  ]);
});

Deno.test("hangText() keeps the lines of a text apart", () => {
  assertEquals(hangText("1 ", "one\ntwo", 40), ["1 one", "  two"]);
  assertEquals(hangText("1 ", "", 40), ["1 "]);
});

Deno.test("listItem() is one item, wherever its lines begin", () => {
  const text =
    "read + write 1. and 12) or - no item # at all > or | here = or ~ there";
  for (let columns = 12; columns < 60; columns++) {
    const item = listItem(text, columns);
    const blocks = readPage(item);
    assertEquals(blocks.length, 1, item);
    const [list] = blocks;
    assertEquals(list?.type === "list" && list.items.length, 1, item);
    assertEquals(item.replaceAll(/\\|^- /g, "").replaceAll(/\n */g, " "), text);
  }
});
