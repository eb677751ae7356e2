import { assertEquals } from "@std/assert";
import { hangText } from "../../lib/text/hanging_text.ts";

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
