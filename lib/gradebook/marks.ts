/**
 * Marks: what each student got for each item, and why. All reports are made from these.
 *
 * @module
 */
import type { Student } from "../collect/submission.ts";
import type { Complaint } from "../grade/grade.ts";
import type { Item } from "../homework/manifest.ts";
import { hasParts } from "../workbook/plain.ts";

/** What came of an item. */
export interface Mark {
  readonly item: string;
  /** Points, after overrides. [whole number] */
  readonly points: number;
  /** `missing`: nothing was handed in for it. `excused`: it does not count. */
  readonly status: "passed" | "failed" | "open" | "missing" | "excused";
  /** What was wrong. */
  readonly complaint?: Complaint;
  /** Of predictions: how many blanks are right, of how many. */
  readonly right?: readonly [right: number, of: number];
  /** The seed of what was asked. */
  readonly seed: number;
  /** What an instructor has set in the place of what was found. */
  readonly override?: string;
}

/** All that one student got. */
export interface StudentMarks {
  readonly student: Student;
  /** Where the submission that counts was found; nothing, if there is none. */
  readonly source?: string;
  /** When it was handed in, if that is told: ISO 8601. It stays across regrades. */
  readonly at?: string;
  readonly isLate: boolean;
  /** Until when this student had time, if that is not when the others had: ISO 8601. */
  readonly due?: string;
  /** In the order of the items. */
  readonly marks: readonly Mark[];
  /** For the instructor: other attempts, what was left out, what was refused. */
  readonly notes: readonly string[];
  /** What was graded, by its digest: whether it must be graded again. */
  readonly digest: string;
}

/** The marks of a class. Nothing in it depends on when it was made. */
export interface Gradebook {
  /** Of this format. */
  readonly gradebook: 1;
  readonly title: string;
  /** ISO 8601. */
  readonly due: string;
  readonly items: readonly Item[];
  /** In the order of the roster; without one, by id. */
  readonly students: readonly StudentMarks[];
}

/** Whether a value is a gradebook of this format, as far as one is read again. */
export function isGradebook(value: unknown): value is Gradebook {
  return hasParts(value) && value.gradebook === 1 &&
    typeof value.title === "string" && Array.isArray(value.students) &&
    value.students.every((one) =>
      hasParts(one) && hasParts(one.student) && Array.isArray(one.marks) &&
      one.marks.every((mark) => hasParts(mark) && "item" in mark)
    );
}

/** Whether something was handed in that counts. */
export function isHandedIn({ source }: Pick<StudentMarks, "source">): boolean {
  return source !== undefined;
}

/** The points of a student, and the most that could be had: what is excused does not count. */
export function scoreOf(
  { marks }: Pick<StudentMarks, "marks">,
  items: readonly Item[],
): { readonly points: number; readonly of: number } {
  const counted = marks.filter(({ status }) => status !== "excused");
  const most = new Map(items.map(({ id, points }) => [id, points]));
  return {
    points: counted.reduce((sum, { points }) => sum + points, 0),
    of: counted.reduce((sum, { item }) => sum + (most.get(item) ?? 0), 0),
  };
}
