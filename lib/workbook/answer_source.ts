/**
 * The text of an answer, taken apart into its exports.
 *
 * @module
 */
import { oneLine } from "../text/escape_code.ts";
import { withoutComments } from "./hole.ts";

/** Where a declaration stands: from its docstring to its end. [lines, from 0] */
interface Span {
  readonly begin: number;
  /** The line after it. */
  readonly end: number;
}

/**
 * Finds an export, or what is declared for exports.
 *
 * @param lines Formatted code: what begins at the beginning of a line is not part of the declaration
 *   above it, unless it closes something.
 */
function spanOf(lines: readonly string[], name: string): Span | undefined {
  const at = lines.findIndex((line) => isStart(line, name));
  if (at === -1) return undefined;
  const next = lines.findIndex((line, i) => i > at && /^[^\s\]})>]/.test(line));
  let end = next === -1 ? lines.length : next;
  while (lines[end - 1]?.trim() === "") end -= 1;
  const isComment = /^(\/\*|\s+\*|\/\/)/;
  const above = lines.findLastIndex((line, i) =>
    i < at && !isComment.test(line)
  );
  return { begin: above + 1, end };
}

/** The line in which an export begins; the first one, if there is none. [from 1] */
export function lineOf(source: string, name: string): number {
  const lines = source.split("\n");
  return 1 + Math.max(0, lines.findIndex((line) => isStart(line, name)));
}

/** The code of a line as a reader may see it, without its indent. @param line [from 1] */
export function codeAt(source: string, line: number): string {
  return oneLine(source.split("\n")[line - 1] ?? "").trim();
}

function isStart(line: string, name: string): boolean {
  const kinds = "function\\*?|const|let|class|enum|interface|type";
  return new RegExp(`^(export )?(async )?(${kinds}) ${name}\\b`).test(line);
}

/** Cuts one export out of a module, from its docstring to its end; nothing, if it has none. */
export function exportOf(source: string, name: string): string {
  const lines = source.split("\n");
  const { begin, end } = spanOf(lines, name) ?? { begin: 0, end: 0 };
  return lines.slice(begin, end).join("\n");
}

/**
 * Puts one export of another module in the place of the own one, or at the end, with all that it
 * names there and that the own module has no more.
 */
export function withExportOf(
  source: string,
  other: string,
  name: string,
): string {
  const lines = source.split("\n");
  const text = exportOf(other, name);
  const { begin, end } = spanOf(lines, name) ?? { begin: -1, end: -1 };
  const replaced = begin === -1
    ? `${source.trimEnd()}\n\n${text}\n`
    : lines.toSpliced(begin, end - begin, text).join("\n");
  const words = withoutComments(text).match(/\b[a-z_]\w*/gi) ?? [];
  return words.reduce((all, word) => withName(all, other, word), replaced);
}

/** Adds the declaration or the import of a name, if another module has one and the own one has none. */
function withName(source: string, other: string, name: string): string {
  const isKnown = source.split("\n").some((line) => isStart(line, name)) ||
    importsOf(source).some((one) => gives(one, name));
  if (isKnown) return source;
  if (exportOf(other, name) !== "") return withExportOf(source, other, name);
  const theirs = importsOf(other).find((one) => gives(one, name));
  if (theirs === undefined) return source;
  const { begin, end } = theirs;
  const own = importsOf(source)
    .find((one) => one.begin === begin && one.end === end);
  const added = theirs.names.filter((one) => nameOf(one) === name);
  const line = begin + [...own?.names ?? [], ...added].join(", ") + end;
  return own === undefined
    ? source.replace(moduleHead, (head) => `${head}${line}\n`)
    : source.replace(own.text, () => line);
}

/** What stands before the imports of a module. */
const moduleHead = /^(\/\*\*(?:(?!\*\/)[^])*@module[^]*?\*\/\r?\n)?/;

/** An import as it is written: `import {`, its names, `} from "…";`. */
interface Import {
  readonly text: string;
  readonly begin: string;
  readonly names: readonly string[];
  readonly end: string;
}

function importsOf(source: string): Import[] {
  const found = source.matchAll(
    /^(import (?:type )?\{)([^{}]*)(\} from ["'][^"']+["'];?)/gm,
  );
  return [...found].map(([text, begin, names, end]) => ({
    text,
    begin: `${begin} `,
    names: names!.split(",").map((one) => one.trim()).filter(Boolean),
    end: ` ${end}`,
  }));
}

function gives({ names }: Import, name: string): boolean {
  return names.some((one) => nameOf(one) === name);
}

/** The name that is known here of `name`, `type name` or `other as name`. */
function nameOf(imported: string): string {
  return imported.split(/\s+/).at(-1)!;
}
