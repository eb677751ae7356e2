/**
 * The text of an answer, taken apart into its exports.
 *
 * @module
 */

/** Where an export stands: from its docstring to its end. [lines, from 0] */
interface Span {
  readonly begin: number;
  /** The line after it. */
  readonly end: number;
}

/**
 * Finds an export.
 *
 * @param lines Formatted code: what begins at the beginning of a line is not part of the export
 *   above it, unless it closes something.
 */
function spanOf(lines: readonly string[], name: string): Span | undefined {
  const at = lines.findIndex((line) => isStart(line, name));
  if (at === -1) return undefined;
  const next = lines.findIndex((line, i) => i > at && /^[^\s\]})]/.test(line));
  let end = next === -1 ? lines.length : next;
  while (lines[end - 1] === "") end -= 1;
  return { begin: lines.lastIndexOf("", at) + 1, end };
}

/** The line in which an export begins; the first one, if there is none. [from 1] */
export function lineOf(source: string, name: string): number {
  const lines = source.split("\n");
  return 1 + Math.max(0, lines.findIndex((line) => isStart(line, name)));
}

function isStart(line: string, name: string): boolean {
  return new RegExp(`^export (async )?(function\\*?|const) ${name}\\b`).test(
    line,
  );
}

/** Cuts one export out of a module, from its docstring to its end; nothing, if it has none. */
export function exportOf(source: string, name: string): string {
  const lines = source.split("\n");
  const { begin, end } = spanOf(lines, name) ?? { begin: 0, end: 0 };
  return lines.slice(begin, end).join("\n");
}

/** Puts one export of another module in the place of the own one, or at the end. */
export function withExportOf(
  source: string,
  other: string,
  name: string,
): string {
  const lines = source.split("\n");
  const text = exportOf(other, name);
  const span = spanOf(lines, name);
  if (span === undefined) return `${source.trimEnd()}\n\n${text}\n`;
  return lines.toSpliced(span.begin, span.end - span.begin, text).join("\n");
}
