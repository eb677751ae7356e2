/**
 * Values and calls as code, laid out: what does not fit into a line takes several, and no word, number
 * or text of a value is broken.
 *
 * @module
 */
import { cutText, displayWidth, wrapText } from "./width.ts";

/** A list in brackets, and what stands in it. */
interface Group {
  readonly open: string;
  /** Each item in parts. */
  readonly items: Part[][];
  readonly close: string;
}

type Part = string | Group;

const closers: Readonly<Record<string, string>> = {
  "(": ")",
  "[": "]",
  "{": "}",
};

/** A text in quotes, a bracket, a comma, or what stands between them. */
const token = /"(?:\\.|[^"\\])*"|[[\](){},]|[^[\](){},"]+|"/g;

/**
 * Lays out a value, or a call with its arguments, as it stands on one line. A text that is no code is
 * wrapped.
 *
 * @param columns The most that a line takes. [columns, from 2]
 */
export function layOut(text: string, columns: number): string[] {
  if (displayWidth(text) <= columns) return [text];
  const parts = partsOf(text);
  return (parts === undefined ? [text] : linesOf(parts, columns))
    .flatMap((line) => wrapLine(line, columns));
}

/** Reads code; nothing, if its brackets do not match. */
function partsOf(text: string): Part[] | undefined {
  const whole: Group = { open: "", items: [[]], close: "" };
  const open = [whole];
  for (const [piece] of text.matchAll(token)) {
    const group = open.at(-1)!;
    if (piece in closers) {
      const inner = { open: piece, items: [[]], close: closers[piece]! };
      group.items.at(-1)!.push(inner);
      open.push(inner);
    } else if (piece === group.close) {
      open.pop();
    } else if ("])}".includes(piece)) {
      return undefined;
    } else if (piece === "," && group !== whole) {
      group.items.push([]);
    } else {
      group.items.at(-1)!.push(piece);
    }
  }
  return open.length === 1 ? whole.items[0]! : undefined;
}

/** Writes parts on one line. */
function flat(parts: readonly Part[]): string {
  return parts.map((part) => {
    if (typeof part === "string") return part;
    const inner = part.items.map((item) => flat(item).trim()).join(", ");
    const gap = part.open === "{" && inner !== "" ? " " : "";
    return part.open + gap + inner + gap + part.close;
  }).join("");
}

/** Writes parts on as many lines as they need. */
function linesOf(parts: readonly Part[], columns: number): string[] {
  const lines = [""];
  for (const [i, part] of parts.entries()) {
    const begun = lines.at(-1)!;
    const rest = flat(parts.slice(i));
    if (typeof part === "string" || fits(begun + rest, columns)) {
      lines[lines.length - 1] = begun + flat([part]);
      continue;
    }
    const { open, items, close } = joined(part);
    const inner = itemsOf(items, columns - 2).map((line) => `  ${line}`);
    lines.splice(-1, 1, begun + open, ...inner, close);
  }
  return lines;
}

/** Writes the items of a list: those that are no lists themselves beside each other. */
function itemsOf(
  items: readonly (readonly Part[])[],
  columns: number,
): string[] {
  const lines: string[] = [];
  let isOpen = false;
  for (const [i, item] of items.entries()) {
    const rows = linesOf(
      [...trim(item), i < items.length - 1 ? "," : ""],
      columns,
    );
    const isFlat = item.every((part) => typeof part === "string");
    const longer = `${lines.at(-1)} ${rows[0]}`;
    if (isOpen && isFlat && fits(longer, columns)) {
      lines[lines.length - 1] = longer;
    } else lines.push(...rows);
    isOpen = isFlat;
  }
  return lines;
}

/** Leaves out the spaces before an item and after it. */
function trim(item: readonly Part[]): Part[] {
  const last = item.length - 1;
  return item.map((part, i) => {
    if (typeof part !== "string") return part;
    const begun = i === 0 ? part.trimStart() : part;
    return i === last ? begun.trimEnd() : begun;
  });
}

/** A list that holds nothing but another one: their brackets stand together. */
function joined(group: Group): Group {
  const [only, other] = group.items.map(trim);
  const [inner] = only!.filter((part) => part !== "");
  if (other !== undefined || only!.length > 1 || typeof inner !== "object") {
    return group;
  }
  const { open, items, close } = joined(inner);
  return { open: group.open + open, items, close: close + group.close };
}

function fits(text: string, columns: number): boolean {
  return displayWidth(text) <= columns;
}

/** Wraps a line that is still too long, as a text with spaces in it may be; its indent stays. */
function wrapLine(line: string, columns: number): string[] {
  if (fits(line, columns)) return [line];
  const text = line.trimStart();
  const most = Math.floor(columns / 2);
  const indent = line.slice(0, Math.min(most, line.length - text.length));
  return wrapText(text, columns - indent.length)
    .map((row) => indent + row);
}

/**
 * Breaks a line of code at spaces: outside of texts in quotes, if it can; only a word that is longer than
 * a line is cut.
 *
 * @param columns What the first line may take. [columns, from 2]
 * @param columnsAfter What the other lines may take. [columns, from 2]
 * @returns The lines, at least one; joined, they are the code.
 */
export function breakCode(
  code: string,
  columns: number,
  columnsAfter: number = columns,
): string[] {
  if (fits(code, columns)) return [code];
  const indent = code.length - code.trimStart().length;
  const breaks = [...code.matchAll(/ (?=\S)/g)].map(({ index }) => index)
    .filter((at) => at >= indent && fits(code.slice(0, at), columns));
  const at = breaks.findLast((at) => !isQuoted(code, at)) ?? breaks.at(-1);
  if (at === undefined) return cutText(code, columns, columnsAfter);
  const rest = breakCode(code.slice(at + 1), columnsAfter);
  return [code.slice(0, at + 1), ...rest];
}

/** Whether a place is within a text. */
function isQuoted(code: string, at: number): boolean {
  const texts = code.matchAll(
    /"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`|'(?:\\.|[^'\\])*'/g,
  );
  return [...texts].some(({ index, 0: text }) =>
    index < at && at < index + text.length
  );
}
