/**
 * Values and calls as code, laid out: what does not fit into a line takes several, and no word, number
 * or text of a value is broken.
 *
 * @module
 */
import { displayWidth, wrapText } from "./width.ts";

/** A list in brackets, and what stands in it. */
interface Group {
  readonly open: string;
  /** Each item in parts. */
  readonly items: Part[][];
  close: string;
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
    const inner = itemsOf(part, columns - 2).map((line) => `  ${line}`);
    lines.splice(-1, 1, begun + part.open, ...inner, part.close);
  }
  return lines;
}

/** Writes the items of a list: beside each other, if they have no lists in them. */
function itemsOf({ items }: Group, columns: number): string[] {
  const isFlat = items.every((item) =>
    item.every((part) => typeof part === "string")
  );
  const texts = items.map((item, i) => {
    const comma = i < items.length - 1 ? "," : "";
    const [first, ...rest] = item;
    const last = rest.at(-1);
    const trimmed = [
      ...(typeof first === "string"
        ? [first.trimStart()]
        : first
        ? [first]
        : []),
      ...(typeof last === "string" && last.trim() === ""
        ? rest.slice(0, -1)
        : rest),
    ];
    return isFlat
      ? [flat(trimmed).trimEnd() + comma]
      : linesOf([...trimmed, comma], columns);
  });
  if (!isFlat) return texts.flat();
  const lines: string[] = [];
  for (const [text] of texts) {
    const longer = `${lines.at(-1)} ${text}`;
    if (lines.length > 0 && fits(longer, columns)) {
      lines[lines.length - 1] = longer;
    } else lines.push(text!);
  }
  return lines;
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
