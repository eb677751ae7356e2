import { assertEquals } from "@std/assert";
import { sayDiffering } from "../../../lib/web/live/difference_bar.ts";

Deno.test("the bar counts the places that differ in words", () => {
  assertEquals(sayDiffering(undefined), "");
  assertEquals(sayDiffering(0), "Nothing differs from the printed page");
  assertEquals(sayDiffering(1), "1 place differs from the printed page");
  assertEquals(sayDiffering(7), "7 places differ from the printed page");
});
