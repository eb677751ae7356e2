/**
 * Tables for spreadsheets. What somebody else wrote is text in them, and nothing else: no formula,
 * no second line, no code.
 *
 * @module
 */
import { stringify } from "@std/csv";
import { oneLine } from "../text/escape_code.ts";

/**
 * What a spreadsheet takes for the beginning of a formula: also after what other countries part
 * their columns with, and in the wide letters of East Asia.
 */
const formula = /(^|[;,|])(\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

/** Makes a cell of a text: an apostrophe before what would be worked out. */
export function cellOf(text: string | number | undefined): string {
  if (typeof text === "number") return String(text);
  return oneLine((text ?? "").toWellFormed()).trim()
    .replaceAll(formula, "$1'$2");
}

/** Writes a table, its head first. A cell that is nothing stays empty. */
export function toCsv(
  rows: readonly (readonly (string | number | undefined)[])[],
): string {
  return stringify(rows.map((row) => row.map(cellOf)), { headers: false });
}
