import { assertEquals, assertRejects } from "@std/assert";
import {
  type Choice,
  gradeChoice,
  gradeUntyped,
  MissingAnswer,
} from "../../lib/grade/grade_answers.ts";
import { loadExercises, readLessons } from "../../lib/workbook/content.ts";
import { readingTest } from "../source_tree.ts";
import { runningTest } from "../command.ts";

/** The last two exercises of a lesson, with another file in the place of the answer. */
async function choiceWith(file: "stub" | "solution" | "none"): Promise<Choice> {
  const lesson = readLessons().find(({ number }) => number === 5)!;
  const folder = await loadExercises(lesson);
  const answerUrl = {
    stub: folder.stubUrl,
    solution: folder.solutionUrl,
    none: new URL("none.ts", folder.stubUrl),
  }[file];
  return { folder: { ...folder, answerUrl }, chosen: [1, 2] };
}

Deno.test(
  readingTest("what was not begun is open, and costs no process", async () => {
    const graded = await gradeChoice(await choiceWith("stub"), 1, () => {});
    const states = graded.grades.map(({ place, status }) => [place, status]);
    assertEquals(states, [["5.2", "open"], ["5.3", "open"]]);
    assertEquals(graded.lesson, 5);
  }),
);

Deno.test(
  runningTest("only the chosen exercises are graded", async () => {
    const choice = await choiceWith("solution");
    const { grades } = await gradeUntyped(choice, 1, () => {});
    const states = grades.map(({ place, status }) => [place, status]);
    assertEquals(states, [["5.2", "passed"], ["5.3", "passed"]]);
  }),
);

Deno.test(
  readingTest("an answer that is gone is told with its lesson", async () => {
    const choice = await choiceWith("none");
    const error = await assertRejects(
      () => gradeChoice(choice, 1, () => {}),
      MissingAnswer,
      "There is no exercises/05_read_write/answer.ts any more",
    );
    assertEquals(error.lesson, 5);
  }),
);
