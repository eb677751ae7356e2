/**
 * Reads the blocks of a Markdown page: what stands on lines of its own.
 *
 * It reads what our pages use as `deno fmt` lays it out, and finds there what GitHub finds. It
 * leaves out: headings underlined with `===`, code by indent only, tabs before a block, check
 * boxes, addresses defined apart (`[name]: …`), lines of a quotation without `>`, and HTML other
 * than comments and `<details>`.
 *
 * @module
 */
import type { Block } from "./block.ts";
import {
  alignmentsOf,
  beginningOf,
  cellsOf,
  fenceOf,
  indentOf,
  isEmpty,
  markerOf,
  withoutIndent,
} from "./line.ts";
import type { Alignment } from "./table.ts";

/** A question whose answer is being read. */
interface OpenDetails {
  readonly type: "details";
  summary: string;
  readonly blocks: Block[];
}

/** The tags that fold. */
const folding = /(<details\b[^>]*>|<summary\b[^]*?<\/summary>|<\/details>)/;

/** Reads a page. */
export function readBlocks(markdown: string): readonly Block[] {
  const lines = markdown.replaceAll("\r\n", "\n").split("\n");
  return new Reader(lines).read();
}

/** Reads the lines of a page, or of one item or quotation without its indent. */
class Reader {
  /** Whether an empty line parts two blocks. */
  isLoose = false;
  readonly #lines: readonly string[];
  readonly #blocks: Block[] = [];
  /** The answers around the line, the innermost last. */
  readonly #open: OpenDetails[] = [];
  #at = 0;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  /** Reads all blocks. */
  read(): readonly Block[] {
    while (this.#at < this.#lines.length) {
      if (isEmpty(this.#line)) this.#at += 1;
      else {
        this.isLoose ||= this.#blocks.length > 0 && isEmpty(this.#before);
        this.#block();
      }
    }
    return this.#blocks;
  }

  /** The line that is read next; an empty one after the last. */
  get #line(): string {
    return this.#lines[this.#at] ?? "";
  }

  /** The line before it; an empty one before the first. */
  get #before(): string {
    return this.#lines[this.#at - 1] ?? "";
  }

