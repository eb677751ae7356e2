import { assertEquals } from "@std/assert";
import { gradeForPack } from "../../lib/homework/grade_pack.ts";
import { loadAllExercises } from "../../lib/workbook/content.ts";
import { runningTest } from "../command.ts";

Deno.test(
  runningTest(
    "gradeForPack() passes our solutions, and leaves stubs open",
    async () => {
      const [folder] = await loadAllExercises();
      const chosen = folder!.exercises.map((_, i) => i);
      const solved = { ...folder!, answerUrl: folder!.solutionUrl };
      for (
        const [one, status] of [[solved, "passed"], [folder!, "open"]] as const
      ) {
        const graded = await gradeForPack([{ folder: one, chosen }], [1, 2, 3]);
        const states = graded.flatMap(({ grades }) =>
          grades.map(({ status }) => status)
        );
        assertEquals(states, chosen.map(() => status));
      }
    },
  ),
);
