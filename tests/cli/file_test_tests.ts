import { assertEquals } from "@std/assert";
import { fileTest } from "../../lib/cli/file_test.ts";

const paths = [
  "/srv/www/a.html",
  "/srv/www/css/b.css",
  "c(1).html",
  "/a.htmlx",
];

/** Which of the paths each pattern means, by their numbers. */
const meant = `
  **                0123
  *                 0123
  *.html            02
  a.html            0
  ?.html            0
  /srv/*.html       -
  /srv/**.html      0
  /srv/www/*        0
  /srv/**           01
  c(1).html         2
  a.htm?            0
  .*                -
`;

Deno.test("fileTest() means what shells mean", () => {
  for (const row of meant.trim().split("\n")) {
    const [glob, numbers] = row.trim().split(/\s+/);
    const isMeant = fileTest(glob);
    const found = paths.flatMap((path, i) => isMeant(path) ? [i] : []);
    assertEquals(found.join("") || "-", numbers, glob);
  }
});

Deno.test("fileTest() without a pattern means all files", () => {
  assertEquals(paths.every(fileTest()), true);
});
