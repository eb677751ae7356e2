import { assertEquals, assertRejects } from "@std/assert";
import { loadAsked } from "../../lib/homework/asked_exercises.ts";
import { loadAllExercises } from "../../lib/workbook/content.ts";
import { readingTest } from "../source_tree.ts";

Deno.test(
  readingTest(
    "loadAsked() finds the exercises of a homework, lesson by lesson",
    async () => {
      const all = await loadAllExercises();
      const items = [all[1]!, all[3]!].flatMap(({ lesson, exercises }) =>
        [1, 0].map((at) => ({
          id: `${lesson.number}.${at + 1}`,
          lesson: lesson.number,
          name: exercises[at]!.name,
          points: 2,
        }))
      );
      const predictions = { id: "P9", lesson: 9, name: "predictions" };
      const asked = await loadAsked({
        items: [...items, { ...predictions, points: 3 }],
      });
      assertEquals(
        asked.map(({ folder, chosen }) => [folder.lesson.number, chosen]),
        [[all[1]!.lesson.number, [0, 1]], [all[3]!.lesson.number, [0, 1]]],
      );
    },
  ),
);

Deno.test(
  readingTest(
    "loadAsked() refuses an exercise that is not there, or is another one",
    async () => {
      for (const [id, lesson] of [["5.99", 5], ["99.1", 99], ["5.1", 5]]) {
        const item = { id: String(id), lesson: Number(lesson), points: 2 };
        await assertRejects(
          () => loadAsked({ items: [{ ...item, name: "nobody" }] }),
          RangeError,
          `asks for ${id} nobody, which this workbook has not`,
        );
      }
    },
  ),
);
