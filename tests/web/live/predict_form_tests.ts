import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { problem as gather } from "lessons/08_sendfile_gather/predict.ts";
import { htmlText } from "../../../lib/text/markup.ts";
import {
  judgeTyped,
  predictCommand,
  predictForm,
  readSeed,
  sayScore,
  seedName,
  thousandsApart,
} from "../../../lib/web/live/predict_form.ts";
import { largestSeed } from "../../../lib/workbook/dice.ts";
import { rollProblem } from "../../../lib/workbook/prediction.ts";
import { checkBlank, sayChecked } from "../../../lib/workbook/submission.ts";
import { liveLessons } from "./lessons.ts";

const problem = rollProblem(gather, { lesson: 8, seed: 7 });

Deno.test("a question has all that is given, a field for each blank, and no answer", () => {
  const html = predictForm(problem).map(htmlText).join("");
  for (const text of problem.given) {
    assertStringIncludes(html, thousandsApart(text));
  }
  for (const [i, { asks, explains }] of problem.blanks.entries()) {
    assertStringIncludes(html, asks);
    assertStringIncludes(html, `name="blank${i + 1}"`);
    assert(!html.includes(explains));
  }
  const words = html.replaceAll(/<[^>]+>/g, "");
  assertStringIncludes(words, "deno task predict 8 --seed 7");
  assertEquals(predictCommand(problem), "deno task predict 8 --seed 7");
});

Deno.test("what is typed is judged as in a terminal, with the same reasons", () => {
  for (const [i, blank] of problem.blanks.entries()) {
    const number = i + 1;
    const right = judgeTyped(blank, ` ${blank.answer} `, number);
    assertEquals(right, { isRight: true, says: "Right." });
    for (const [idea, value] of Object.entries(blank.wrong)) {
      const typed = String(value);
      const checked = checkBlank(blank, { typed, number });
      assertEquals(judgeTyped(blank, typed, number), {
        isRight: false,
        says: thousandsApart(sayChecked(checked, blank)),
      });
      assertEquals(
        sayChecked(checked, blank),
        `Not so: ${idea}. ${blank.explains}`,
      );
    }
    assertEquals(judgeTyped(blank, " ", number), undefined);
    const unfit = judgeTyped(blank, "many", number);
    assertEquals(
      unfit?.says,
      `Expected a whole number for blank ${number}, ${blank.asks}: found "many".`,
    );
  }
});

Deno.test("the score counts what is right, and says when all is", () => {
  const [right, wrong] = [true, false].map((isRight) => ({
    isRight,
    says: "",
  }));
  assertEquals(sayScore([right, right]), "All 2 right.");
  assertEquals(sayScore([right, wrong, undefined]), "1 of 3 are right.");
});

Deno.test("a seed is a whole number in its range, and anything else begins with the first question", () => {
  assertEquals(readSeed("0"), { seed: 0 });
  assertEquals(readSeed(String(largestSeed)), { seed: largestSeed });
  const { seed } = readSeed(undefined);
  for (const text of ["", "x", "-1", "1.5", "1e3", String(largestSeed + 1)]) {
    const read = readSeed(text);
    assertEquals(read.seed, seed);
    assertStringIncludes(
      read.refused!,
      "--seed takes a whole number from 0 to",
    );
  }
});

Deno.test("a lesson with a seed of its own leaves that name to it", () => {
  for (const [number, lesson] of liveLessons) {
    assertEquals(seedName(lesson), number === 4 ? "problem" : "seed");
  }
  assertEquals(seedName(undefined), "seed");
});

Deno.test("a page sets thousands apart, and takes them so: but not in an address", () => {
  assertEquals(
    thousandsApart("58037 bytes, 4096 at once; 512, 0.12345, b4096, 1e4096"),
    "58,037 bytes, 4,096 at once; 512, 0.12345, b4096, 1e4096",
  );
  assertEquals(thousandsApart("address 14024"), "address 14024");
  const blank = { ...problem.blanks[0]!, answer: 58037, wrong: {} };
  for (const typed of ["58037", "58,037", "58_037"]) {
    assertEquals(judgeTyped(blank, typed, 1)?.isRight, true, typed);
  }
  assertStringIncludes(judgeTyped(blank, "58,03", 1)!.says, "a whole number");
});
