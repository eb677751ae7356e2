import { assert, assertEquals } from "@std/assert";
import { lastProblemLesson, rollProblem } from "../problems.ts";
import type { Problem } from "../../lib/workbook/prediction.ts";
import { drawProblemText } from "../../lib/workbook/problem_text.ts";
import { displayWidth } from "../../lib/text/width.ts";
import { widths } from "../widths.ts";

const problem: Problem = {
  lesson: 7,
  seed: 42,
  title: "sendfile",
  given: ["a file of 10000 bytes"],
  blanks: [
    {
      name: "calls",
      asks: "calls",
      answer: 3,
      explains: "One a piece.",
      wrong: {},
    },
    {
      name: "bytes",
      asks: "moved by the CPU",
      unit: "bytes",
      answer: 10000,
      explains: "All of the file.",
      wrong: {},
    },
    {
      name: "mode",
      asks: "mode at the end",
      choices: ["user", "kernel"],
      answer: "user",
      explains: "The last line crosses.",
      wrong: {},
    },
  ],
};

let rolled: Problem[] | undefined;

/** Problems of all lessons, some of each. */
function problems(): Problem[] {
  return rolled ??= Array.from(
    { length: 5 * lastProblemLesson },
    (_, i) => rollProblem(1 + i % lastProblemLesson, i),
  );
}

/** The words of some lines, however they are broken. */
function wordsOf(lines: readonly string[]): string {
  return lines.join(" ").replaceAll(/\s+/g, " ");
}

Deno.test("drawProblemText() prints what is given, and a blank for each question", () => {
  const text = drawProblemText(problem, { columns: 72, filled: false });
  assertEquals(text, [
    "Lesson 7, seed 42: sendfile",
    "",
    "- a file of 10000 bytes",
    "",
    "1  calls: ____",
    "2  moved by the CPU: ____ bytes",
    "3  mode at the end (user, kernel): ____",
  ]);
});

Deno.test("drawProblemText() fills the blanks, and explains only answers", () => {
  const options = { columns: 72, explained: true };
  assertEquals(
    drawProblemText(problem, { ...options, filled: true }).slice(4),
    [
      "1  calls: 3",
      "   One a piece.",
      "2  moved by the CPU: 10000 bytes",
      "   All of the file.",
      "3  mode at the end (user, kernel): user",
      "   The last line crosses.",
    ],
  );
  assertEquals(
    drawProblemText(problem, { ...options, filled: false }),
    drawProblemText(problem, { columns: 72, filled: false }),
  );
});

Deno.test("a problem with answers is the problem with blanks, filled", () => {
  for (const one of [problem, ...problems()]) {
    const columns = 72;
    const answers = one.blanks.map(({ answer }) => String(answer));
    const filled = wordsOf(drawProblemText(one, { columns, filled: true }));
    const blank = wordsOf(drawProblemText(one, { columns, filled: false }));
    assertEquals(
      blank.replaceAll("____", () => answers.shift()!),
      filled,
      `lesson ${one.lesson}, seed ${one.seed}`,
    );
    assertEquals(answers, []);
  }
});

Deno.test("no line of a problem is wider than asked for, from 40 columns to 200", () => {
  for (const one of problems()) {
    for (const columns of [40, 41, 47, 60, 80, 200]) {
      for (const filled of [false, true]) {
        const options = { columns, filled, explained: true };
        for (const line of drawProblemText(one, options)) {
          const says = `lesson ${one.lesson}, seed ${one.seed}: ${line}`;
          assert(displayWidth(line) <= columns, says);
          assertEquals(line, line.trimEnd(), says);
        }
      }
    }
  }
});

Deno.test("a blank and its unit are never on two lines", () => {
  for (const one of problems()) {
    for (const columns of widths.filter((columns) => columns <= 60)) {
      const text = drawProblemText(one, { columns, filled: false });
      const units = one.blanks.filter(({ unit }) => unit !== undefined);
      assertEquals(
        text.filter((line) => /____ \S+$/.test(line)).length,
        units.length,
        `lesson ${one.lesson}, seed ${one.seed}, ${columns} columns`,
      );
    }
  }
});
