/**
 * A table that a course's system has exported, as text in which single cells change.
 *
 * All else stays as it came, byte for byte: quotes, separators, line ends, a byte order mark.
 *
 * @module
 */

/** A cell, and where in the text it stands. */
export interface Cell {
  readonly text: string;
  /** With its quotes. [characters] */
  readonly start: number;
  readonly end: number;
}

/** A row that is not empty. */
export interface CsvRow {
  readonly cells: readonly Cell[];
  /** [lines, from 1] */
  readonly line: number;
}

/** What is written in the place of a cell. */
export type Change = readonly [cell: Cell, text: string];

/** What came of filling a table. */
export interface Filled {
  readonly text: string;
  /** What an instructor should know, in a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Reads the rows of a table.
 *
 * @throws {RangeError} If a quote is not closed, or text follows one.
 */
export function rowsOf(text: string): CsvRow[] {
  const separator = separatorOf(text);
  const cell = new RegExp(
    `"((?:[^"]|"")*)"|[^"${separator}\\r\\n][^${separator}\\r\\n]*|`,
    "y",
  );
  const rows: CsvRow[] = [];
  let cells: Cell[] = [];
  let line = 1;
  let first = line;
  for (let at = text.startsWith("\ufeff") ? 1 : 0; at <= text.length;) {
    cell.lastIndex = at;
    const [raw, quoted] = cell.exec(text)!;
    const end = at + raw.length;
    cells.push({ text: quoted?.replaceAll('""', '"') ?? raw, start: at, end });
    line += raw.split("\n").length - 1;
    const next = text.startsWith("\r\n", end) ? "\r\n" : text[end] ?? "";
    at = end + Math.max(next.length, 1);
    if (next === separator) continue;
    if (!/^[\r\n]*$/.test(next)) {
      throw new RangeError(
        `A quote is not closed, or within a cell: line ${line}`,
      );
    }
    if (cells.length > 1 || raw !== "") rows.push({ cells, line: first });
    cells = [];
    line += next === "" ? 0 : 1;
    first = line;
  }
  return rows;
}

/** What separates cells: of comma and semicolon, what the first line has more of. */
function separatorOf(text: string): string {
  const [line = ""] = text.replaceAll(/"(?:[^"]|"")*"/g, "").split(/[\r\n]/);
  const [commas, semicolons] = [",", ";"].map((one) => line.split(one).length);
  return semicolons! > commas! ? ";" : ",";
}

/** Writes cells anew, none of them twice. A cell that had quotes keeps them; values have none. */
export function withCells(text: string, changes: readonly Change[]): string {
  let [written, at] = ["", 0];
  for (
    const [{ start, end }, value] of changes.toSorted(([a], [b]) =>
      a.start - b.start
    )
  ) {
    const quote = text[start] === '"' || /[,;]/.test(value) ? '"' : "";
    written += text.slice(at, start) + quote + value + quote;
    at = end;
  }
  return written + text.slice(at);
}

/** Reads a number as a course's system writes it: 7, 7.50, or 7,50. */
export function numberIn(text: string): number | undefined {
  const number = /^\s*(\d+)(?:[.,](\d+))?\s*$/.exec(text);
  return number === null ? undefined : Number(`${number[1]}.${number[2] ?? 0}`);
}
