import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  isFor,
  paperFor,
  requireFitting,
} from "../../lib/homework/predictions_file.ts";
import { predictionSeed } from "../../lib/homework/seeds.ts";
import { readingTest } from "../source_tree.ts";
import { manifest } from "./made_up.ts";

Deno.test(
  readingTest(
    "paperFor() asks a student the same each time, and others by an own seed",
    async () => {
      const paper = await paperFor(manifest, "007");
      assertEquals(paper.items, ["P5"]);
      assertEquals(paper.seed, await predictionSeed(manifest, "007"));
      assertEquals(await paperFor(manifest, "007"), paper);
      const other = await paperFor(manifest, "007", 3);
      assertEquals(other.seed, 3);
      assert(other.digest !== paper.digest);
    },
  ),
);

Deno.test(
  readingTest("isFor() tells what was filled into another paper", async () => {
    const paper = await paperFor(manifest, "007");
    const { student, seed, digest, problems } = paper;
    const filled = problems.map(({ blanks }) => blanks.map(() => null));
    const predicted = { student, seed, digest, filled };
    assert(isFor(predicted, paper));
    const others = [
      { ...predicted, student: "7" },
      { ...predicted, seed: seed + 1 },
      { ...predicted, digest: digest + 1 },
      { ...predicted, filled: [] },
      { ...predicted, filled: [filled[0]!.slice(1)] },
    ];
    assertEquals(others.filter((one) => isFor(one, paper)), []);
  }),
);

Deno.test(
  readingTest(
    "requireFitting() names the blank that something does not fit",
    async () => {
      const paper = await paperFor(manifest, "007");
      requireFitting(paper, [["1", null, "1_000", null, "0"]]);
      assertThrows(
        () => requireFitting(paper, [["1", null, "many"]]),
        RangeError,
        "Expected a whole number for blank 3, ",
      );
    },
  ),
);
