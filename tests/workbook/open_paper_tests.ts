import { assertEquals } from "@std/assert";
import { filledOf, toOpen } from "../../lib/workbook/open_paper.ts";

const blank = { name: "a", asks: "a", explains: "because", wrong: { no: 1 } };
const problem = {
  title: "made up",
  given: ["this"],
  blanks: [
    { ...blank, answer: 12, unit: "bytes" },
    { ...blank, answer: "splice", choices: ["splice", "tee"] },
  ],
};

Deno.test("toOpen() tells what is asked, and nothing of what is right", () => {
  assertEquals(toOpen(problem, [null, "tee"]), {
    title: "made up",
    given: ["this"],
    blanks: [
      { name: "a", asks: "a", unit: "bytes", answer: null },
      { name: "a", asks: "a", choices: ["splice", "tee"], answer: "tee" },
    ],
  });
  assertEquals(toOpen(problem).blanks.map(({ answer }) => answer), [
    null,
    null,
  ]);
});

Deno.test("filledOf() reads what was filled in, typed as a text or as a number", () => {
  const open = JSON.parse(
    JSON.stringify([toOpen(problem, ["12"]), { blanks: [] }]),
  );
  assertEquals(filledOf(open), [["12", null], []]);
  open[0].blanks = [{ answer: 12 }, { answer: " tee " }, { answer: "" }, {}];
  assertEquals(filledOf(open), [["12", "tee", null, null], []]);
});

Deno.test("filledOf() gives nothing for what are no problems", () => {
  const others = [
    ...[null, undefined, 7, "text", {}, [null], [7], [{}], [{ blanks: {} }]],
    ...[[{ blanks: [null] }], [{ blanks: [7] }]],
    ...[{}, [], true].map((answer) => [{ blanks: [{ answer }] }]),
  ];
  assertEquals(others.filter((one) => filledOf(one) !== undefined), []);
});
