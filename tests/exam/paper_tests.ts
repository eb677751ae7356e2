import { assert, assertEquals } from "@std/assert";
import {
  kinds,
  predicting,
  questionCount,
  rollPaper,
} from "../../lib/exam/paper.ts";
import { hasProblems, readLessons } from "../../lib/workbook/content.ts";
import { checkBlank } from "../../lib/workbook/submission.ts";
import { readingTest } from "../source_tree.ts";
import { papers } from "./papers.ts";

Deno.test(
  readingTest(
    "every paper has twelve questions of one blank each, and fixed shares of kinds",
    async () => {
      const others = kinds.reduce((sum, { share }) => sum + share, 0);
      const shares = [
        ...kinds.map(({ name, share }) => [name, share] as const),
        [predicting, questionCount - others] as const,
      ];
      for (const { seed, questions } of await papers()) {
        assertEquals(questions.length, questionCount, `seed ${seed}`);
        for (const [kind, share] of shares) {
          const some = questions.filter((one) => one.kind === kind);
          assertEquals(some.length, share, `seed ${seed}: ${kind}`);
        }
        for (const { blanks } of questions) {
          assertEquals(blanks.length, 1, `seed ${seed}`);
        }
      }
    },
  ),
);

Deno.test(
  readingTest(
    "every paper asks about as many lessons as it can, and about all that have problems",
    async () => {
      const lessons = readLessons();
      assertEquals(lessons.length, questionCount);
      for (const { seed, questions } of await papers()) {
        const asked = new Set(questions.map(({ lesson }) => lesson));
        assertEquals(asked.size, questionCount, `seed ${seed}`);
        const left = lessons.filter((one) =>
          hasProblems(one) && !asked.has(one.number)
        );
        assertEquals(left, [], `seed ${seed}`);
      }
    },
  ),
);

Deno.test(
  readingTest(
    "a seed gives the same paper each time, and others give others",
    async () => {
      const all = await papers();
      for (const { seed } of all.slice(0, 20)) {
        assertEquals(await rollPaper(seed), all[seed], `seed ${seed}`);
      }
      assertEquals(new Set(all.map(({ digest }) => digest)).size, all.length);
      // The order tells nothing of the lesson.
      const first = all.map(({ questions }) => questions[0]!.lesson);
      assertEquals(new Set(first).size, questionCount);
    },
  ),
);

Deno.test(
  readingTest(
    "what is right can be typed, and so can each wrong idea, which is something else",
    async () => {
      for (const { seed, questions } of await papers()) {
        for (const [i, { blanks: [blank], kind }] of questions.entries()) {
          const says = `seed ${seed}, question ${i + 1}, ${kind}`;
          const check = (value: string | number) =>
            checkBlank(blank!, { typed: String(value), number: i + 1 });
          assert(check(blank!.answer).isRight, says);
          assert(Object.keys(blank!.wrong).length > 0, says);
          for (const [idea, value] of Object.entries(blank!.wrong)) {
            assertEquals(check(value), { isRight: false, idea }, says);
          }
        }
      }
    },
  ),
);
