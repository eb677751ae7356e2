import { assertEquals } from "@std/assert";
import type { ExerciseChoice } from "../../lib/grade/exercise_choice.ts";
import { gradeChoices, gradeUntyped } from "../../lib/grade/grade_answers.ts";
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
  runningTest(
    "what is no answer fails with its reason, and the next answer is graded",
    async () => {
      const lost = await choiceWith(new URL("../none.ts", import.meta.url));
      const folder = await choiceWith(new URL(".", import.meta.url));
      const [gone, unfit, right] = await gradeChoices([
        lost,
        folder,
        { ...await choiceWith(), chosen: [1] },
      ]);
      const whys = [gone, unfit].map((lesson) =>
        lesson!.grades.map((grade) =>
          grade.status === "failed" ? grade.complaint.why : grade.status
        )
      );
      assertEquals(whys, [
        Array(2).fill("It is not there any more. Try: deno task reset 5"),
        Array(2).fill("tests/grade/ is a folder, and no file."),
      ]);
      assertEquals(right!.grades.map(({ status }) => status), ["passed"]);
    },
  ),
);
