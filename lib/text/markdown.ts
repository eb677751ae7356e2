/**
 * A Markdown page as lines for a terminal.
 *
 * No line is wider than asked for, and none needs colour to be understood: headings have a rule
 * or a mark, code has backticks, links have numbers. A picture is what it says. Comments leave
 * nothing; code in a block has no colours, but a drawing in one may have them.
 *
 * @module
 */
import { type Block, readPage, type Text } from "./page_reader.ts";
import { withoutCodes } from "./escape_code.ts";
import { hangText } from "./hanging_text.ts";
import { type Ink, Links, plainInk } from "./ink.ts";
import { breakCode } from "./lay_out.ts";
import { cutText, displayWidth, padEnd, wrapText } from "./width.ts";

/** How a page is laid out. */
export interface PageOptions {
  /** The most that a line may take. [columns, from 40] */
  readonly columns: number;
  /** Whether lines may hold escape codes: colours and links. */
  readonly isColored: boolean;
  /** Whether what is folded away is printed below its question. */
  readonly showsAnswers: boolean;
  /** Colours the lines of a drawing, where lines may hold codes. */
  readonly colourDrawing?: (lines: readonly string[]) => string[];
}

/** One kind of block. */
type BlockOf<Type extends Block["type"]> = Extract<Block, { type: Type }>;

/** Lines of a box are cut and padded, so what is in them has neither colours nor backticks. */
const cellInk: Ink = { ...plainInk, code: (text) => text.slice(1, -1) };

/** How far code and answers are indented. */
export const codeIndent = "  ";

/**
 * Lays out a page.
 *
 * @returns The lines, without line ends. With and without colour they hold the same characters.
 * @throws {SyntaxError} If it has what a page may not have: with its line.
 */
export async function renderMarkdown(
  markdown: string,
  { columns, isColored, ...options }: PageOptions,
): Promise<string[]> {
  const ink = isColored ? (await loadColours()).colouredInk : plainInk;
  const layout = new Layout(ink, options);
  const lines: string[] = [];
  for (const section of sections(readPage(markdown))) {
    append(lines, await layout.section(section, columns));
  }
  append(lines, layout.links(columns));
  return lines;
}

/** Loads what many pages do not need: where a path is computed, Deno loads nothing before. */
async function loadTables(): Promise<typeof import("./table.ts")> {
  return await import(new URL("table.ts", import.meta.url).href);
}

async function loadColours(): Promise<typeof import("./coloured_ink.ts")> {
  return await import(new URL("coloured_ink.ts", import.meta.url).href);
}

type LayoutOptions = Omit<PageOptions, "columns" | "isColored">;

/** Lays out blocks, and remembers what the end of the page must tell. */
class Layout {
  readonly #ink: Ink;
  readonly #links = new Links();
  readonly #options: LayoutOptions;
  #hidesAnswers = false;

  constructor(ink: Ink, options: LayoutOptions) {
    this.#ink = ink;
    this.#options = options;
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

  async #blocks(blocks: readonly Block[], columns: number): Promise<string[]> {
    const lines: string[] = [];
    let isJoined = true;
    for (const block of blocks) {
      const more = await this.#block(block, columns);
      if (more.length === 0) continue;
      if (!isJoined) lines.push("");
      lines.push(...more);
      isJoined = block.type === "heading";
    }
    return lines;
  }

  async #block(block: Block, columns: number): Promise<string[]> {
    switch (block.type) {
      case "heading":
        return this.#title(this.#say(block.text), block.depth, columns);
      case "paragraph":
        return wrapText(this.#say(block.text), columns);
      case "quote":
        return wrapText(this.#say(block.text), columns - 2)
          .map((line) => `│ ${line}`);
      case "code":
        return this.#code(block, columns);
      case "list":
        return this.#list(block, columns);
      case "table":
        return await this.#table(block, columns);
      case "details":
        return await this.#details(block, columns);
      case "picture":
        return hangText("▣ ", withoutCodes(block.says), columns);
      case "woven":
        return await this.#blocks(block.blocks, columns);
    }
  }

  /** Says a text with marks, for `wrapText`. */
  #say(text: Text, ink: Ink = this.#ink): string {
    return text.map((span) => {
      if (typeof span === "string") return span;
      if (span.type === "code") return ink.code("`" + span.text + "`");
      const inside = this.#say(span.text, ink);
      if (span.type === "woven") return inside;
      if (span.type !== "link") return ink[span.type](inside);
      const address = withoutCodes(span.address);
      const linked = ink.link(inside, address);
      if (address.startsWith("#")) return linked;
      return `${linked}\xa0[${this.#links.number(address)}]`;
    }).join("");
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

  #list({ start, items }: BlockOf<"list">, columns: number): string[] {
    const width = `${(start ?? 0) + items.length - 1}. `.length;
    return items.flatMap((text, i) => {
      const mark = start === null ? "• " : `${start + i}. `.padStart(width);
      return hangText(mark, this.#say(text), columns);
    });
  }

  #code({ language, lines }: BlockOf<"code">, columns: number): string[] {
    const laid = lines.flatMap((line) => layCode(line, columns));
    const { colourDrawing } = this.#options;
    return language === "text" && colourDrawing ? colourDrawing(laid) : laid;
  }

  async #table(
    { rows, align }: BlockOf<"table">,
    columns: number,
  ): Promise<string[]> {
    const { drawTable } = await loadTables();
    const [head = [], ...others] = rows.map((row) =>
      row.map((text) => this.#say(text, cellInk))
    );
    return await drawTable({ head, rows: others, align }, columns);
  }

  async #details(
    { summary, blocks }: BlockOf<"details">,
    columns: number,
  ): Promise<string[]> {
    const question = hangText("? ", this.#say(summary), columns);
    if (!this.#options.showsAnswers) {
      this.#hidesAnswers = true;
      return question;
    }
    const answer = await this.#blocks(blocks, columns - codeIndent.length);
    return [...question, ...answer.map((line) => line && codeIndent + line)];
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
  const room = columns - codeIndent.length;
  const parts = breakCode(withoutCodes(tabs), room, room - 2);
  return parts.map((part, index) => {
    if (part === "") return "";
    return codeIndent + (index === 0 ? "" : "↪ ") + part.trimEnd();
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
