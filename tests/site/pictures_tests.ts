import { assertEquals } from "@std/assert";
import { readPictures } from "../../lib/site/pictures.ts";
import { filesIn, readingTest } from "../source_tree.ts";

Deno.test(
  readingTest(
    "readPictures() draws every picture that the pages in the repository show",
    async () => {
      const files = filesIn("lessons").filter((path) => path.endsWith(".svg"));
      assertEquals([...(await readPictures()).keys()].toSorted(), files);
    },
  ),
);
