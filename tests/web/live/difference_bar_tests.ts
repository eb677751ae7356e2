import { assertEquals } from "@std/assert";
import { sayDiffering } from "../../../lib/web/live/difference_bar.ts";

Deno.test("the bar counts the places that differ in words", () => {
  const says = (count?: number): string => sayDiffering(count).join("");
  assertEquals(says(), "");
  assertEquals(says(0), "Nothing differs from the printed page");
  assertEquals(says(1), "1 place differs from the printed page");
  assertEquals(says(7), "7 places differ from the printed page");
});
