/**
 * A Markdown page as lines for a terminal.
 *
 * No line is wider than asked for, and none needs colour to be understood: headings have a rule
 * or a mark, code has backticks, links have numbers. It leaves out: pictures (their text stays),
 * HTML except comments and `<details>`, and colours inside blocks of code.
 *
 * @module
 */
import type { Block, Details, ListBlock } from "./block.ts";
import { readBlocks } from "./page_reader.ts";
import { withoutCodes } from "./escape_code.ts";
import { type Ink, Links, plainInk } from "./ink.ts";
import { inlineText } from "./inline.ts";
import type { Table } from "./table.ts";
import { cutText, displayWidth, padEnd, wrapText } from "./width.ts";

/** How a page is laid out. */
export interface PageOptions {
  /** The most that a line may take. [columns, from 40] */
  readonly columns: number;
  /** Whether lines may hold escape codes: colours and links. */
  readonly isColored: boolean;
  /** Whether what is folded away is printed below its question. */
  readonly showsAnswers: boolean;
}

/** Deeper than this, what is nested gets no further indent and no mark. [columns] */
const leastRoom = 16;

/** How far code and answers are indented. */
const indent = "  ";

/**
 * Lays out a page.
 *
 * @param markdown GitHub's Markdown.
 * @returns The lines, without line ends. With and without colour they hold the same characters.
 */
export async function renderMarkdown(
  markdown: string,
  { columns, isColored, showsAnswers }: PageOptions,
): Promise<string[]> {
  const ink = isColored
    ? (await import("./coloured_ink.ts")).colouredInk
    : plainInk;
  const layout = new Layout(ink, showsAnswers);
  const lines: string[] = [];
  for (const section of sections(readBlocks(markdown))) {
    append(lines, await layout.section(section, columns));
  }
  append(lines, layout.links(columns));
  return lines;
}

/** Lays out blocks, and remembers what the end of the page must tell. */
class Layout {
  readonly #ink: Ink;
  readonly #links = new Links();
  readonly #showsAnswers: boolean;
  #hidesAnswers = false;

  constructor(ink: Ink, showsAnswers: boolean) {
    this.#ink = ink;
    this.#showsAnswers = showsAnswers;
  }

  /** Lays out a heading and what follows it, and says how to see answers that it hides. */
  async section(blocks: readonly Block[], columns: number): Promise<string[]> {
    this.#hidesAnswers = false;
    const lines = await this.#blocks(blocks, columns);
    if (this.#hidesAnswers) append(lines, ["Answers: add --answers"]);
    return lines;
  }

  /** Lists the addresses that the numbers in the text stand for. */
  links(columns: number): string[] {
    const { addresses } = this.#links;
    if (addresses.length === 0) return [];
    const width = `[${addresses.length}] `.length;
    const lines = addresses.flatMap((address, index) =>
      cutText(this.#ink.link(address, address), columns - width)
        .map((part, line) =>
          (line === 0 ? `[${index + 1}] ` : "").padStart(width) + part
        )
    );
    return [...this.#title("Links", 2, columns), ...lines];
  }

  async #blocks(
    blocks: readonly Block[],
    columns: number,
    isTight = false,
  ): Promise<string[]> {
    const lines: string[] = [];
    let isJoined = true;
    for (const block of blocks) {
      const more = await this.#block(block, columns);
      if (more.length === 0) continue;
      if (!isJoined) lines.push("");
      lines.push(...more);
      isJoined = isTight || block.type === "heading";
    }
    return lines;
  }

  async #block(block: Block, columns: number): Promise<string[]> {
    switch (block.type) {
      case "heading":
        return this.#title(this.#inline(block.text), block.depth, columns);
      case "paragraph":
        return this.#paragraph(block.text, columns);
      case "code":
        return block.text.split("\n").flatMap((line) => layCode(line, columns));
      case "rule":
        return ["─".repeat(columns)];
      case "quote":
        return await this.#inset(block.blocks, columns, { mark: "│ " });
      case "list":
        return await this.#list(block, columns);
      case "table":
        return await this.#table(block, columns);
      case "details":
        return await this.#details(block, columns);
    }
  }

  #inline(markdown: string): string {
    return inlineText(markdown, this.#ink, this.#links);
  }

  #paragraph(markdown: string, columns: number): string[] {
    const text = this.#inline(markdown);
    return text.trim() === "" ? [] : wrapText(text, columns);
  }

