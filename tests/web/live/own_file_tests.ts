import { assertEquals } from "@std/assert";
import { movedByPage } from "../../../lib/web/live/live_model.ts";
import { refusalOf } from "../../../lib/web/live/own_file.ts";

Deno.test("a file is taken up to what a page moves, and refused in one line above", () => {
  assertEquals(refusalOf("a", movedByPage.bytes), undefined);
  assertEquals(
    refusalOf("film.mkv", movedByPage.bytes + 1),
    "--file takes a file of up to 16 MiB on this page: " +
      '"film.mkv" has 16,777,217 bytes',
  );
});
