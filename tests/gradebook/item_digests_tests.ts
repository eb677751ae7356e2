import { assertEquals, assertNotEquals } from "@std/assert";
import { itemDigests } from "../../lib/gradebook/item_digests.ts";
import { readingTest } from "../source_tree.ts";

Deno.test(
  readingTest(
    "itemDigests() tells lessons and predictions apart, each time the same",
    async () => {
      const items = ["5.1", "5.2", "6.1", "P5"].map((id) => ({
        id,
        lesson: Number(/\d+/.exec(id)),
        name: "x",
        points: 1,
      }));
      const digests = await itemDigests(items);
      const [a, b, c, p] = items.map(({ id }) => digests.get(id));
      assertEquals(a, b);
      assertNotEquals(a, c);
      assertNotEquals(a, p);
      assertEquals(await itemDigests(items), digests);
    },
  ),
);
