/**
 * The gradebook as a table, one row a student: after that of nbgrader, with a column for each item.
 *
 * It holds whole numbers, and no text of a submission.
 *
 * @see https://nbgrader.readthedocs.io nbgrader export
 * @module
 */
import { toCsv } from "./csv.ts";
import { type Gradebook, scoreOf, type StudentMarks } from "./marks.ts";

/** The columns before those of the items. */
const columns = [
  "assignment",
  "duedate",
  "timestamp",
  "student_id",
  "last_name",
  "first_name",
  "email",
  "raw_score",
  "late_submission_penalty",
  "score",
  "max_score",
];

/** Writes the table. What is excused is an empty cell; no points are taken for being late. */
export function toGradebookCsv(book: Gradebook): string {
  const items = book.items.map(({ id }) => id);
  const rows = book.students.map((student) => rowOf(student, book));
  return toCsv([[...columns, ...items], ...rows]);
}

function rowOf(
  marks: StudentMarks,
  { title, due, items }: Gradebook,
): (string | number | undefined)[] {
  const { id, lastName, firstName, email } = marks.student;
  const { points, of } = scoreOf(marks, items);
  return [
    title,
    marks.due ?? due,
    marks.at,
    id,
    lastName,
    firstName,
    email,
    points,
    0,
    points,
    of,
    ...items.map((item) => {
      const mark = marks.marks.find((one) => one.item === item.id);
      return mark?.status === "excused" ? undefined : mark?.points ?? 0;
    }),
  ];
}
