import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { saySummary } from "../../lib/gradebook/summary.ts";
import { readOverrides } from "../../lib/gradebook/overrides.ts";
import { displayWidth } from "../../lib/text/width.ts";
import { made } from "./made_up_marks.ts";

const { rows: overrides } = readOverrides(
  "student,item,points,why\n007,5.2,1,the question was unclear",
  { items: made.items, students: new Set(["007"]) },
);
const refused = Array.from({ length: 9 }, (_, i) => ({
  source: `${i}.zip`,
  why: `${i}\x1b[2J.zip is no zip.\n\u202eforged`,
}));
const noted = {
  ...made,
  students: made.students.map((one) => ({ ...one, notes: ["Two attempts."] })),
};

Deno.test("saySummary() says how a class did, in 80 columns", () => {
  const lines = saySummary({ book: noted, refused, overrides }, {
    columns: 80,
    most: 2,
  });
  assertEquals(
    lines.join("\n"),
    `\
How a file is sent
Due: Sunday, 6 December 2026, 23:59 (UTC+01:00)
2 students: 1 handed in, 1 missing, 0 late
Who handed in has 6 of 11 points on average

                                              passed failed open missing excused
P5   predictions    ████████████       4 of 6      0      1    0       1       0
5.1  readAndWrite   ██████████████████ 2 of 2      1      0    0       1       0
5.2  countSwitches                     0 of 3      0      1    0       0       1

Why answers failed:
  5.2 countSwitches
      1  wrong, and no idea of ours explains it

Nothing handed in:
  =1+1

Set by hand:
  007: 5.2 1 points (the question was unclear)

Not taken:
  0 [2J.zip is no zip. forged
  1 [2J.zip is no zip. forged
  and 7 more, in summary.txt

To look at:
  007: Two attempts.
  =1+1: Two attempts.`,
  );
});

Deno.test("saySummary() fits, however wide the terminal is, and drops no number", () => {
  for (let columns = 40; columns <= 100; columns++) {
    const lines = saySummary({ book: noted, refused, overrides }, { columns });
    const widest = Math.max(...lines.map(displayWidth));
    assert(widest <= columns, `${columns}: ${widest}`);
    assertStringIncludes(lines.join("\n"), "2 of 2");
    assertEquals(lines.join("").includes("and 7 more"), false);
  }
});
