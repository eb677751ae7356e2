/**
 * Text beside a label: what does not fit on the line of the label goes on below the text.
 *
 * @module
 */
import { wrapText } from "./width.ts";

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
