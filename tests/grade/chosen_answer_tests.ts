import { assertEquals } from "@std/assert";
import { ChosenAnswer } from "../../lib/grade/chosen_answer.ts";
import { loadExercises, readLessons } from "../../lib/workbook/content.ts";
import { runningTest } from "../command.ts";

Deno.test(
  runningTest(
    "an answer that is loaded beforehand is graded as any other, and twice the same",
    async () => {
      const lesson = readLessons().find(({ number }) => number === 5)!;
      const folder = await loadExercises(lesson);
      const answerUrl = folder.solutionUrl;
      const choice = { folder: { ...folder, answerUrl }, chosen: [1] };
      await using early = new ChosenAnswer(choice, { seed: 3, limit: 60 });
      early.begin();
      await using late = new ChosenAnswer(choice, { seed: 3, limit: 60 });
      const grades = await late.grade();
      assertEquals(await early.grade(), grades);
      await late.end();
      assertEquals(await late.grade(), grades);
      assertEquals(grades.grades.map(({ place, status }) => [place, status]), [
        ["5.2", "passed"],
      ]);
    },
  ),
);
