import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  gradePaper,
  readAgain,
  resultPage,
  resultToJson,
} from "../../lib/exam/result.ts";
import { readingTest } from "../source_tree.ts";
import { given, papers, rightAnswers } from "./papers.ts";

const times = {
  startedAt: "2026-01-02T03:04:00.000Z",
  handedInAt: "2026-01-02T03:12:30.000Z",
};

function flat(text: string): string {
  return text.replaceAll(/[\s\xa0]+/g, " ");
}

Deno.test(
  readingTest(
    "right answers are 12 of 12, and there is nothing to read again",
    async () => {
      for (const paper of await papers()) {
        const result = gradePaper(paper, rightAnswers(paper), times);
        assertEquals(readAgain(result), [], `seed ${paper.seed}`);
        const page = resultPage(result, 80);
        const says = "**12 of 12 right**, handed in after 9 minutes of 45.";
        assert(flat(page).includes(says), page);
        assert(!page.includes("Question "), page);
        const { right, of } = JSON.parse(resultToJson(result));
        assertEquals([right, of], [12, 12]);
      }
    },
  ),
);

Deno.test(
  readingTest(
    "each wrong idea is one point less, and is told with the reason and the lesson",
    async () => {
      for (const paper of (await papers()).slice(0, 60)) {
        for (
          const [i, { blanks: [blank], lesson }] of paper.questions.entries()
        ) {
          for (const [idea, value] of Object.entries(blank!.wrong)) {
            const answers = rightAnswers(paper).with(i, given(String(value)));
            const result = gradePaper(paper, answers);
            const says = `seed ${paper.seed}, question ${i + 1}: ${idea}`;
            assertEquals(readAgain(result), [lesson], says);
            const page = flat(resultPage(result, 80));
            assert(page.includes("**11 of 12 right**."), says);
            const not = value === idea ? "" : `Not so: ${idea}. `;
            const told = `Yours: ${value}. ${not}${blank!.explains}`;
            assert(page.includes(flat(told)), `${says}\n${page}`);
            assert(page.includes(`deno task lesson ${lesson}`), says);
            const { questions } = JSON.parse(resultToJson(result));
            assertEquals(questions[i].idea, idea, says);
            assertEquals(questions[i].answer, blank!.answer, says);
          }
        }
      }
    },
  ),
);

Deno.test(
  readingTest(
    "what is open is wrong, and what is late is marked and counts",
    async () => {
      const paper = (await papers())[7]!;
      const answers = rightAnswers(paper);
      const open = gradePaper(
        paper,
        answers.map(() => null),
        times,
      );
      assert(resultPage(open, 80).includes("**0 of 12 right**"));
      assertEquals(resultPage(open, 80).split("It was left open.").length, 13);
      const late = { typed: answers[2]!.typed, at: "2026-01-02T03:49:00.001Z" };
      const justInTime = { ...late, at: "2026-01-02T03:49:00.000Z" };
      for (
        const [one, says] of [
          [late, "**12 of 12 right**, 1 of them late,"],
          [justInTime, "**12 of 12 right**, handed in"],
        ] as const
      ) {
        const result = gradePaper(paper, answers.with(2, one), times);
        assert(resultPage(result, 80).includes(says), says);
      }
    },
  ),
);

Deno.test(
  readingTest(
    "an answer that is not of the kind asked for is refused with its question",
    async () => {
      const paper = (await papers())[3]!;
      const answers = rightAnswers(paper).with(4, given("???"));
      assertThrows(() => gradePaper(paper, answers), RangeError, "blank 5, ");
    },
  ),
);