  #title(text: string, depth: number, columns: number): string[] {
    const mark = depth > 2 ? "▸ " : "";
    const lines = wrapText(this.#ink.strong(mark + text), columns, {
      hangingIndent: mark.length,
    });
    if (depth > 2) return lines;
    const width = Math.max(...lines.map(displayWidth));
    return [...lines, (depth === 1 ? "═" : "─").repeat(width)];
  }

  async #list(list: ListBlock, columns: number): Promise<string[]> {
    const { start, isLoose, items } = list;
    const lines: string[] = [];
    const width = `${(start ?? 0) + items.length - 1}. `.length;
    for (const [index, blocks] of items.entries()) {
      const mark = start === null ? "• " : `${start + index}. `.padStart(width);
      const isTight = !isLoose;
      const more = await this.#inset(blocks, columns, { mark, isTight });
      if (isLoose) append(lines, more);
      else lines.push(...more);
    }
    return lines;
  }

  async #table(
    { head, rows, align }: Table,
    columns: number,
  ): Promise<string[]> {
    // Imported here because many pages have no table.
    const { drawTable } = await import("./table.ts");
    // Lines of a box are cut and padded, so their text has neither colours nor backticks.
    const ink = { ...plainInk, code: (text: string) => text.slice(1, -1) };
    const cell = (text: string): string => inlineText(text, ink, this.#links);
    return await drawTable({
      head: head.map(cell),
      rows: rows.map((row) => row.map(cell)),
      align,
    }, columns);
  }

  async #details(details: Details, columns: number): Promise<string[]> {
    const question = this.#inline(details.summary);
    const lines = wrapText(`? ${question.trim()}`, columns, {
      hangingIndent: indent.length,
    });
    if (!this.#showsAnswers) {
      this.#hidesAnswers = true;
      return lines;
    }
    const answer = await this.#inset(details.blocks, columns, { mark: indent });
    return [...lines, ...answer];
  }

  /** Lays out blocks behind a mark: a bar beside all lines, another mark beside the first. */
  async #inset(
    blocks: readonly Block[],
    columns: number,
    { mark, isTight = false }: { mark: string; isTight?: boolean },
  ): Promise<string[]> {
    const room = columns - mark.length;
    if (room < leastRoom) return await this.#blocks(blocks, columns, isTight);
    const lines = await this.#blocks(blocks, room, isTight);
    const below = mark === "│ " ? mark : " ".repeat(mark.length);
    return (lines.length === 0 ? [""] : lines).map((line, index) => {
      const before = index === 0 ? mark : below;
      return line === "" ? before.trimEnd() : before + line;
    });
  }
}

/** Appends a group of lines, with an empty line between it and what was there. */
function append(lines: string[], more: readonly string[]): void {
  if (lines.length > 0 && more.length > 0) lines.push("");
  lines.push(...more);
}

/** Lays out one line of code; what does not fit goes on below, behind a mark. */
function layCode(line: string, columns: number): string[] {
  const tabs = line.replace(/([^\t]*)\t/g, (_, before: string) => {
    const width = displayWidth(before);
    return padEnd(before, width + 4 - width % 4);
  });
  const room = columns - indent.length;
  const parts = cutText(withoutCodes(tabs), room, room - 2);
  return parts.map((part, index) => {
    if (part === "") return "";
    return indent + (index === 0 ? "" : "↪ ") + part;
  });
}

/** Splits a page before each of its headings. */
function sections(blocks: readonly Block[]): Block[][] {
  const parts: Block[][] = [[]];
  for (const block of blocks) {
    if (block.type === "heading") parts.push([]);
    parts.at(-1)?.push(block);
  }
  return parts;
}
