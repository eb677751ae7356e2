/**
 * The table of a roster: its rows with their lines, its columns by what they are called or, where a
 * course's system has translated them, by what is in them.
 *
 * @module
 */
import { type CsvRecord, readRecords } from "../homework/csv_table.ts";

/** What a column is for, and what it may be called, in small letters: of several the first that is filled in. */
export const columns = {
  id: [
    "student_id",
    "student id",
    "id number",
    "sis user id",
    "sis_user_id",
    "sis id",
    "id",
    "sis login id",
    "login",
    "username",
    "email",
    "email address",
  ],
  lastName: ["last_name", "last name", "surname"],
  firstName: ["first_name", "first name"],
  name: ["student", "full name", "full_name", "name"],
  email: ["email", "email address", "sis login id"],
  canvas: ["canvas", "canvas_id", "canvas id"],
  moodle: ["identifier", "moodle", "moodle_id", "moodle id", "participant"],
} as const;

/** What a column is for. */
export type Use = keyof typeof columns;

/** A row: its line in the file, and what it says. */
export interface Row {
  /** [from 1] */
  readonly line: number;
  readonly fields: Readonly<Partial<Record<Use, string>>>;
}

/** What a roster says, and where its ids were found. */
export interface Table {
  readonly rows: readonly Row[];
  /** What the column of ids is called; nothing, if there is none. */
  readonly idColumn: string | undefined;
}

/** Reads the table of a roster. @throws {SyntaxError} If it is no CSV. */
export function readRosterTable(text: string): Table {
  const [head, ...all] = readRecords(text);
  if (head === undefined) throw new SyntaxError("A roster must have a row");
  const heads = head.cells.map((cell) => cell.toLowerCase());
  const isCanvas = heads.includes("student") && heads.includes("id");
  const at = (name: string): number => heads.indexOf(name);
  // A row of Canvas without a number is none of a student, nor is the one that teachers try.
  const rows = isCanvas
    ? all.filter(({ cells }) =>
      cells[at("id")] && cells[at("student")] !== "Student, Test"
    )
    : all;
  const isMoodle = isParticipants(rows.map(({ cells }) => cells[0] ?? ""));
  const isFilled = (column: number): boolean =>
    rows.some(({ cells }) => (cells[column] ?? "") !== "");
  const find = (use: Use): number | undefined =>
    columns[use].map(at).filter((column) =>
      column >= 0 && !(use === "id" && isMoodle && column === 0) &&
      !(use === "id" && isCanvas && column === at("id"))
    ).find(isFilled);
  const emails = heads.findIndex((_, column) =>
    rows.length > 0 && rows.every(({ cells }) => cells[column]?.includes("@"))
  );
  const email = find("email") ?? (emails < 0 ? undefined : emails);
  const places: Record<Use, number | undefined> = {
    id: find("id") ?? (isCanvas ? at("id") : email),
    lastName: find("lastName"),
    firstName: find("firstName"),
    name: find("name") ?? (isMoodle ? 1 : undefined),
    email,
    canvas: isCanvas ? at("id") : find("canvas"),
    moodle: isMoodle ? 0 : find("moodle"),
  };
  return {
    rows: rows.map((row) => ({ line: row.line, fields: pick(row, places) })),
    idColumn: places.id === undefined ? undefined : heads[places.id],
  };
}

function pick(
  { cells }: CsvRecord,
  places: Readonly<Record<Use, number | undefined>>,
): Row["fields"] {
  const found = Object.entries(places).flatMap(([use, column]) => {
    const cell = column === undefined ? "" : cells[column] ?? "";
    return cell === "" ? [] : [[use, cell]];
  });
  return Object.fromEntries(found);
}

/** Whether cells number participants as Moodle does, in whatever language. */
function isParticipants(cells: readonly string[]): boolean {
  const words = cells.map((cell) => /^([^\d@]{3,}?)\s*\d+$/.exec(cell)?.[1]);
  return words.length > 0 && words[0] !== undefined &&
    words.every((word) => word === words[0]);
}
