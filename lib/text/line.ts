/**
 * What one line of a Markdown page begins, and how it is cut: no line is asked about its neighbours.
 *
 * It leaves out: tabs, and all that `blocks.ts` leaves out.
 *
 * @module
 */
import type { Alignment } from "./table.ts";

/** What a line can begin, but for paragraphs and tables. */
export type Beginning =
  | "heading"
  | "code"
  | "rule"
  | "quote"
  | "list"
  | "comment"
  | "details";

/** The sign before an item. */
export interface Marker {
  /** What all items of a list have: a bullet, or what follows the number. */
  readonly sign: string;
  /** The number of the item; null if it has a bullet. */
  readonly number: number | null;
  /** Where the text of the item begins. [columns] */
  readonly width: number;
}

/** Says what a line begins; nothing if it is text, a row or empty. */
export function beginningOf(line: string): Beginning | undefined {
  const text = line.trimStart();
  if (line.length - text.length > 3) return undefined;
  switch (text.charAt(0)) {
    case "#":
      return /^#{1,6}(?: |$)/.test(text) ? "heading" : undefined;
    case "`":
    case "~":
      return fenceOf(text) === undefined ? undefined : "code";
    case ">":
      return "quote";
    case "<":
      if (text.startsWith("<!--")) return "comment";
      return /^<\/?(?:details|summary)\b/.test(text) ? "details" : undefined;
  }
  if (isRule(text)) return "rule";
  return markerOf(line) === undefined ? undefined : "list";
}

function isRule(text: string): boolean {
  return /^([-*_])(?: *\1){2,} *$/.test(text);
}

/** Whether there is no text. */
export function isEmpty(line: string): boolean {
  return line.trim() === "";
}

/** Measures the spaces before the text. [columns] */
export function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Removes the spaces before the text, so many at most. [columns] */
export function withoutIndent(line: string, width: number): string {
  return line.slice(Math.min(width, indentOf(line)));
}

/** The marks that begin code, and end it again. */
export function fenceOf(line: string): string | undefined {
  return /^ *(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1];
}

/** The sign of an item, if the line begins one. */
export function markerOf(line: string): Marker | undefined {
  const found = /^( {0,3})([-*+]|(\d{1,9})[.)])( +(?=\S)| *$)/.exec(line);
  if (found === null || isRule(line.trimStart())) return undefined;
  const [, indent = "", sign = "", number, gap = ""] = found;
  // Of more than four spaces all but one belong to the text.
  const spaces = gap.length > 4 ? 1 : Math.max(1, gap.length);
  return {
    sign: sign.slice(-1),
    number: number === undefined ? null : Number(number),
    width: indent.length + sign.length + spaces,
  };
}

/** Splits a row at its bars, but not at `\|`. */
export function cellsOf(row: string): string[] {
  const cells = row.trim().replaceAll("\\|", "\0").split("|")
    .map((cell) => cell.replaceAll("\0", "|").trim());
  if (cells[0] === "") cells.shift();
  if (cells.at(-1) === "") cells.pop();
  return cells;
}

/** The alignments that the line below the head of a table says; nothing if it is another line. */
export function alignmentsOf(line: string): Alignment[] | undefined {
  if (!line.includes("|") || !/^[ |:-]+$/.test(line)) return undefined;
  const cells = cellsOf(line);
  if (!cells.every((cell) => /^:?-+:?$/.test(cell))) return undefined;
  return cells.map((cell) => {
    if (cell.endsWith(":")) return cell.startsWith(":") ? "center" : "right";
    return cell.startsWith(":") ? "left" : null;
  });
}
