/**
 * Tables as Markdown: what the facts of a page are made of.
 *
 * They stand in the pages as `deno fmt` lays them out; `table.ts` draws such a table in a terminal.
 *
 * @module
 */
import { displayWidth } from "./width.ts";

/** Stands in a cell where there is no number. */
export const noNumber = "–";

/**
 * Lays out a Markdown table, numbers to the right, as `deno fmt` lays it out.
 *
 * @param head The names of the columns.
 * @param rows As many cells in each.
 */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const columns = head.map((name, i) => {
    const cells = [name, ...rows.map((row) => row[i] ?? "")];
    const width = Math.max(3, ...cells.map(displayWidth));
    const isNumber = cells.slice(1).every((cell) =>
      cell === noNumber || numeric.test(cell)
    ) &&
      cells.some((cell) => numeric.test(cell));
    return cells.map((cell) => {
      const pad = " ".repeat(width - displayWidth(cell));
      return isNumber ? pad + cell : cell + pad;
    }).toSpliced(
      1,
      0,
      isNumber ? "-".repeat(width - 1) + ":" : ":" + "-".repeat(width - 1),
    );
  });
  return Array.from({ length: rows.length + 2 }, (_, row) => {
    const cells = columns.map((column) => column[row]!);
    return `| ${cells.join(" | ")} |`;
  }).join("\n");
}

/** A number with or without a unit, perhaps in bold. */
const numeric = /^(\*\*)?[\d,.]+( \S+)?(\*\*)?$/;
