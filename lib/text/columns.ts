/**
 * Text in columns, for fenced blocks: plain ASCII cells of one column a character.
 *
 * @module
 */

/**
 * Aligns rows: the first cells to the left, all others to the right.
 *
 * @param rows The cells, equally many in each row.
 * @param gap What stands between two cells. [columns]
 */
export function alignRows(
  rows: readonly (readonly string[])[],
  gap = 1,
): string[] {
  const widths = (rows[0] ?? []).map((_, i) =>
    Math.max(...rows.map((row) => row[i]!.length))
  );
  return rows.map((row) =>
    row.map((cell, i) =>
      i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)
    ).join(" ".repeat(gap)).trimEnd()
  );
}

/** Sets items beside each other, as many as a line of some columns holds. */
export function fillLines(items: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.pop();
    if (last === undefined) lines.push(item);
    else if (`${last}   ${item}`.length > columns) lines.push(last, item);
    else lines.push(`${last}   ${item}`);
  }
  return lines;
}
