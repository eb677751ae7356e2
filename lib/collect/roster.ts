/**
 * The roster: who is in the class, from a CSV that somebody has written or that a course's system has
 * exported. Ids are texts, so that `007` stays what it is.
 *
 * Columns are known by their names, in any order: `columns` lists them. The grades that Canvas exports
 * and the grading worksheet of Moodle are rosters as they are. Columns are parted by `,` or `;`.
 *
 * @module
 */
import { oneLine } from "../text/escape_code.ts";
import { keys } from "./owner.ts";
import { claimedId } from "./read_pack.ts";
import { columns, readRosterTable, type Row } from "./roster_table.ts";
import type { Refused, Student } from "./submission.ts";

/** A class, in the order of the rows. */
export interface Roster {
  readonly students: readonly Student[];
  /** Rows that were not taken: "line 7". */
  readonly refused: readonly Refused[];
  /** What the column of ids is called, in small letters. */
  readonly idColumn: string;
}

/** A student, and where the row stands. */
interface Found {
  readonly line: number;
  readonly student: Student;
}

/**
 * Reads a roster. Rows of which it cannot be told whom they mean are refused by their lines.
 *
 * @throws {SyntaxError} If it is no CSV, or has no column of ids.
 */
export function readRoster(text: string): Roster {
  const { rows, idColumn } = readRosterTable(text);
  if (idColumn === undefined) {
    throw new SyntaxError(
      `A roster must have a column of ids, as "${columns.id[0]}" or "id": ` +
        `its first line must name its columns`,
    );
  }
  const found = rows.map((row) => ({
    line: row.line,
    student: studentIn(row),
  }));
  const refused = new Map<number, string>();
  for (const { line, student } of found) {
    if (student !== undefined) continue;
    refused.set(line, `its ${idColumn} is empty, or cannot be read`);
  }
  const named = found.filter((one): one is Found => one.student !== undefined);
  for (const key of keys) {
    for (const [value, same] of doubled(named, key)) {
      const lines = same.map(({ line }) => line).join(", ");
      const why = `lines ${lines} have the same ${
        key === "id" ? idColumn : key
      }, ${JSON.stringify(oneLine(value))}`;
      for (const { line } of same) refused.set(line, why);
    }
  }
  return {
    idColumn,
    students: named.filter(({ line }) => !refused.has(line))
      .map(({ student }) => student),
    refused: [...refused].sort(([a], [b]) => a - b).map(([line, why]) => ({
      source: `line ${line}`,
      why: `Line ${line} of the roster is not taken: ${why}.`,
    })),
  };
}

/** Rows that say the same of what must differ. */
function doubled(
  found: readonly Found[],
  key: typeof keys[number],
): [value: string, rows: Found[]][] {
  const groups = Map.groupBy(found, ({ student }) => student[key] ?? "");
  return [...groups]
    .filter(([value, { length }]) => value !== "" && length > 1);
}

/** Whom a row means; nothing, if it has no id. */
function studentIn({ fields }: Row): Student | undefined {
  const id = claimedId(fields.id ?? "");
  if (id === undefined) return undefined;
  const said = (text = ""): string => oneLine(text).normalize("NFC").trim();
  const name = said(fields.name);
  // "Doe, Jane"; of "Jane Doe" nobody can tell which is which.
  const [, lastName = name, firstName] = /^([^,]+),\s*(.+)$/.exec(name) ?? [];
  const canvas = said(fields.canvas);
  const moodle = /\d+$/.exec(said(fields.moodle))?.[0];
  return {
    id,
    lastName: said(fields.lastName ?? lastName),
    firstName: said(fields.firstName ?? firstName),
    email: fields.email?.includes("@") ? said(fields.email) : "",
    ...(canvas === "" ? {} : { canvas }),
    ...(moodle === undefined ? {} : { moodle }),
  };
}
