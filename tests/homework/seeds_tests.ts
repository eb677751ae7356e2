import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { largestSeed } from "../../lib/workbook/dice.ts";
import {
  gradingSeeds,
  isStudentId,
  predictionSeed,
  studentDigest,
} from "../../lib/homework/seeds.ts";
import { makeDice } from "../dice.ts";

Deno.test("gradingSeeds() gives four seeds of which no two are the same", () => {
  const dice = makeDice(11);
  for (
    const seed of [
      0,
      largestSeed,
      ...Array.from({ length: 200 }, () => dice.below(2 ** 32)),
    ]
  ) {
    const { packing, gradebook } = gradingSeeds({ seed });
    const all = [...packing, gradebook];
    assertEquals(new Set(all).size, 4, `seed ${seed}`);
    assert(
      all.every((one) =>
        Number.isInteger(one) && one >= 0 && one <= largestSeed
      ),
    );
    assertEquals(gradingSeeds({ seed }), { packing, gradebook });
  }
  assertNotEquals(gradingSeeds({ seed: 1 }), gradingSeeds({ seed: 2 }));
});

Deno.test("predictionSeed() depends on the student and on the homework, and on nothing else", async () => {
  // From another implementation of SHA-256: sha256sum.
  assertEquals(await predictionSeed({ seed: 7 }, "007"), 4_134_441_698);
  const ids = Array.from({ length: 200 }, (_, i) => `s${i}`);
  const seeds = await Promise.all(
    ids.map((id) => predictionSeed({ seed: 7 }, id)),
  );
  assertEquals(new Set(seeds).size, ids.length);
  assertNotEquals(await predictionSeed({ seed: 8 }, "s1"), seeds[1]);
  assertNotEquals(
    await predictionSeed({ seed: 7 }, "7"),
    await predictionSeed({ seed: 7 }, "007"),
  );
});

Deno.test("an id is the same however its accents are written", async () => {
  assertEquals(
    await predictionSeed({ seed: 7 }, "zo\u00eb"),
    await predictionSeed({ seed: 7 }, "zoe\u0308"),
  );
});

Deno.test("studentDigest() tells most mistyped ids", async () => {
  const digest = await studentDigest({ seed: 7 }, "007");
  assert(/^[0-9a-f]{4}$/.test(digest));
  for (const other of ["07", "070", "0007", "008"]) {
    assertNotEquals(await studentDigest({ seed: 7 }, other), digest);
  }
});

Deno.test("isStudentId() takes what names of files take everywhere", () => {
  const good = [
    "007",
    "ada",
    "Ada.L_1@uni.example",
    "i-1",
    "zoë",
    "王小明",
    "a".repeat(64),
  ];
  const bad = [
    "",
    " 7",
    "7 ",
    "a b",
    "a/b",
    "..",
    ".a",
    "-a",
    "a\\b",
    "a:b",
    "=1",
    "a\n",
    "a\u202e",
    "a".repeat(65),
  ];
  assertEquals(good.filter((one) => !isStudentId(one)), []);
  assertEquals(bad.filter(isStudentId), []);
});
