import {
  assertEquals,
  assertNotEquals,
  assertStringIncludes,
} from "@std/assert";
import { gradeOne, openBook, seedFor } from "../../lib/gradebook/grade_one.ts";
import type { Grader } from "../../lib/gradebook/grading.ts";
import type { Manifest } from "../../lib/homework/manifest.ts";
import { predictionsFor } from "../../lib/homework/predictions.ts";
import type { ExerciseFolder } from "../../lib/workbook/content.ts";
import { manifest } from "../homework/made_up.ts";
import { readingTest } from "../source_tree.ts";
import { passing, passingGrader } from "./made_up_grader.ts";

const asked: Manifest = {
  ...manifest,
  items: [
    ...manifest.items,
    { id: "6.1", lesson: 6, name: "mapAndWrite", points: 2 },
  ],
};

const choices = ["05_read_write", "06_mmap_write"].map((slug, i) => ({
  folder: { lesson: { number: 5 + i, slug } } as unknown as ExerciseFolder,
  chosen: i === 0 ? [0, 1] : [0],
}));

const submission = {
  source: "x",
  claim: { id: "007" },
  files: new Map([
    ["05_read_write/answer.ts", "a"],
    ["06_mmap_write/answer.ts", "b"],
  ]),
  predictions: new Map<string, string[]>(),
  notes: [],
};

/** What is told of an item that could not be graded. */
async function reasonIn(grader: Grader): Promise<string | undefined> {
  const asking = { manifest: asked, choices, seed: 4, grader };
  const books = await Array.fromAsync(gradeOne(submission, asking));
  return books.at(-1)!.students[0]!.marks[1]!.complaint?.why;
}

async function grade(
  grader: Grader,
  one: typeof submission = submission,
): Promise<string[][]> {
  const books = gradeOne(one, { manifest: asked, choices, seed: 4, grader });
  return (await Array.fromAsync(books)).map(({ students }) =>
    students[0]!.marks.map(({ item, points, status }) =>
      `${item} ${status} ${points}`
    )
  );
}

Deno.test(
  readingTest(
    "gradeOne() tells after each lesson what is graded so far",
    async () => {
      const [problem] = await predictionsFor(asked, "007");
      const typed = problem!.blanks.map(({ answer }) => String(answer));
      const predictions = new Map([["P5", typed]]);
      assertEquals(await grade(passingGrader, { ...submission, predictions }), [
        ["P5 passed 6", "5.1 passed 2", "5.2 passed 3", "6.1 failed 0"],
        ["P5 passed 6", "5.1 passed 2", "5.2 passed 3", "6.1 passed 2"],
      ]);
    },
  ),
);

Deno.test(
  readingTest(
    "gradeOne() grades what was handed in, tries again what was late, and survives its grader",
    async () => {
      const files = new Map([["05_read_write/answer.ts", "a"]]);
      const late: Grader = {
        ...passingGrader,
        grade: (answers) =>
          Promise.resolve({ lessons: passing(answers), late: ["5.1"] }),
      };
      const [, last] = await grade(late, { ...submission, files });
      assertEquals(last, [
        "P5 missing 0",
        "5.1 passed 2",
        "5.2 passed 3",
        "6.1 missing 0",
      ]);
      const refusing: Grader = {
        grade: () => Promise.reject(new Error("no room")),
        gradeAlone: () => Promise.reject(new Error("no room")),
      };
      assertStringIncludes(await reasonIn(refusing) ?? "", "no room");
      const [, broken] = await grade(refusing);
      assertEquals(
        broken!.slice(1),
        ["5.1", "5.2", "6.1"].map((id) => `${id} failed 0`),
      );
    },
  ),
);

Deno.test("seedFor() asks the same files the same, and others something else", async () => {
  const seed = await seedFor(submission, manifest);
  assertEquals(await seedFor({ ...submission, source: "y" }, manifest), seed);
  const files = new Map([["05_read_write/answer.ts", "other"]]);
  assertNotEquals(await seedFor({ ...submission, files }, manifest), seed);
  assertNotEquals(await seedFor(submission, { seed: 8 }), seed);
});

Deno.test("openBook() has all items open", () => {
  const { students: [one], items } = openBook(asked);
  assertEquals(items, asked.items);
  assertEquals(one!.marks.map(({ status }) => status), items.map(() => "open"));
});
