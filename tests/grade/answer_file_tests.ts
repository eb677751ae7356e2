import { assertEquals, assertMatch } from "@std/assert";
import {
  filesBeside,
  readAnswer,
  readBeside,
} from "../../lib/grade/answer_file.ts";
import {
  type ExerciseFolder,
  loadExercises,
  readLessons,
} from "../../lib/workbook/content.ts";
import { root } from "../../lib/workbook/path.ts";
import { readingTest } from "../source_tree.ts";

/** The exercises of a lesson, with something else in the place of the answer. */
async function folderWith(path: string): Promise<ExerciseFolder> {
  const lesson = readLessons().find(({ number }) => number === 5)!;
  return { ...await loadExercises(lesson), answerUrl: new URL(path, root) };
}

Deno.test(
  readingTest("readAnswer() gives a text, or why there is none", async () => {
    const { text } = readAnswer(
      await folderWith("solutions/05_read_write/answer.ts"),
    );
    assertMatch(text!, /export function readAndWrite/);
    assertEquals(readAnswer(await folderWith("lib/none.ts")), {
      isGone: true,
      why: "It is not there any more. Try: deno task reset 5",
    });
    assertEquals(readAnswer(await folderWith("lib/grade")), {
      why: "lib/grade is a folder, and no file.",
    });
  }),
);

Deno.test(
  readingTest(
    "an answer may read the modules beside it, and no questions",
    async () => {
      const { answerUrl } = await folderWith(
        "exercises/05_read_write/answer.ts",
      );
      const files = filesBeside(answerUrl).filter((path) =>
        !path.endsWith(".bak.ts")
      );
      assertEquals(files, ["exercises/05_read_write/answer.ts"]);
    },
  ),
);

Deno.test(readingTest("readBeside() gives a text, or nothing", () => {
  assertMatch(readBeside(new URL("lib/grade/limits.ts", root))!, /Limits/);
  assertEquals(readBeside(new URL("lib/grade", root)), undefined);
  assertEquals(readBeside(new URL("lib/none.ts", root)), undefined);
}));
