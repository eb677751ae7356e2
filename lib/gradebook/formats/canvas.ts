/**
 * The gradebook that Canvas has exported, with the grades of one assignment filled in.
 *
 * It reads a table as Canvas does when it takes it back, but guesses nothing: Canvas also matches
 * names, and makes a new assignment of an unknown title.
 *
 * @see https://github.com/instructure/canvas-lms lib/gradebook_importer.rb
 *
 * @module
 */
import { mostPoints } from "../../homework/manifest.ts";
import { oneLine } from "../../text/escape_code.ts";
import type { Gradebook } from "../marks.ts";
import {
  courseGrade,
  type Evidence,
  matchRows,
  noteScale,
} from "./course_grade.ts";
import {
  type Change,
  type CsvRow,
  type Filled,
  numberIn,
  rowsOf,
  withCells,
} from "./csv_cells.ts";

/** Totals, which Canvas works out: "Current Score", "Unposted Final Grade". */
const total = /(Current|Final|Override) (Score|Points|Grade|Status)/;

/** An assignment: "Homework 3 (4711)". */
const assignment = /^(.*) \((\d+)\)$/s;

/**
 * Fills the grades in: points with two decimals, EX for who is wholly excused. Who handed nothing in
 * keeps what is there.
 *
 * @throws {RangeError} If it is no export of Canvas, or it is not clear which assignment is meant.
 */
export function fillCanvas(text: string, book: Gradebook): Filled {
  const [header, ...rows] = rowsOf(text);
  const column = columnOf(header, book.title);
  const givenText = rows.find(hasPoints)?.cells[column]?.text ?? "";
  if (/read\s+only/.test(givenText)) {
    throw new RangeError(
      `Canvas takes no grades for "${
        header!.cells[column]!.text
      }": it is read only`,
    );
  }
  const possible = numberIn(givenText) ?? mostPoints(book);
  const matched = matchRows(rows.filter(isStudent), book, evidenceIn(header!));
  const changes = matched.rows.flatMap(([{ cells }, student]): Change[] => {
    const grade = courseGrade(student, book.items, possible);
    const cell = cells[column];
    return grade === undefined || cell === undefined
      ? []
      : [[cell, grade === "excused" ? "EX" : grade.toFixed(2)]];
  });
  return {
    text: withCells(text, changes),
    notes: [...noteScale(book, possible), ...matched.notes],
  };
}

/** Finds the column of the assignment. */
function columnOf(header: CsvRow | undefined, title: string): number {
  const names = header?.cells.map(({ text }) => text) ?? [];
  const section = names.indexOf("Section");
  if (!names.includes("ID") || section === -1) {
    throw new RangeError(
      "That is no gradebook of Canvas: its first line must have ID and Section",
    );
  }
  const all = [...names.keys()].filter((i) =>
    i > section && assignment.test(names[i]!) && !total.test(names[i]!)
  );
  const named = all.filter((i) => assignment.exec(names[i]!)![1] === title);
  const found = named.length > 0 ? named : all;
  const [column, other] = found;
  if (column !== undefined && other === undefined) return column;
  const which = found.map((i) => `"${names[i]}"`);
  throw new RangeError(
    oneLine(
      `Canvas's table must have one assignment called "${title}": it has ${
        which.join(", ") || "none"
      }`,
    ),
  );
}

/** Whether a row is that of the points that Canvas gives. */
function hasPoints({ cells }: CsvRow): boolean {
  return cells[0]!.text.includes("Points Possible");
}

/** Whether a row is of a student: others have points, or say how grades are posted. */
function isStudent(row: CsvRow): boolean {
  return !hasPoints(row) &&
    !row.cells.every(({ text }) =>
      /^\s*(Muted|Manual Posting.*)?\s*$/i.test(text)
    );
}

function evidenceIn(
  { cells: header }: CsvRow,
): (row: CsvRow) => Evidence[] {
  return ({ cells }) =>
    header.flatMap(({ text: name }, i): Evidence[] => {
      const text = cells[i]?.text ?? "";
      if (name === "ID") return [[text, ({ canvas }) => canvas]];
      if (!/^(SIS (User|Login)|Integration) ID$/.test(name)) return [];
      return [[text, ({ id }) => id], [text, ({ email }) => email]];
    });
}
