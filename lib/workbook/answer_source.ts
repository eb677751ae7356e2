/**
 * The text of an answer, taken apart into its exports.
 *
 * @module
 */

/**
 * Cuts one export out of a module, from its docstring to its end.
 *
 * @param source Formatted code: what begins at the beginning of a line is not part of the export
 *   above it, unless it closes something.
 */
export function exportOf(source: string, name: string): string {
  const lines = source.split("\n");
  const at = lines.findIndex((line) =>
    new RegExp(`^export (async )?(function\\*?|const) ${name}\\b`).test(line)
  );
  const begin = lines.lastIndexOf("", at) + 1;
  const end = lines.findIndex((line, i) => i > at && /^[^\s\]})]/.test(line));
  return lines.slice(begin, end === -1 ? undefined : end).join("\n").trimEnd();
}
