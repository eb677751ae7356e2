import { assertEquals } from "@std/assert";
import { readFacts } from "../../lib/site/facts.ts";
import { filesIn, readingTest } from "../source_tree.ts";

Deno.test(
  readingTest(
    "readFacts() draws every picture that the pages in the repository show",
    async () => {
      const files = filesIn("lessons").filter((path) => path.endsWith(".svg"));
      assertEquals([...(await readFacts()).pictures.keys()].toSorted(), files);
    },
  ),
);
