/**
 * Tables for a terminal: a box as wide as needed, and never wider than the terminal.
 *
 * The box is drawn by ascii-table3, which counts code points and not columns. So it draws one row
 * of fillers, and every line of the table takes their places. Where the columns do not fit side by
 * side, the rows are listed instead.
 *
 * @module
 */
import { withoutCodes } from "./escape_code.ts";
import {
  displayWidth,
  graphemes,
  leastColumns,
  padEnd,
  widestPart,
  wrapText,
} from "./width.ts";

/** Where the text of a column stands; null is left. */
export type Alignment = "left" | "right" | "center" | null;

/** What is drawn: plain text, without colours. Each row has as many cells as the head. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly align: readonly Alignment[];
}

/** How wide the columns of a box are. [columns] */
interface Layout {
  /** The text of each. */
  readonly widths: readonly number[];
  /** The spaces on both sides of each text. */
  readonly margin: number;
}

/** The least that a word is broken to. [columns] */
const leastWidth = 8;

/**
 * Draws a table.
 *
 * A rule parts the rows if one of them takes more than one line.
 *
 * @param table What is drawn.
 * @param columns The most that a line may take. [columns, from 40]
 * @returns The lines.
 */
export async function drawTable(
  table: Table,
  columns: number,
): Promise<string[]> {
  const clean = cleanTable(table);
  const layout = fit(clean, columns);
  if (layout === undefined) return listRows(clean, columns);
  const [top = "", row = "", rule = "", bottom = ""] = await drawBox(layout);
  const [head = [], ...rows] = [clean.head, ...clean.rows].map((cells) =>
    wrapRow(cells, layout.widths).map((texts) => {
      const padded = texts.map((text, index) =>
        pad(text, layout.widths[index] ?? 0, table.align[index] ?? null)
      );
      return row.replaceAll(/x+/g, () => padded.shift() ?? "");
    })
  );
  const isParted = rows.some((lines) => lines.length > 1);
  const body = rows.flatMap((lines, index) =>
    isParted && index > 0 ? [rule, ...lines] : lines
  );
  return [top, ...head, rule, ...body, bottom];
}

/** Gives each row as many cells as the head, and each cell one line without codes. */
function cleanTable({ head, rows, align }: Table): Table {
  const clean = (cell = ""): string =>
    withoutCodes(cell.replaceAll("\n", " ")).trim();
  return {
    head: head.map(clean),
    rows: rows.map((row) => head.map((_, index) => clean(row[index]))),
    align,
  };
}

/** Finds widths for a box, with whole words if possible; nothing if it would be unreadable. */
function fit({ head, rows }: Table, columns: number): Layout | undefined {
  const measure = (width: (text: string) => number): number[] =>
    head.map((name, index) =>
      Math.max(1, width(name), ...rows.map((row) => width(row[index] ?? "")))
    );
  const wanted = measure(displayWidth);
  const whole = measure(widestPart);
  const broken = whole.map((width) => Math.min(width, leastWidth));
  for (
    const [least, margin] of [[whole, 1], [whole, 0], [broken, 0]] as const
  ) {
    const room = columns - (head.length + 1) - 2 * margin * head.length;
    if (sum(least) <= room) {
      return { widths: shrink(wanted, least, room), margin };
    }
  }
  return undefined;
}

/** Takes columns from the widest until all fit into the room. */
function shrink(
  wanted: readonly number[],
  least: readonly number[],
  room: number,
): number[] {
  const widths = [...wanted];
  for (let excess = sum(widths) - room; excess > 0; excess -= 1) {
    let widest = -1;
    for (const [index, width] of widths.entries()) {
      const canShrink = width > (least[index] ?? 0);
      if (canShrink && width > (widths[widest] ?? 0)) widest = index;
    }
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** Wraps the cells of a row; those with fewer lines than others get empty ones. */
function wrapRow(
  row: readonly string[],
  widths: readonly number[],
): string[][] {
  const cells = row.map((cell, index) =>
    // A column of 1 holds only narrow characters: two of them and a space do not fit into 2.
    wrapText(cell, Math.max(leastColumns, widths[index] ?? 0))
  );
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from(
    { length: height },
    (_, line) => cells.map((lines) => lines[line] ?? ""),
  );
}

/** Has a box drawn: its top, a row in which each text is x all over, a rule, and its bottom. */
async function drawBox({ widths, margin }: Layout): Promise<string[]> {
  // Imported here because the import takes longer than a page without a table.
  const { AsciiTable3 } = await import("ascii-table3");
  return new AsciiTable3()
    .setStyle("unicode-round")
    .setCellMargin(margin)
    .setWidths(widths.map((width) => width + 2 * margin))
    .setHeading(...widths.map((width) => "x".repeat(width)))
    .toString().split("\n");
}

/** Fills a text up with spaces, and leaves out what takes no column. */
function pad(text: string, columns: number, align: Alignment): string {
  const seen = graphemes(text).filter((one) => displayWidth(one) > 0).join("");
  const free = columns - displayWidth(seen);
  const before = { left: 0, center: Math.floor(free / 2), right: free };
  return padEnd(" ".repeat(before[align ?? "left"]) + seen, columns);
}

/** Lists the rows, one line for each cell, for terminals too narrow for a box. */
function listRows({ head, rows }: Table, columns: number): string[] {
  return rows.flatMap((row, index) => [
    ...(index > 0 ? [""] : []),
    ...row.flatMap((cell, column) => {
      if (cell === "") return [];
      const name = head[column] ?? "";
      const text = name === "" ? cell : `${name}: ${cell}`;
      return wrapText(text, columns, { hangingIndent: 2 });
    }),
  ]);
}
