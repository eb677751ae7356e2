import { assertEquals } from "@std/assert";
import { refusalOf } from "../../../lib/web/live/own_file.ts";

Deno.test("a file is taken up to what a page moves, and refused in one line above", () => {
  const most = 2 ** 24;
  assertEquals(refusalOf({ name: "a", size: most }, most), undefined);
  assertEquals(
    refusalOf({ name: "film.mkv", size: most + 1 }, most),
    "--file takes a file of up to 16 MiB on this page: " +
      '"film.mkv" has 16,777,217 bytes',
  );
});
