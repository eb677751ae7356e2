import { assertEquals, assertRejects } from "@std/assert";
import {
  type ExerciseChoice,
  gradeChoices,
  gradeUntyped,
  MissingAnswer,
} from "../../lib/grade/grade_answers.ts";
import { loadExercises, readLessons } from "../../lib/workbook/content.ts";
import { runningTest } from "../command.ts";
import { readingTest } from "../source_tree.ts";

/** The last two exercises of a lesson, with another file in the place of the answer. */
async function choiceWith(answer?: URL): Promise<ExerciseChoice> {
  const lesson = readLessons().find(({ number }) => number === 5)!;
  const folder = await loadExercises(lesson);
  const answerUrl = answer ?? folder.solutionUrl;
  return { folder: { ...folder, answerUrl }, chosen: [1, 2] };
}

Deno.test(
  readingTest("what was not begun is open, and costs no process", async () => {
    const { folder } = await choiceWith();
    const answer = new URL(
      "../../exercises/05_read_write/answer.ts",
      folder.solutionUrl,
    );
    const [graded] = await gradeChoices([await choiceWith(answer)]);
    const states = graded!.grades.map(({ place, status }) => [place, status]);
    assertEquals(states, [["5.2", "open"], ["5.3", "open"]]);
    assertEquals(graded!.lesson, 5);
  }),
);

Deno.test(
  runningTest("only the chosen exercises are graded", async () => {
    const { grades } = await gradeUntyped(await choiceWith());
    const states = grades.map(({ place, status }) => [place, status]);
    assertEquals(states, [["5.2", "passed"], ["5.3", "passed"]]);
  }),
);

Deno.test(
  readingTest("an answer that is gone is told with its lesson", async () => {
    const { folder: { solutionUrl } } = await choiceWith();
    const choice = await choiceWith(new URL("none.ts", solutionUrl));
    const error = await assertRejects(
      () => gradeChoices([choice]),
      MissingAnswer,
      "There is no exercises/05_read_write/answer.ts any more",
    );
    assertEquals(error.lesson, 5);
  }),
);
