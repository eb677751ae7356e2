import {
  assert,
  assertEquals,
  assertMatch,
  assertNotEquals,
} from "@std/assert";
import {
  asksTheSame,
  questionsDigest,
} from "../../lib/homework/questions_digest.ts";
import { readingTest } from "../source_tree.ts";

Deno.test(
  readingTest(
    "questionsDigest() depends on the lessons that are asked about",
    async () => {
      const digest = (...lessons: number[]): Promise<string> =>
        questionsDigest({ items: lessons.map((lesson) => ({ lesson })) });
      const five = await digest(5);
      assertMatch(five, /^[0-9a-f]{64}$/);
      assertEquals(await digest(5, 5), five);
      assertEquals(await digest(6, 5), await digest(5, 6));
      assertNotEquals(await digest(6), five);
      assertNotEquals(await digest(5, 6), five);
      const items = [{ id: "5.1", lesson: 5, name: "a", points: 1 }];
      assert(await asksTheSame({ items, workbook: five }));
      assert(!await asksTheSame({ items, workbook: await digest(6) }));
    },
  ),
);
