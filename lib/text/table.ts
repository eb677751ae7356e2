/**
 * Tables for a terminal: a box as wide as needed, and never wider than the terminal.
 *
 * The box is drawn by ascii-table3, which counts code points and not columns. So each character
 * outside ASCII is lent private-use code points, as many as it has columns, and put back when the
 * box is drawn. Where the columns do not fit side by side, the rows are listed instead.
 *
 * @module
 */
import { withoutCodes } from "./escape_code.ts";
import {
  displayWidth,
  graphemes,
  leastColumns,
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

/** A row as it is drawn: its lines, each with one piece of text for each column. */
type Lines = string[][];

/** The least that a word is broken to. [columns] */
const leastWidth = 8;

/** The private-use code point that stands for the second column of a character … */
const fillerCode = 0xf0000;

/** … and the first of those that stand for a character. */
const firstLent = 0xf0001;

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
  const [head = [], ...rows] = [clean.head, ...clean.rows].map((row) =>
    wrapRow(row, layout.widths)
  );
  const [top = "", bottom = "", rule = "", ...body] = await drawBox(
    [...head, ...rows.flat()],
    clean.align,
    layout,
  );
  const isParted = rows.some((lines) => lines.length > 1);
  const drawn = [top, ...body.splice(0, head.length), rule];
  for (const [index, lines] of rows.entries()) {
    if (isParted && index > 0) drawn.push(rule);
    drawn.push(...body.splice(0, lines.length));
  }
  return [...drawn, bottom];
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
function wrapRow(row: readonly string[], widths: readonly number[]): Lines {
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

/** Has lines drawn as a box. @returns The top, the bottom, a rule between rows, then the lines. */
async function drawBox(
  lines: Lines,
  align: readonly Alignment[],
  { widths, margin }: Layout,
): Promise<string[]> {
  // Imported here because the import takes longer than a page without a table.
  const { AlignmentEnum, AsciiTable3 } = await import("ascii-table3");
  const directions = {
    left: AlignmentEnum.LEFT,
    right: AlignmentEnum.RIGHT,
    center: AlignmentEnum.CENTER,
  };
  const loan = new Loan();
  const drawn = new AsciiTable3()
    .setStyle("unicode-round")
    .setCellMargin(margin)
    .setWidths(widths.map((width) => width + 2 * margin))
    .setAligns(widths.map((_, index) => directions[align[index] ?? "left"]))
    // An empty heading, for the rule below it: the library keeps a heading to one line.
    .setHeading(...widths.map(() => ""))
    .addRowMatrix(lines.map((cells) => cells.map((cell) => loan.lend(cell))))
    .toString();
  const [top = "", _heading, rule = "", ...rest] = drawn.trimEnd().split("\n");
  const bottom = rest.pop() ?? "";
  return [top, bottom, rule, ...rest.map((line) => loan.putBack(line))];
}

/** Code points lent to characters that the library would measure wrongly. */
class Loan {
  readonly #lent = new Map<string, string>();
  readonly #owners = new Map<string, string>();

  /**
   * Replaces each character outside ASCII by as many private-use code points as it has columns;
   * one that has none is left out.
   */
  lend(text: string): string {
    return graphemes(text).map((character) =>
      /^[ -~]$/.test(character) ? character : this.#codeFor(character)
    ).join("");
  }

  /** Puts the characters back. */
  putBack(text: string): string {
    return Array.from(text, (code) => this.#owners.get(code) ?? code).join("");
  }

  #codeFor(character: string): string {
    const known = this.#lent.get(character);
    if (known !== undefined) return known;
    const code = String.fromCodePoint(firstLent + this.#lent.size);
    const columns = displayWidth(character);
    const filler = String.fromCodePoint(fillerCode);
    const codes = columns === 0 ? "" : code + filler.repeat(columns - 1);
    this.#lent.set(character, codes);
    this.#owners.set(code, character).set(filler, "");
    return codes;
  }
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
