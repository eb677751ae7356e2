import { assertEquals } from "@std/assert";
import { gradeForPack } from "../../lib/homework/grade_pack.ts";
import { loadAllExercises } from "../../lib/workbook/content.ts";
import { readText } from "../../lib/workbook/file.ts";
import { runningTest } from "../command.ts";

Deno.test(
  runningTest(
    "gradeForPack() passes our solutions, leaves stubs open, and tries what is late again",
    async () => {
      const folders = await loadAllExercises();
      const folder = folders.find(({ lesson }) => lesson.number === 5);
      const chosen = folder!.exercises.map((_, i) => i);
      const path = `${folder!.lesson.slug}/answer.ts`;
      const statesOf = async (text: string): Promise<string[]> => {
        const graded = await gradeForPack(
          [{ folder: folder!, chosen }],
          new Map([[path, text]]),
          [1, 2, 3],
        );
        return graded.flatMap(({ grades }) =>
          grades.map(({ status }) => status)
        );
      };
      const [ours, stub] = [folder!.solutionUrl, folder!.answerUrl].map(
        readText,
      );
      assertEquals(await statesOf(ours!), chosen.map(() => "passed"));
      assertEquals(await statesOf(stub!), chosen.map(() => "open"));
      const hanging = ours!.replace("return 2 * calls", "for (;;) {}");
      assertEquals(
        await statesOf(hanging),
        chosen.map((at) => at === 1 ? "failed" : "passed"),
      );
    },
  ),
);
