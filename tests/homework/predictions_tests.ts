import { assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import {
  markPredictions,
  predictionPoints,
  predictionsFor,
} from "../../lib/homework/predictions.ts";
import type { Item } from "../../lib/homework/manifest.ts";
import { predictionSeed } from "../../lib/homework/seeds.ts";
import { readingTest } from "../source_tree.ts";
import { manifest } from "./made_up.ts";

Deno.test(
  readingTest(
    "predictionsFor() rolls the same for a student each time, and by an own seed",
    async () => {
      const problems = await predictionsFor(manifest, "007");
      assertEquals(problems.map(({ lesson }) => lesson), [5]);
      assertEquals(await predictionsFor(manifest, "007"), problems);
      const seed = await predictionSeed(manifest, "007");
      assertEquals(await predictionsFor(manifest, seed), problems);
      assertNotEquals(await predictionsFor(manifest, "008"), problems);
      assertNotEquals(await predictionsFor(manifest, 1), problems);
    },
  ),
);

Deno.test(
  readingTest(
    "predictionsFor() rolls in the order of the items, and refuses an unknown lesson",
    async () => {
      const item = (lesson: number): Item => ({
        id: `P${lesson}`,
        lesson,
        name: "predictions",
        points: 5,
      });
      const problems = await predictionsFor({
        seed: 1,
        items: [3, 12, 5].map(item),
      }, "a");
      assertEquals(problems.map(({ lesson }) => lesson), [3, 12, 5]);
      assertEquals(new Set(problems.map(({ seed }) => seed)).size, 3);
      const unknown = { seed: 1, items: [item(99)] };
      await assertRejects(
        () => predictionsFor(unknown, "a"),
        RangeError,
        "Lesson 99",
      );
    },
  ),
);

Deno.test("markPredictions() counts what is right, and nothing else", () => {
  const blank = { name: "a", asks: "a", explains: "", wrong: {} };
  const problem = {
    blanks: [
      { ...blank, answer: 12 },
      { ...blank, answer: 1000 },
      { ...blank, answer: "read + write", choices: ["read + write", "splice"] },
    ],
  };
  const marks = (typed: string[]): number =>
    markPredictions(problem, typed).right;
  assertEquals(markPredictions(problem, ["12", "1_000", "Read+Write"]), {
    right: 3,
    of: 3,
  });
  assertEquals(marks([]), 0);
  assertEquals(marks(["12"]), 1);
  assertEquals(marks(["", "1000"]), 1);
  assertEquals(marks(["twelve", "-1", "no"]), 0);
  assertEquals(marks(["12", "1000", "splice", "4"]), 2);
});

Deno.test("predictionPoints() gives a share, rounded down", () => {
  const points = (points: number, right: number): number =>
    predictionPoints({ points }, { right, of: 5 });
  assertEquals([0, 1, 4, 5].map((right) => points(5, right)), [0, 1, 4, 5]);
  assertEquals([0, 1, 4, 5].map((right) => points(3, right)), [0, 0, 2, 3]);
});
