import { assertEquals } from "@std/assert";
import { sayOpen } from "../../lib/cli/homework_student.ts";

Deno.test("sayOpen() names the blanks that are open by their numbers", () => {
  assertEquals(sayOpen(["1", "2"]), "All blanks are filled in");
  assertEquals(sayOpen(["1", null]), "Blank 2 is open");
  assertEquals(sayOpen([null, "1", null, null]), "Blanks 1, 3 to 4 are open");
});
