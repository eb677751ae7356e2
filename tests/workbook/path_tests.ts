import { assertEquals } from "@std/assert";
import { pathFromTop, pathOf, root } from "../../lib/workbook/path.ts";

Deno.test("pathOf() gives the path that a system knows", () => {
  const cases = {
    "file:///home/ada/book/": "/home/ada/book/",
    "file:///home/my%20book/%E9%A1%B5%25%23": "/home/my book/页%#",
    "file:///C:/Users/ada/": "C:/Users/ada/",
  };
  for (const [url, path] of Object.entries(cases)) {
    assertEquals(pathOf(new URL(url)), path);
  }
});

Deno.test("pathFromTop() gives the path from the top of the workbook", () => {
  const path = "lessons/03_dma/README.md";
  assertEquals(pathFromTop(new URL(path, root)), path);
});
