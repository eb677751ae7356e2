/**
 * Markdown as a terminal shows it, for the tests of what the lab prints.
 *
 * @module
 */
import { assert } from "@std/assert";
import { renderMarkdown } from "../../lib/text/markdown.ts";
import { displayWidth } from "../../lib/text/width.ts";

/** Draws Markdown, and asserts that no line is too wide. */
export async function drawn(
  markdown: string,
  columns: number,
): Promise<string[]> {
  const lines = await renderMarkdown(markdown, {
    columns,
    isColored: false,
    showsAnswers: false,
  });
  for (const line of lines) {
    assert(displayWidth(line) <= columns, `${columns} columns: ${line}`);
  }
  return lines;
}

/** The cells of a Markdown table, row by row, without the line of dashes. */
export function cellsOf(table: string): string[][] {
  return table.split("\n").filter((_, i) => i !== 1)
    .map((row) => row.split("|").slice(1, -1).map((cell) => cell.trim()));
}
