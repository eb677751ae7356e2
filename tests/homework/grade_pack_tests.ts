import { assertEquals } from "@std/assert";
import type { BoxWork } from "../../lib/box/box.ts";
import type { LessonGrades, PlacedGrade } from "../../lib/grade/report.ts";
import { gradeForPack, gradeIn } from "../../lib/homework/grade_pack.ts";
import { loadAllExercises } from "../../lib/workbook/content.ts";
import type { ExerciseFolder } from "../../lib/workbook/content.ts";
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

Deno.test("gradeIn() tries what is late again, alone, and that counts", async () => {
  const gradeOf = (at: number, isPassed: boolean): PlacedGrade => ({
    place: `5.${at + 1}`,
    exercise: `e${at}`,
    ...(isPassed
      ? { status: "passed", questions: 1, remarks: [] }
      : { status: "failed", complaint: { asked: "", gave: "", why: "" } }),
  });
  const lessonOf = (grades: PlacedGrade[]): LessonGrades[] => [
    { lesson: 5, title: "t", grades },
  ];
  const folder = { lesson: { number: 5 } } as ExerciseFolder;
  const alone: (readonly number[])[] = [];
  const box = {
    grade: () =>
      Promise.resolve({
        lessons: lessonOf([0, 1, 2].map((at) => gradeOf(at, at === 0))),
        late: ["5.2", "5.3"],
      }),
    gradeAlone: ({ choices }: BoxWork) => {
      alone.push(...choices.map(({ chosen }) => chosen));
      return Promise.resolve(lessonOf([gradeOf(1, true), gradeOf(2, false)]));
    },
  };
  const graded = await gradeIn(box, {
    files: new Map(),
    choices: [{ folder, chosen: [0, 1, 2] }],
  });
  assertEquals(alone, [[1, 2]]);
  assertEquals(
    graded[0]!.grades.map(({ status }) => status),
    ["passed", "passed", "failed"],
  );
});
