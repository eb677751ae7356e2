/**
 * The grading worksheet that Moodle has exported, with the grades filled in.
 *
 * Moodle translates the header line, and finds its columns by it: so they are found here by where they
 * stand and what is in them. The comments are left as they came: what is written there replaces a
 * teacher's.
 *
 * @see https://github.com/moodle/moodle mod/assign/feedback/offline/importgradeslib.php and
 * mod/assign/classes/gradingtable.php
 *
 * @module
 */
import type { Gradebook } from "../marks.ts";
import {
  courseGrade,
  type Evidence,
  list,
  matchRows,
  noteScale,
  sayName,
} from "./course_grade.ts";
import {
  type Change,
  type CsvRow,
  type Filled,
  numberIn,
  rowsOf,
  withCells,
} from "./csv_cells.ts";

/**
 * Fills the grades in, with two decimals and the decimal sign that the table has. Who handed nothing
 * in, or is wholly excused, keeps what is there.
 *
 * @throws {RangeError} If it is no such worksheet, or it is not clear which column is the grade.
 */
export function fillMoodle(text: string, book: Gradebook): Filled {
  const [header, ...rows] = rowsOf(text);
  const column = gradeColumn(header, rows);
  const most = rows[0]!.cells[column + 1]!.text;
  const possible = numberIn(most)!;
  const matched = matchRows(rows, book, ({ cells }): Evidence[] => [
    [numberOf(cells[0]!.text)!, ({ moodle }) => moodle],
    ...cells.slice(1, column).flatMap(({ text }): Evidence[] => [
      [text, ({ id }) => id],
      [text, ({ email }) => email],
    ]),
  ]);
  const graded = matched.rows.map(([{ cells }, student]) => ({
    cell: cells[column]!,
    id: student.student.id,
    grade: courseGrade(student, book.items, possible),
  }));
  const changes = graded.flatMap(({ cell, grade }): Change[] =>
    typeof grade === "number"
      ? [[cell, grade.toFixed(2).replace(".", most.includes(",") ? "," : ".")]]
      : []
  );
  const excused = graded.filter(({ grade }) => grade === "excused");
  return {
    text: withCells(text, changes),
    notes: [
      ...noteScale(book, possible),
      ...matched.notes,
      ...list(
        "Excused, which Moodle does not know: left as they came",
        excused.map(({ id }) => sayName(id)),
      ),
    ],
  };
}

/** The number of the participant: at the end, in all languages. */
function numberOf(text: string): string | undefined {
  return /^\D+(\d+)$/.exec(text)?.[1];
}

/**
 * Finds the column of the grade: left of the column in which all rows have the same number, the most
 * that can be had.
 */
function gradeColumn(
  header: CsvRow | undefined,
  rows: readonly CsvRow[],
): number {
  const width = header?.cells.length ?? 0;
  const isSheet = rows.length > 0 &&
    rows.every(({ cells }) =>
      cells.length === width && numberOf(cells[0]!.text) !== undefined
    );
  if (!isSheet) {
    throw new RangeError(
      'That is no grading worksheet of Moodle: each line must begin as "Participant 123" does',
    );
  }
  const among = (column: number): string[] =>
    rows.map(({ cells }) => cells[column]!.text);
  const found = Array.from({ length: width - 1 }, (_, i) => i).filter((i) => {
    const [grades, most] = [among(i), among(i + 1)];
    return i > 0 && new Set(most).size === 1 &&
      numberIn(most[0]!) !== undefined &&
      grades.every((text) =>
        /^\s*-?\s*$/.test(text) || numberIn(text) !== undefined
      );
  });
  const named = found.filter((i) => header!.cells[i]!.text === "Grade");
  const [column, other] = named.length > 0 ? named : found;
  if (column !== undefined && other === undefined) return column;
  const which = found.map((i) => `"${header!.cells[i]!.text}"`).join(", ");
  throw new RangeError(
    `It must be clear which column of Moodle's worksheet is the grade, left of the most that can be had: ${
      which || "none is"
    }. Export it with English as your language`,
  );
}
