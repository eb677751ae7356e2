/**
 * How many columns text takes on a terminal, and how it is broken into lines.
 *
 * A line that comes from here is never wider than asked for, and no grapheme and no escape code
 * is ever cut in two. It leaves out: tabs and control codes (zero columns; expand tabs before),
 * text from right to left, and terminals that draw ambiguous characters (│, →) two columns wide.
 *
 * @module
 */
import { eastAsianWidth } from "get-east-asian-width";
import { carryStyles, splitCodes } from "./escape_code.ts";

/** The least width that text can be wrapped to: one Chinese character. [columns] */
export const leastColumns = 2;

/** Characters that are one grapheme and take one column each, whatever is beside them … */
const narrow =
  "\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2190-\u22ff\u2500-\u25fc";

/** … and two columns each: the usual Chinese and Japanese ones. */
const wide =
  "\u3001-\u3029\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uff01-\uff60";

/** The first of the wide ones; all narrow ones come before it. */
const firstWide = 0x3001;

const narrowText = new RegExp(`^[${narrow}]*$`);
const simpleText = new RegExp(`^[${narrow}${wide}]*$`);

/** Wide text breaks anywhere, but a line must not start with these … */
const neverFirst = "，。、；：？！）」』】》〉…—·,.;:?!)]}%’”'\"`";

/** … nor end with these. */
const neverLast = "（「『【《〈([{‘“'\"`";

let segmenter: Intl.Segmenter | undefined;

/** Splits text into graphemes: what a reader takes for one character. */
export function graphemes(text: string): string[] {
  if (simpleText.test(text)) return text.split("");
  // Made when first needed: to make one takes 10 ms, and few pages need it.
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/**
 * Measures text as a terminal draws it. Escape codes (colours, links) take no column.
 *
 * @param text One line, without tabs.
 * @returns Its width. [columns]
 */
export function displayWidth(text: string): number {
  if (narrowText.test(text)) return text.length;
  let columns = 0;
  for (const [index, part] of splitCodes(text).entries()) {
    if (index % 2 === 1) continue;
    if (simpleText.test(part)) columns += simpleWidth(part);
    else for (const one of graphemes(part)) columns += graphemeWidth(one);
  }
  return columns;
}

/** Measures simple text. [columns] */
function simpleWidth(text: string): number {
  let columns = text.length;
  for (let at = 0; at < text.length; at += 1) {
    if (text.charCodeAt(at) >= firstWide) columns += 1;
  }
  return columns;
}

/** Measures one grapheme. [columns] */
function graphemeWidth(grapheme: string): number {
  if (simpleText.test(grapheme)) return simpleWidth(grapheme);
  if (isInvisible(grapheme)) return 0;
  if (isPicture(grapheme)) return 2;
  // A voiced mark of half width joins its letter but takes a column of its own.
  const marks = grapheme.slice(1).replace(/[^\uff9e\uff9f]/g, "").length;
  return eastAsianWidth(grapheme.codePointAt(0) ?? 0) + marks;
}

/** Whether a grapheme takes no column: marks, joiners and codes without a base character. */
function isInvisible(grapheme: string): boolean {
  // In a function, as few pages need it and to read such a pattern takes 1 ms.
  return /^[\p{Cc}\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}]*$/v.test(
    grapheme,
  );
}

/** Whether a grapheme is drawn as a picture, two columns wide. */
function isPicture(grapheme: string): boolean {
  return /\p{Emoji_Presentation}|\ufe0f/v.test(grapheme);
}

/** Measures the widest part of a text that a line is not broken in. [columns] */
export function widestPart(text: string): number {
  const words = text.split(" ").filter((word) => word !== "");
  return Math.max(0, ...words.flatMap(breakable).map(displayWidth));
}

/** Appends spaces until the text takes that many columns; never cuts it. */
export function padEnd(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - displayWidth(text)));
}

/**
 * Breaks text into lines at spaces and between wide characters; a word longer than a line is cut.
 *
 * "\n" always ends a line. A no-break space (U+00A0) holds words together and is printed as a
 * space. Colours and links that are open at the end of a line are closed there and opened again.
 *
 * @param text Prose; runs of spaces count as one.
 * @param columns The most that a line may take, its indent included. [columns, from 2]
 * @param options `hangingIndent`: spaces before each line but the first of a paragraph. [columns]
 * @returns The lines, at least one, without spaces at their ends.
 * @throws {RangeError} If the lines are too narrow for a wide character.
 */
