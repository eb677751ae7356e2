/**
 * What a student gets in a course's system, and which row of its table is whose.
 *
 * @module
 */
import type { Item } from "../../homework/manifest.ts";
import { mostPoints } from "../../homework/manifest.ts";
import { oneLine } from "../../text/escape_code.ts";
import { sayMany } from "../../text/say.ts";
import { shorten } from "../../workbook/say_value.ts";
import {
  type Gradebook,
  isHandedIn,
  scoreOf,
  type StudentMarks,
} from "../marks.ts";
import type { CsvRow } from "./csv_cells.ts";

/**
 * The grade of a student, out of what the course's system gives for the homework. What is excused
 * does not count: all else counts for as much more.
 *
 * @param possible What the system gives at most. [points]
 * @returns Nothing, if nothing was handed in and nothing set by hand.
 */
export function courseGrade(
  student: StudentMarks,
  items: readonly Item[],
  possible: number,
): number | "excused" | undefined {
  const { marks } = student;
  const isSet = marks.some(({ override }) => override !== undefined);
  if (!isHandedIn(student) && !isSet) return undefined;
  if (marks.every(({ status }) => status === "excused")) return "excused";
  const { points, of } = scoreOf(student, items);
  return of === 0 ? points : possible * points / of;
}

/** What tells whose row it is: a cell, and what must be the same of a student. */
export type Evidence = readonly [
  text: string,
  of: (student: StudentMarks["student"]) => string | undefined,
];

/** Rows with their students, and what to say of all others. */
export interface MatchedRows {
  readonly rows: readonly (readonly [row: CsvRow, student: StudentMarks])[];
  readonly notes: readonly string[];
}

/**
 * Finds whose each row is. Nothing is guessed: all that a row tells must lead to one student, and to
 * no student may lead two rows.
 */
export function matchRows(
  rows: readonly CsvRow[],
  { students }: Gradebook,
  evidenceIn: (row: CsvRow) => readonly Evidence[],
): MatchedRows {
  const found = rows.map((row) => {
    const evidence = evidenceIn(row).filter(([text]) => text.trim() !== "");
    return students.filter(({ student }) =>
      evidence.some(([text, of]) => of(student) === text.trim())
    );
  });
  const claims = new Map<StudentMarks, number>();
  for (const one of found.flat()) claims.set(one, (claims.get(one) ?? 0) + 1);
  const isOwn = (those: readonly StudentMarks[]): boolean =>
    those.length === 1 && claims.get(those[0]!) === 1;
  const strange = rows.filter((_, i) => found[i]!.length === 0);
  const unclear = rows.filter((_, i) =>
    found[i]!.length > 0 && !isOwn(found[i]!)
  );
  const without = students.filter((one) => !claims.has(one));
  return {
    rows: rows.flatMap((row, i) =>
      isOwn(found[i]!) ? [[row, found[i]![0]!] as const] : []
    ),
    notes: [
      ...list(
        "Left as they came, no student has their ids",
        strange.map(sayRow),
      ),
      ...list(
        "Left as they came, of more than one student or twice of one",
        unclear.map(sayRow),
      ),
      ...list(
        "Students without a row",
        without.map(({ student }) => sayName(student.id)),
      ),
    ],
  };
}

/** A sentence with what it is about, if there is something. */
export function list(what: string, which: readonly string[]): string[] {
  return which.length === 0 ? [] : [`${what}: ${which.join(", ")}`];
}

/** A name that somebody else wrote, as it may stand in a sentence. */
export function sayName(text: string): string {
  return shorten(oneLine(text), 40).toWellFormed();
}

function sayRow({ line, cells }: CsvRow): string {
  return `line ${line} (${sayName(cells[0]!.text)})`;
}

/** Says that a course's system gives other points than the homework. */
export function noteScale({ items }: Gradebook, possible: number): string[] {
  const most = mostPoints({ items });
  return possible === most ? [] : [
    `Out of ${possible}, as the table says: the homework has ${
      sayMany(most, "point")
    }`,
  ];
}