  /** Takes the line, and those below it that go on with it. */
  #take(goesOn: () => boolean): string[] {
    const start = this.#at;
    do this.#at += 1; while (this.#at < this.#lines.length && goesOn());
    return this.#lines.slice(start, this.#at);
  }

  #add(block: Block): void {
    (this.#open.at(-1)?.blocks ?? this.#blocks).push(block);
  }

  #text(text: string): void {
    if (!isEmpty(text)) this.#add({ type: "paragraph", text: text.trim() });
  }

  #block(): void {
    switch (beginningOf(this.#line)) {
      case "heading":
        return this.#heading();
      case "code":
        return this.#code();
      case "rule":
        this.#at += 1;
        return this.#add({ type: "rule" });
      case "quote":
        return this.#quote();
      case "list":
        return this.#list();
      case "comment":
        return this.#comment();
      case "details":
        return this.#details();
    }
    const align = this.#alignments();
    if (align === undefined) this.#paragraph();
    else this.#table(align);
  }

  #heading(): void {
    const [, marks = "", text = ""] =
      /^(#+)(.*?)(?: #+)?$/.exec(this.#line.trim()) ?? [];
    this.#add({ type: "heading", depth: marks.length, text: text.trim() });
    this.#at += 1;
  }

  #code(): void {
    const indent = indentOf(this.#line);
    const fence = fenceOf(this.#line) ?? "";
    const isEnd = (line: string): boolean => {
      const text = line.trim();
      return text.startsWith(fence) && indentOf(line) < 4 &&
        text === fence.charAt(0).repeat(text.length);
    };
    const [, ...lines] = this.#take(() => !isEnd(this.#line));
    this.#at += 1;
    const text = lines.map((line) => withoutIndent(line, indent)).join("\n");
    this.#add({ type: "code", text });
  }

  #quote(): void {
    const lines = this.#take(() => beginningOf(this.#line) === "quote")
      .map((line) => line.replace(/^ *> ?/, ""));
    this.#add({ type: "quote", blocks: new Reader(lines).read() });
  }

  #list(): void {
    const first = markerOf(this.#line);
    const items: (readonly Block[])[] = [];
    let isLoose = false;
    let marker = first;
    while (marker !== undefined && marker.sign === first?.sign) {
      const item = this.#item(marker.width);
      items.push(item.read());
      marker = markerOf(this.#line);
      const hasNext = marker?.sign === first.sign;
      isLoose ||= item.isLoose || hasNext && isEmpty(this.#before);
    }
    this.#add({ type: "list", start: first?.number ?? null, isLoose, items });
  }

  /** Takes an item: what is indented, and lines that go on with its last paragraph. */
  #item(width: number): Reader {
    const [first = "", ...lines] = this.#take(() =>
      isEmpty(this.#line) || indentOf(this.#line) >= width ||
      isProse(this.#before) && beginningOf(this.#line) === undefined
    );
    return new Reader([
      first.slice(width),
      ...lines.map((line) => withoutIndent(line, width)),
    ]);
  }

  #table(align: readonly Alignment[]): void {
    const [head = [], , ...rows] = this.#take(() => this.#goesOn())
      .map(cellsOf);
    this.#add({
      type: "table",
      head,
      rows: rows.map((row) => head.map((_, column) => row[column] ?? "")),
      align,
    });
  }

  /** Finds the alignments of a table, if one begins here. */
  #alignments(): Alignment[] | undefined {
    if (!this.#line.includes("|")) return undefined;
    const align = alignmentsOf(this.#lines[this.#at + 1] ?? "");
    const isTable = align?.length === cellsOf(this.#line).length;
    return isTable ? align : undefined;
  }

  /** Skips a comment; what follows it on its last line is a paragraph. */
  #comment(): void {
    while (!this.#line.includes("-->") && this.#at < this.#lines.length) {
      this.#at += 1;
    }
    this.#text(this.#line.slice(this.#line.indexOf("-->") + 3));
    this.#at += 1;
  }

  /** Reads tags that fold, and the text among them, up to an empty line. */
  #details(): void {
    const html = this.#take(() => !isEmpty(this.#line)).join("\n")
      .replace(/<!--[^]*?-->/g, "");
    for (const [index, part] of html.split(folding).entries()) {
      const inside = this.#open.at(-1);
      if (index % 2 === 0) this.#text(part);
      else if (part.startsWith("</")) this.#open.pop();
      else if (part.startsWith("<details")) this.#fold();
      else if (inside !== undefined) {
        inside.summary = part.replace(/^<[^>]*>|<[^>]*>$/g, "");
      }
    }
  }

  #fold(): void {
    const details: OpenDetails = {
      type: "details",
      summary: "Details",
      blocks: [],
    };
    this.#add(details);
    this.#open.push(details);
  }

  #paragraph(): void {
    const lines = this.#take(() =>
      this.#goesOn() && this.#alignments() === undefined
    );
    this.#text(lines.map((line) => line.trim()).join("\n"));
  }

  /** Whether the line belongs to the paragraph or table above. */
  #goesOn(): boolean {
    if (isEmpty(this.#line)) return false;
    const beginning = beginningOf(this.#line);
    if (beginning !== "list") return beginning === undefined;
    // A number at the start of a line may belong to the sentence: only 1 begins a list.
    return (markerOf(this.#line)?.number ?? 1) !== 1;
  }
}

/** Whether a line, its indent aside, ends with text that the next line can go on with. */
function isProse(line: string): boolean {
  const beginning = beginningOf(line.trim()) ?? "list";
  return !isEmpty(line) && beginning === "list";
}
