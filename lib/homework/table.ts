/**
 * Tables that an instructor writes, or a spreadsheet saves: CSV, with the names of its columns first.
 *
 * What is wrong is told by its line, as an editor counts them.
 *
 * @module
 */
import { parse } from "@std/csv";

/** A row. */
export interface TableRow {
  /** The line in which it begins. [from 1] */
  readonly line: number;
  /** All columns, by their names; what is not there is an empty text. */
  readonly cells: Readonly<Record<string, string>>;
}

/** A table. */
export interface Table {
  /** As they are written, in lower case, with underscores for spaces. */
  readonly columns: readonly string[];
  /** Those in which something stands. */
  readonly rows: readonly TableRow[];
}

/**
 * Reads a table. Its columns are parted by commas, semicolons or tabs, as its first line is.
 *
 * @throws {SyntaxError} If it has no columns, two of one name, a row with more cells than columns, or
 *   a quote that is not closed. The message begins with the line.
 */
export function readTable(text: string): Table {
  const [head, ...rows] = recordsIn(text.replace(/^\ufeff/, ""));
  if (head === undefined) throw new SyntaxError("line 1: it is empty");
  const [separator] = [",", ";", "\t"].sort((a, b) =>
    head.text.split(b).length - head.text.split(a).length
  ) as [string];
  const columns = cellsOf(head, separator)
    .map((name) => name.toLowerCase().replaceAll(/[\s-]+/g, "_"));
  const twice = columns.find((name, i) => columns.indexOf(name) < i);
  if (twice !== undefined) {
    throw new SyntaxError(`line 1: there are two columns "${twice}"`);
  }
  return {
    columns,
    rows: rows.flatMap((row) => {
      const cells = cellsOf(row, separator);
      if (cells.length > columns.length) {
        throw new SyntaxError(
          `line ${row.line}: it has ${cells.length} cells, and line 1 has ` +
            `${columns.length}`,
        );
      }
      return cells.every((cell) => cell === "")
        ? []
        : [{ line: row.line, cells: named(columns, cells) }];
    }),
  };
}

function named(
  columns: readonly string[],
  cells: readonly string[],
): Record<string, string> {
  return Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? ""]));
}

/** What stands between two line ends that are in no quotes. */
interface CsvRecord {
  /** [from 1] */
  readonly line: number;
  readonly text: string;
}

function recordsIn(text: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  let begun: CsvRecord | undefined;
  for (const [i, line] of text.split(/\r\n|\n|\r/).entries()) {
    const record: CsvRecord = begun === undefined
      ? { line: i + 1, text: line }
      : { ...begun, text: `${begun.text}\n${line}` };
    const isOpen = (record.text.split('"').length - 1) % 2 === 1;
    begun = isOpen ? record : undefined;
    if (!isOpen && record.text.trim() !== "") records.push(record);
  }
  if (begun === undefined) return records;
  throw new SyntaxError(`line ${begun.line}: a quote is not closed`);
}

function cellsOf({ line, text }: CsvRecord, separator: string): string[] {
  try {
    return parse(text, { separator })[0]!.map((cell) => cell.trim());
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new SyntaxError(`line ${line}: a quote stands where none may`);
  }
}
