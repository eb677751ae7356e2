/**
 * Reports: grades as people and programs read them.
 *
 * @module
 */
import { hangText } from "../text/hanging_text.ts";
import { layOut } from "../text/lay_out.ts";
import type { Complaint, Grade } from "./grade.ts";

/** The grades of one lesson's exercises. */
export interface LessonGrades {
  /** [from 1] */
  readonly lesson: number;
  readonly title: string;
  /** In the order of the tasks. */
  readonly grades: readonly PlacedGrade[];
}

/** A grade with the place of its exercise, as it is typed: "5.2". */
export type PlacedGrade = Grade & {
  readonly place: string;
  /** What the type checker says of it, and where. */
  readonly types?: string;
};

/** How many exercises came out how. */
export interface GradeTally {
  readonly passed: number;
  readonly failed: number;
  readonly open: number;
}

/** What each outcome is marked with, so that colour is not needed to tell them apart. */
const marks = { passed: "✓", failed: "✗", open: "·" };

/** Adds up the grades of all lessons. */
export function tallyOf(lessons: readonly LessonGrades[]): GradeTally {
  const all = lessons.flatMap(({ grades }) => grades);
  const among = (status: Grade["status"]): number =>
    all.filter((grade) => grade.status === status).length;
  return {
    passed: among("passed"),
    failed: among("failed"),
    open: among("open"),
  };
}

/**
 * Lists the grades of one lesson, with the reason for each failure.
 *
 * @param columns From 40 upward.
 */
export function drawGrades(lesson: LessonGrades, columns: number): string[] {
  const rows = lesson.grades.flatMap((grade) => {
    const head = `  ${marks[grade.status]} ${grade.place}  ${grade.exercise}`;
    const beside = (state: string): string[] =>
      head.length + 2 + state.length <= columns
        ? [`${head}  ${state}`]
        : [head, `      ${state}`];
    const types = drawReason("types", grade.types ?? "", columns);
    if (grade.status !== "failed") {
      const state = grade.status === "passed"
        ? `passed, ${grade.questions} asked`
        : "open";
      const remarks = grade.status === "passed" ? grade.remarks : [];
      const why = grade.status === "open" ? grade.why ?? "" : "";
      return [
        ...beside(state),
        ...drawReason("why", why, columns),
        ...remarks.flatMap((text) => drawReason("note", text, columns)),
        ...types,
      ];
    }
    const complaint = drawComplaint(grade.complaint, columns);
    return [...beside("failed"), ...complaint, ...types];
  });
  return [`Lesson ${lesson.lesson}. ${lesson.title}`, ...rows];
}

/** Tells what holds for a whole file of its first exercise, and of the others that it does: "as 5.1". */
export function toldOnce(lesson: LessonGrades): LessonGrades {
  const told = new Map<string, string>();
  const once = (text: string, place: string): string => {
    const first = told.get(text) ?? place;
    told.set(text, first);
    return first === place ? text : `as ${first}`;
  };
  const grades = lesson.grades.map((grade): PlacedGrade => {
    const { place, types } = grade;
    const own = types === undefined ? grade : {
      ...grade,
      types: once(types, place),
    };
    if (own.status !== "failed" || own.complaint.asked !== "") return own;
    const why = once(own.complaint.why, place);
    return { ...own, complaint: { ...own.complaint, why } };
  });
  return { ...lesson, grades };
}

function drawComplaint(
  { asked, gave, listing = [], why }: Complaint,
  columns: number,
): string[] {
  return [
    ...drawRows("asked", asked === "" ? [] : layOut(asked, roomIn(columns))),
    ...drawRows("gave", gave === "" ? [] : layOut(gave, roomIn(columns))),
    ...drawRows(
      "steps",
      listing.flatMap((line) => drawStep(line, roomIn(columns))),
    ),
    ...drawReason("why", why, columns),
  ];
}

/** What a reason is named, with the gap after it. */
function labelOf(name: string): string {
  return `      ${name.padEnd(7)}`;
}

function roomIn(columns: number): number {
  return columns - labelOf("").length;
}

/** Draws a line of a listing; what does not fit goes on below its words. */
function drawStep(line: string, columns: number): string[] {
  const [label = ""] = /^. *\d+ +|^ +|^then: /.exec(line) ?? [];
  return hangText(label, line.slice(label.length), columns);
}

function drawReason(name: string, text: string, columns: number): string[] {
  return text === "" ? [] : hangText(labelOf(name), text, columns);
}

/** Puts lines beside their name. */
function drawRows(name: string, rows: readonly string[]): string[] {
  return rows.map((row, i) => labelOf(i === 0 ? name : "") + row);
}

/** Says the tally in one line. */
export function sayTally({ passed, failed, open }: GradeTally): string {
  return `${passed} passed, ${failed} failed, ${open} open`;
}

/**
 * Draws how far a learner is: a line for each lesson.
 *
 * @param columns From 40 upward.
 */
export function drawProgress(
  lessons: readonly LessonGrades[],
  columns: number,
): string[] {
  const width = Math.max(...lessons.map(({ title }) => title.length));
  return lessons.flatMap((lesson) => {
    const { passed, failed } = tallyOf([lesson]);
    const squares = lesson.grades.map(({ status }) =>
      ({ passed: "■", failed: "▣", open: "□" })[status]
    ).join("");
    const state = passed === lesson.grades.length
      ? "done"
      : passed + failed > 0
      ? `${passed} of ${lesson.grades.length}`
      : "open";
    const head = `${String(lesson.lesson).padStart(2)}  ` +
      `${squares.padEnd(5)} ${state.padEnd(8)}`;
    return head.length + width <= columns
      ? [`${head}${lesson.title}`]
      : [head.trimEnd(), `    ${lesson.title}`];
  });
}

/** Draws the tally and what the squares stand for: beside it, where there is room. */
export function drawTally(tally: GradeTally, columns: number): string[] {
  const rows = [sayTally(tally), "■ passed  ▣ tried  □ open"];
  const row = rows.join("   ");
  return row.length <= columns ? [row] : rows;
}

/**
 * The exercise to do next, as it is typed: one that failed, else the first open one after the last
 * that passed, else the first open one; nothing if all are passed.
 */
export function nextOf(lessons: readonly LessonGrades[]): string | undefined {
  const all = lessons.flatMap(({ grades }) => grades);
  const last = all.findLastIndex(({ status }) => status === "passed");
  const next = all.find(({ status }) => status === "failed") ??
    all.find(({ status }, i) => status === "open" && i > last) ??
    all.find(({ status }) => status === "open");
  return next?.place;
}

/** "exercise 5.2. A hint: deno task hint 5.2": of one that nobody has begun, where its task is. */
export function sayNotYet(lessons: readonly LessonGrades[]): string {
  const next = nextOf(lessons);
  const isOpen = lessons.some(({ grades }) =>
    grades.some(({ place, status }) => place === next && status === "open")
  );
  return `exercise ${next}. ` +
    (isOpen
      ? `Its task: deno task exercise ${next}`
      : `A hint: deno task hint ${next}`);
}
