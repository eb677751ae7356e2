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

/** What stands between two line ends that are in no quotes. */
export interface CsvRecord {
  /** The line in which it begins. [from 1] */
  readonly line: number;
  /** Without spaces around them. */
  readonly cells: readonly string[];
}

/**
 * Reads a table by the names of its columns.
 *
 * @throws {SyntaxError} If it has no columns, two of one name, a row with more cells than columns, or
 *   a quote that is not closed. The message begins with the line.
 */
export function readTable(text: string): Table {
  const [head, ...records] = readRecords(text);
  if (head === undefined) throw new SyntaxError("line 1: it is empty");
  const columns = head.cells
    .map((name) => name.toLowerCase().replaceAll(/[\s-]+/g, "_"));
  const twice = columns.find((name, i) => columns.indexOf(name) < i);
  if (twice !== undefined) {
    throw new SyntaxError(`line 1: there are two columns "${twice}"`);
  }
  const rows = records.map(({ line, cells }) => {
    if (cells.length > columns.length) {
      throw new SyntaxError(
        `line ${line}: it has ${cells.length} cells, and line 1 has ` +
          `${columns.length}`,
      );
    }
    const named = columns.map((name, i) => [name, cells[i] ?? ""]);
    return { line, cells: Object.fromEntries(named) };
  });
  return { columns, rows };
}

/**
 * Reads the records in which something stands. Cells are parted by commas, semicolons or tabs, as
 * those of the first one are.
 *
 * @throws {SyntaxError} If a quote is not closed. The message begins with the line.
 */
export function readRecords(text: string): CsvRecord[] {
  const found = recordsIn(text.replace(/^\ufeff/, ""));
  const often = (sign: string): number =>
    found[0]?.text.split(sign).length ?? 0;
  const [separator] = [",", ";", "\t"].sort((a, b) => often(b) - often(a));
  return found
    .map(({ line, text }) => ({ line, cells: cellsOf(line, text, separator!) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
}

function recordsIn(text: string): { line: number; text: string }[] {
  const records: { line: number; text: string }[] = [];
  let begun: typeof records[number] | undefined;
  for (const [i, line] of text.split(/\r\n|\n|\r/).entries()) {
    const record = begun === undefined
      ? { line: i + 1, text: line }
      : { ...begun, text: `${begun.text}\n${line}` };
    const isOpen = (record.text.split('"').length - 1) % 2 === 1;
    begun = isOpen ? record : undefined;
    if (!isOpen && record.text.trim() !== "") records.push(record);
  }
  if (begun === undefined) return records;
  throw new SyntaxError(`line ${begun.line}: a quote is not closed`);
}

function cellsOf(line: number, text: string, separator: string): string[] {
  try {
    return parse(text, { separator })[0]!.map((cell) => cell.trim());
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new SyntaxError(`line ${line}: a quote stands where none may`);
  }
}
