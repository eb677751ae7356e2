import { assertEquals } from "@std/assert";
import { filesIn, readingTest, readText } from "../source_tree.ts";

Deno.test(
  readingTest(
    "no number of the kernel's interface stands twice in lib/lab",
    () => {
      const places = filesIn("lib/lab").flatMap((path) =>
        [...readText(path).matchAll(/^(?:export )?const ([A-Z][A-Z\d_]+) =/gm)]
          .map(([, name]) => ({ name: name!, path }))
      );
      const all = Map.groupBy(places, ({ name }) => name);
      const twice = [...all].filter(([, found]) => found.length > 1);
      assertEquals(twice, []);
      assertEquals(all.get("AF_INET")?.length, 1);
    },
  ),
);
