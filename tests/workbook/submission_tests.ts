import { assert, assertEquals, assertThrows } from "@std/assert";
import { lastProblemLesson, rollProblem } from "../problems.ts";
import { checkSubmission } from "../../lib/workbook/submission.ts";
import type { Problem } from "../../lib/workbook/prediction.ts";

const problem: Problem = {
  lesson: 5,
  seed: 42,
  title: "made up",
  given: [],
  blanks: [
    {
      name: "calls",
      asks: "calls",
      answer: 12,
      explains: "rule of calls",
      wrong: { "two for each": 24, "one for all": 1 },
    },
    {
      name: "bytes",
      asks: "moved bytes",
      unit: "bytes",
      answer: 65536,
      explains: "rule of bytes",
      wrong: {},
    },
    {
      name: "way",
      asks: "cheapest way",
      choices: ["read + write", "splice"],
      answer: "read + write",
      explains: "rule of ways",
      wrong: { "the newest": "splice" },
    },
  ],
};

/** What is said of a submission that cannot be read. */
function refusal(text: string): string {
  return assertThrows(() => checkSubmission(problem, text), RangeError).message;
}

Deno.test("checkSubmission() finds nothing wrong with the right values", () => {
  for (
    const text of [
      "12,65536,read + write",
      " 12 , 65_536 ,  READ+write ",
      "012,65536,read+write",
    ]
  ) {
    assertEquals(checkSubmission(problem, text), undefined, text);
  }
});

Deno.test("checkSubmission() names the first wrong blank, what was given, and the rule", () => {
  assertEquals(checkSubmission(problem, "12,65535,splice"), {
    number: 2,
    name: "bytes",
    asks: "moved bytes",
    gave: "65535",
    idea: undefined,
    explains: "rule of bytes",
    rightBlanks: 1,
  });
  assertEquals(checkSubmission(problem, "12,65536,splice")?.number, 3);
  assertEquals(checkSubmission(problem, "6,65536,read+write")?.rightBlanks, 2);
});

Deno.test("checkSubmission() names the wrong idea that gives what was typed", () => {
  const ideaOf = (text: string): string | undefined =>
    checkSubmission(problem, text)?.idea;
  assertEquals(ideaOf("024,65536,splice"), "two for each");
  assertEquals(ideaOf("1,65536,splice"), "one for all");
  assertEquals(ideaOf("2,65536,splice"), undefined);
  assertEquals(ideaOf("12,65536,SPLICE"), "the newest");
});

Deno.test("checkSubmission() refuses another number of values", () => {
  assertEquals(
    refusal("12,65536"),
    "Expected 3 values with commas between them, for calls; moved bytes; " +
      "cheapest way: found 2",
  );
  assert(refusal("12,65536,splice,1").endsWith("found 4"));
  assert(refusal("12,,splice").endsWith("found 2"));
  assert(refusal("").endsWith("found 0"));
  assert(refusal(" , , ").endsWith("found 0"));
});

Deno.test("checkSubmission() refuses what is not a number, wherever it stands", () => {
  for (const typed of ["twelve", "-12", "1.5", "12 calls", "1e3", "_1"]) {
    assertEquals(
      refusal(`${typed},65536,splice`),
      `Expected a whole number for blank 1, calls: found "${typed}"`,
    );
  }
  // A typing error is told before a mistake in another blank.
  assert(refusal("7,many,splice").includes('found "many"'));
});

Deno.test("checkSubmission() takes the part of a word that no other has", () => {
  assertEquals(checkSubmission(problem, "12,65536,read"), undefined);
  assertEquals(checkSubmission(problem, "12,65536,spl")?.idea, "the newest");
  assert(refusal("12,65536,e").includes('found "e"'));
});

Deno.test("checkSubmission() refuses a word that cannot be chosen", () => {
  assertEquals(
    refusal("12,65536,mmap"),
    "Expected one of read + write, splice for blank 3, cheapest way: " +
      'found "mmap"',
  );
});

Deno.test("the answers of a rolled problem pass, and each one changed is found", () => {
  for (let lesson = 1; lesson <= lastProblemLesson; lesson++) {
    for (let seed = 1; seed <= 20; seed++) {
      const rolled = rollProblem(lesson, seed);
      const says = `lesson ${lesson}, seed ${seed}`;
      const answers = rolled.blanks.map(({ answer }) => String(answer));
      assertEquals(checkSubmission(rolled, answers.join()), undefined, says);
      for (const [i, { answer, choices = [] }] of rolled.blanks.entries()) {
        const other = typeof answer === "number"
          ? String(answer + 1)
          : choices.find((one) => one !== answer)!;
        const mistake = checkSubmission(rolled, answers.with(i, other).join());
        assertEquals(mistake?.number, i + 1, says);
        assertEquals(mistake?.rightBlanks, answers.length - 1, says);
      }
    }
  }
});
