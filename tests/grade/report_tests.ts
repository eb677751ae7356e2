import { assert, assertEquals } from "@std/assert";
import {
  drawGrades,
  drawProgress,
  drawTally,
  type LessonGrades,
  nextOf,
  type PlacedGrade,
  sayTally,
  tallyOf,
  toldOnce,
} from "../../lib/grade/report.ts";
import { displayWidth } from "../../lib/text/width.ts";

const passed: PlacedGrade = {
  place: "5.1",
  exercise: "first",
  status: "passed",
  questions: 4,
  remarks: [],
};

const failed = {
  place: "5.2",
  exercise: "second",
  status: "failed",
  complaint: {
    asked: 'second("<a>", [1])',
    gave: '"]]>"',
    why: 'Two & two are not "five": count the pieces <again>, then the calls.',
  },
} as const satisfies PlacedGrade;

const open: PlacedGrade = { place: "5.3", exercise: "third", status: "open" };

const mixed: LessonGrades = {
  lesson: 5,
  title: "read + write",
  grades: [passed, failed, open],
};

function lessonOf(...grades: PlacedGrade[]): LessonGrades {
  return { lesson: 12, title: "on your <kernel>", grades };
}

Deno.test("drawGrades() lists what came of each exercise, and why it failed", () => {
  assertEquals(drawGrades(mixed, 60), [
    "Lesson 5. read + write",
    "  ✓ 5.1  first  passed, 4 asked",
    "  ✗ 5.2  second  failed",
    '      asked  second("<a>", [1])',
    '      gave   "]]>"',
    '      why    Two & two are not "five": count the pieces',
    "             <again>, then the calls.",
    "  · 5.3  third  open",
  ]);
});

Deno.test("toldOnce() says what holds for a whole file once", () => {
  const complaint = { asked: "", gave: "", why: "It cannot be loaded." };
  const types = "answer.ts:1: no";
  const [a, b, c, other] = ["5.1", "5.2", "5.3", "5.4"];
  const { grades } = toldOnce(lessonOf(
    { ...failed, place: a!, types, complaint },
    { ...failed, place: b!, types, complaint },
    { ...open, place: c!, types },
    { ...failed, place: other! },
    { ...failed, place: "5.5" },
  ));
  assertEquals(
    grades.map((grade) => [
      grade.types,
      grade.status === "failed" ? grade.complaint.why : undefined,
    ]),
    [
      [types, "It cannot be loaded."],
      ["as 5.1", "as 5.1"],
      ["as 5.1", undefined],
      [undefined, failed.complaint.why],
      [undefined, failed.complaint.why],
    ],
  );
});

const listed = {
  asked: 'send({ nic: "gather", bytes: 65536, slots: 16 })',
  gave: 'the program "mine" of 2 steps',
  listing: [
    "  1  enter the kernel for read()",
    "▶ 2  copy disk → page cache by DMA",
    "then: page cache 64 KiB, client nothing",
  ],
  why: "No.",
};

Deno.test("drawGrades() lays out what was asked, and sets a listing below what was given", () => {
  const lesson = lessonOf({ ...failed, complaint: listed });
  assertEquals(drawGrades(lesson, 40).slice(2), [
    "      asked  send({",
    '               nic: "gather",',
    "               bytes: 65536, slots: 16",
    "             })",
    '      gave   the program "mine" of 2',
    "             steps",
    "      steps    1  enter the kernel for",
    "                  read()",
    "             ▶ 2  copy disk → page cache",
    "                  by DMA",
    "             then: page cache 64 KiB,",
    "                   client nothing",
    "      why    No.",
  ]);
});

Deno.test("drawGrades() keeps to the columns, also with long words and Chinese", () => {
  const why = "页缓存".repeat(30) + " " + "x".repeat(200);
  const complaint = { asked: why, gave: why, why };
  const exercise = "countModeSwitches";
  const grades: PlacedGrade[] = [
    { ...failed, complaint, exercise },
    { ...failed, complaint: { ...complaint, listing: [why, `▶ 10  ${why}`] } },
    { ...passed, questions: 28, exercise },
    { ...open, exercise },
  ];
  for (const columns of [40, 80, 100]) {
    for (const line of drawGrades(lessonOf(...grades), columns)) {
      assert(displayWidth(line) <= columns, `${columns}: ${line}`);
    }
  }
});

Deno.test("drawGrades() leaves out what is not said", () => {
  const complaint = { asked: "", gave: "", why: "Later." };
  assertEquals(drawGrades(lessonOf({ ...failed, complaint }), 80).slice(1), [
    "  ✗ 5.2  second  failed",
    "      why    Later.",
  ]);
});

Deno.test("drawGrades() tells what there is to say of an answer that passed", () => {
  const remarks = ["2 copies, ours 1", "best"];
  assertEquals(drawGrades(lessonOf({ ...passed, remarks }), 80).slice(1), [
    "  ✓ 5.1  first  passed, 4 asked",
    "      note   2 copies, ours 1",
    "      note   best",
  ]);
});

Deno.test("tallyOf() adds up all lessons, sayTally() says it in one line", () => {
  const tally = tallyOf([mixed, lessonOf(passed, passed)]);
  assertEquals(tally, { passed: 3, failed: 1, open: 1 });
  assertEquals(sayTally(tally), "3 passed, 1 failed, 1 open");
  assertEquals(tallyOf([]), { passed: 0, failed: 0, open: 0 });
});

Deno.test("nextOf() prefers what failed, then what is open after the last pass", () => {
  const before = { ...open, place: "4.1" };
  const lessons = [lessonOf(before), lessonOf(passed, open), lessonOf(failed)];
  assertEquals(nextOf(lessons), "5.2");
  assertEquals(nextOf(lessons.slice(0, 2)), "5.3");
  assertEquals(nextOf([lessonOf(before), lessonOf(passed)]), "4.1");
});

Deno.test("nextOf() is the first exercise that is not passed", () => {
  assertEquals(nextOf([mixed]), "5.2");
  assertEquals(nextOf([lessonOf(passed), lessonOf(passed, open)]), "5.3");
  assertEquals(nextOf([lessonOf(passed)]), undefined);
});

Deno.test("drawProgress() draws a square for each exercise", () => {
  const lessons = [mixed, lessonOf(open, open), lessonOf(passed)];
  assertEquals(drawProgress(lessons, 80), [
    " 5  ■▣□   1 of 3  read + write",
    "12  □□    open    on your <kernel>",
    "12  ■     done    on your <kernel>",
  ]);
});

Deno.test("drawProgress() puts titles on lines of their own where there is no room", () => {
  const title = "a title that takes many columns indeed";
  assertEquals(drawProgress([{ ...mixed, title }], 40), [
    " 5  ■▣□   1 of 3",
    `    ${title}`,
  ]);
});

Deno.test("drawTally() puts what the squares stand for where there is room", () => {
  const tally = { passed: 10, failed: 10, open: 10 };
  const rows = ["10 passed, 10 failed, 10 open", "■ passed  ▣ tried  □ open"];
  assertEquals(drawTally(tally, 40), rows);
  assertEquals(drawTally(tally, 80), [rows.join("   ")]);
});
