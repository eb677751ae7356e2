/**
 * Text beside a label: what does not fit on the line of the label goes on below the text.
 *
 * @module
 */
import { widestPart, wrapText } from "./width.ts";

/** What begins a block of its own where it begins a line: a mark, or a number with its point. */
const beginsBlock = /^( +)(?:(?=[-+#>|=~:]|\* )|(\d+)(?=[.)](?: |$)))/;

/**
 * Writes an item of a list as Markdown. No line of it begins as another block would: a `+` does.
 *
 * @param text As Markdown has it.
 * @param columns The most that a line takes, if no word is longer. [columns]
 */
export function listItem(text: string, columns: number): string {
  // A word that is cut would be two.
  const room = Math.max(columns, 2 + widestPart(text));
  const [first, ...rest] = hangText("- ", text, room);
  const safe = rest.map((line) => line.replace(beginsBlock, "$1$2\\"));
  return [first, ...safe].join("\n");
}

/**
 * Puts a text beside its label.
 *
 * @param label What the first line begins with, its gap included: one column a character.
 * @param columns The most that a line takes, its label included. [columns]
 * @returns The lines, at least one; those after the first are indented as far as the label reaches.
 */
export function hangText(
  label: string,
  text: string,
  columns: number,
): string[] {
  return wrapText(text, columns - label.length)
    .map((row, i) => (i === 0 ? label : " ".repeat(label.length)) + row);
}