export function wrapText(
  text: string,
  columns: number,
  { hangingIndent = 0 }: { readonly hangingIndent?: number } = {},
): string[] {
  requireRoom(columns - hangingIndent);
  const paragraphs = text.split("\n").map((paragraph) =>
    fill(paragraph, columns, columns - hangingIndent)
  );
  const indents = paragraphs.flatMap((lines) =>
    lines.map((_, index) => index === 0 ? "" : " ".repeat(hangingIndent))
  );
  return carryStyles(paragraphs.flat()).map((line, index) =>
    indents[index] + line.replaceAll("\xa0", " ")
  );
}

/**
 * Cuts text where a line is full, and nowhere else: for code and addresses.
 *
 * @param text One line, without tabs; its spaces are kept.
 * @param columns What the first line may take. [columns, from 2]
 * @param columnsAfter What the other lines may take. [columns, from 2]
 * @returns The lines, at least one; joined, they are the text.
 * @throws {RangeError} If the lines are too narrow for a wide character.
 */
export function cutText(
  text: string,
  columns: number,
  columnsAfter: number = columns,
): string[] {
  requireRoom(Math.min(columns, columnsAfter));
  return carryStyles(cut(text, columns, columnsAfter));
}

function requireRoom(columns: number): void {
  if (columns < leastColumns) {
    throw new RangeError(
      `A line must have ${leastColumns} columns or more: it has ${columns}.`,
    );
  }
}

/** Fills lines with the words of one paragraph. */
function fill(text: string, columns: number, columnsAfter: number): string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  const place = (gap: string, unit: string, width: number): void => {
    const space = used === 0 || width === 0 ? "" : gap;
    const room = lines.length === 0 ? columns : columnsAfter;
    if (used + space.length + width <= room) {
      line += space + unit;
      used += space.length + width;
      return;
    }
    if (used > 0) lines.push(line);
    const start = used > 0 ? unit : line + unit;
    const full = lines.length === 0 ? columns : columnsAfter;
    const pieces = cut(start, full, columnsAfter);
    line = pieces.pop() ?? "";
    used = displayWidth(line);
    lines.push(...pieces);
  };
  const isNarrow = narrowText.test(text);
  for (const word of text.split(" ")) {
    if (word === "") continue;
    if (isNarrow || narrowText.test(word)) place(" ", word, word.length);
    else {
      for (const [i, unit] of breakable(word).entries()) {
        place(i === 0 ? " " : "", unit, displayWidth(unit));
      }
    }
  }
  return [...lines, line];
}

/** Splits a word between its wide characters, if it has any. */
function breakable(word: string): string[] {
  if (narrowText.test(word)) return [word];
  const parts: string[] = [];
  let part = "";
  let last = "";
  for (const [atom, isEscape] of atoms(word)) {
    if (!isEscape && last !== "" && mayPart(last, atom)) {
      parts.push(part);
      part = "";
    }
    part += atom;
    if (!isEscape) last = atom;
  }
  return [...parts, part];
}

/** Says whether a line may end between these two. */
function mayPart(last: string, next: string): boolean {
  if (neverFirst.includes(next) || neverLast.includes(last)) return false;
  return displayWidth(last) === 2 || displayWidth(next) === 2;
}

/** Cuts where a line is full. */
function cut(text: string, columns: number, columnsAfter: number): string[] {
  if (displayWidth(text) <= columns) return [text];
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const [atom] of atoms(text)) {
    const width = displayWidth(atom);
    if (used + width > (lines.length === 0 ? columns : columnsAfter)) {
      lines.push(line);
      line = "";
      used = 0;
    }
    line += atom;
    used += width;
  }
  return [...lines, line];
}

/** Splits text into what must not be cut: graphemes and escape codes. */
function* atoms(text: string): Generator<[atom: string, isEscape: boolean]> {
  for (const [index, part] of splitCodes(text).entries()) {
    if (index % 2 === 1) yield [part, true];
    else for (const grapheme of graphemes(part)) yield [grapheme, false];
  }
}
