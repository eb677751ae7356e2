import { assert, assertEquals } from "@std/assert";
import { drawPaper, filledIn, paperToJson } from "../../lib/exam/paper_text.ts";
import { displayWidth } from "../../lib/text/width.ts";
import { readingTest } from "../source_tree.ts";
import { papers } from "./papers.ts";

Deno.test(
  readingTest(
    "drawPaper() keeps to the columns and shows a blank for each answer",
    async () => {
      for (const paper of (await papers()).slice(0, 30)) {
        for (const columns of [40, 80]) {
          const lines = drawPaper(paper, columns);
          const wide = lines.filter((line) => displayWidth(line) > columns);
          assertEquals(wide, [], `seed ${paper.seed}`);
          const blanks = lines.join("\n").split("____").length - 1;
          assertEquals(blanks, paper.questions.length);
        }
      }
    },
  ),
);

Deno.test(
  readingTest(
    "paperToJson() holds what drawPaper() shows, and neither lesson nor answer",
    async () => {
      for (const paper of (await papers()).slice(0, 30)) {
        const { seed, questions } = JSON.parse(paperToJson(paper));
        assertEquals(seed, paper.seed);
        for (
          const [i, { blanks: [blank], ...question }] of questions.entries()
        ) {
          const { asks, unit, choices } = paper.questions[i]!.blanks[0]!;
          assertEquals(blank.asks, asks);
          const names = ["name", "asks", "answer"];
          if (unit !== undefined) names.push("unit");
          if (choices !== undefined) names.push("choices");
          assertEquals(Object.keys(blank).sort(), names.sort());
          assertEquals(blank.answer, null);
          assertEquals(Object.keys(question), [
            "number",
            "kind",
            "title",
            "given",
          ]);
        }
      }
    },
  ),
);

Deno.test(
  readingTest(
    "filledIn() reads what was filled into paperToJson()",
    async () => {
      const [paper] = await papers();
      const object = JSON.parse(paperToJson(paper!));
      const open = filledIn(JSON.stringify(object))!;
      assertEquals(open.answers, paper!.questions.map(() => null));
      object.questions.forEach((
        { blanks: [blank] }: { blanks: { answer: unknown }[] },
        i: number,
      ) => blank!.answer = [12, " 7 ", "", "read + write"][i % 4]);
      const { seed, digest, answers } = filledIn(JSON.stringify(object))!;
      assertEquals([seed, digest], [paper!.seed, paper!.digest]);
      assertEquals(answers.slice(0, 4), ["12", "7", null, "read + write"]);
      for (
        const text of [
          "",
          "{",
          "[]",
          "null",
          '{"seed": 7, "digest": 1}',
          '{"seed": 7, "questions": []}',
          '{"seed": "7", "digest": 1, "questions": []}',
          '{"seed": 7, "digest": 1, "questions": [{"blanks": []}]}',
          '{"seed": 7, "digest": 1, "questions": [{"blanks": [{"answer": {}}]}]}',
          '{"seed": 7, "digest": 1, "questions": [null]}',
        ]
      ) {
        assert(filledIn(text) === undefined, text);
      }
    },
  ),
);
