/**
 * Reads a Markdown page: what our pages use, as GitHub reads it.
 *
 * It reads headings, paragraphs, quotations of one paragraph, flat lists, tables, code between
 * three backticks, folded answers and comments; in text code, strong and emphasized words, links
 * and comments. All else is refused with its line: a terminal shows nothing else than GitHub.
 *
 * @module
 */
import { joinLines } from "./escape_code.ts";
import type { Alignment } from "./table.ts";

/** A piece of a text: words, code, or a text with marks. Of these only a link has an address. */
export type TextSpan =
  | string
  | Readonly<{ type: "code"; text: string }>
  | Readonly<{ type: typeof nesting[number]; text: Text; address: string }>;

const nesting = ["strong", "emphasis", "link"] as const;

/** What stands in a paragraph, a heading, an item or a cell. */
export type Text = readonly TextSpan[];

/** What has lines of its own. A list of bullets starts with null, a table with its head. */
export type Block =
  | Readonly<{ type: "heading"; depth: number; text: Text }>
  | Readonly<{ type: "paragraph" | "quote"; text: Text }>
  | Readonly<{ type: "code"; lines: readonly string[] }>
  | Readonly<{ type: "list"; start: number | null; items: readonly Text[] }>
  | Readonly<{ type: "table"; align: readonly Alignment[]; rows: Text[][] }>
  | Readonly<{ type: "details"; summary: Text; blocks: readonly Block[] }>;

const folding = "such folding: write <details><summary>question</summary>, " +
  "then the answer, then </details>, with empty lines around each";
const table = "such table: write as many | in each row, --- below the head";

/** What a line of text may not begin with, and what to write instead. */
const refusedLines: readonly (readonly [RegExp, string])[] = [
  [/^(?:~~~|````)/, "such fence: write ``` before and after code"],
  [/^[-=*_:| ]+$/, "rule here: write # before a heading, | around each cell"],
  [/^#/, "such heading: write # to ######, a space and a text"],
  [/^[*+] |^\d+(?:\) |\.$)/, "such item: write - or 1. before it"],
  [/^>/, "such quotation: write > and a space, and no other block inside"],
  [/^\[[^\]]*\]:/, "address apart from its link: write [text](address)"],
  [/^<!--/, "comment before text: write it further inside the line"],
  [/^<\/?(?:details|summary)\b/, folding],
  [/^(?:- |1\. |\||```)/, "block below text: write an empty line before it"],
  [/^\s/, "line here: write it below its item, behind > or at the left edge"],
];

/** What may not stand in a text, and what to write instead. */
const refusedSigns: readonly (readonly [RegExp, string])[] = [
  [/`/g, "such backtick: write `code` between single ones, without spaces"],
  [/!\[/g, "picture: write what it shows into a block of code"],
  [/\](?=[[(])/g, "such link: write [text](address)"],
  [/\*|(?<![^\W_])_|_(?![^\W_])/g, "such mark: write **bold**, _slanted_"],
  [/~~/g, "struck text: leave it out"],
  [/<(?=[a-z/!?])/gi, "HTML: write it as `code`"],
  [/&(?=#?\w+;)/g, "entity: write the character itself"],
  [/(?<=\w):\/\//g, "bare address: write [text](address)"],
  [/\\\n| {2}\n/g, "line break: write another paragraph"],
];

/** Letters and digits: with \p{L} and \p{N} a start would take twice as long. */
const letters = String.raw`0-9A-Za-z\u00c0-\u1fff\u3040-\ud7ff`;

/** What stands behind words. Marks begin and end where CommonMark has it so; % are letters. */
const signs = new RegExp(
  [
    /(?<!`)`(?! )(?<code>[^`]+)(?<! )`(?!`)/,
    /<!--.*?-->/,
    /(?<!!)\[(?<link>(?:`[^`]+`|\\.|[^`\\[\]])+)\]\((?<address>(?:[^&<()\\\s]|&(?!#?\w+;))+)\)/,
    /\\(?<literal>[!-/:-@[-`{-~])/,
    /(?<!\*|[%](?=\*\*[^%]))\*\*(?=\S)(?<strong>(?:`[^`]+`|\\.|[^`\\*])+?)(?<=\S)\*\*(?!\*|(?<=[^%]\*\*)[%])/,
    /(?<![%_])_(?=[^\s_])(?<emphasis>(?:`[^`]+`|\\.|[^`\\])+?)(?<=\S)_(?![%_])/,
    /$/,
  ].map(({ source }) => source).join("|").replaceAll("%", letters),
  "gs",
);

/**
 * Reads a page.
 *
 * @throws {SyntaxError} For what it may not have: "path:line: A page has no …".
 */
export function readPage(markdown: string, path = "page"): readonly Block[] {
  return new Reader(markdown.split(/\r?\n/), path).blocks();
}

/** Writes one line of any text so that a page has it as it is. */
export function literal(text: string): string {
  return refusedSigns.reduce(
    (text, [sign]) => text.replace(sign, "\\$&"),
    text.replaceAll("\\", "\\\\"),
  );
}

/** Reads the lines of a page, from the first to the last. */
class Reader {
  #at = 0;

  constructor(readonly lines: readonly string[], readonly path: string) {}

  /** Reads blocks up to a line that ends them, or to the end of the page. */
  blocks(end?: string): Block[] {
    const blocks: Block[] = [];
    while (this.#at < this.lines.length && this.#line !== end) {
      const idle = this.#line.trim() === "" ? 1 : this.#linesOfComment();
      this.#at += idle;
      if (idle === 0) blocks.push(this.#block(this.#at + 1));
    }
    return blocks;
  }

  #linesOfComment(): number {
    const rest = this.lines.slice(this.#at).join("\n");
    const [comment] = /^<!--(?:(?!-->)[^])*-->(?=\n|$)/.exec(rest) ?? [];
    return comment?.split("\n").length ?? 0;
  }

  /** The line that is read next; an empty one after the last. */
  get #line(): string {
    return this.lines[this.#at] ?? "";
  }

  /** Takes the lines up to an empty one. */
  #take(): string[] {
    const start = this.#at;
    while (this.#line.trim() !== "") this.#at += 1;
    return this.lines.slice(start, this.#at);
  }

  #refuse(line: number, what: string): never {
    throw new SyntaxError(`${this.path}:${line}: A page has no ${what}.`);
  }

  #block(line: number): Block {
    const [, marks, title = ""] = /^(#{1,6}) (.+)$/.exec(this.#line) ?? [];
    if (marks !== undefined) {
      this.#at += 1;
      const text = this.#text(title, line);
      return { type: "heading", depth: marks.length, text };
    }
    if (/^```(?!`)/.test(this.#line)) {
      const end = this.lines.findIndex((text, i) =>
        i >= line && /^ {0,3}```+ *$/.test(text)
      );
      if (this.lines[end] !== "```") {
        this.#refuse(line, "code without an end: write ``` after");
      }
      this.#at = end + 1;
      return { type: "code", lines: this.lines.slice(line, end) };
    }
    const lines = this.#take();
    const [first = ""] = lines;
    if (first.startsWith("<details>")) return this.#details(lines, line);
    if (first.startsWith("|")) return this.#table(lines, line);
    if (/^(?:-|\d{1,9}\.) /.test(first)) return this.#list(lines, line);
    const isQuote = first.startsWith("> ");
    const text = this.#prose(lines, line, isQuote ? "> " : "");
    return { type: isQuote ? "quote" : "paragraph", text };
  }

  #details(lines: readonly string[], line: number): Block {
    const [, summary] =
      /^<details><summary>([^]*)<\/summary>$/.exec(lines.join("\n")) ?? [];
    const blocks = this.blocks("</details>");
    const isNested = blocks.some(({ type }) => type === "details");
    const isEnded = this.#take().length === 1;
    if (!summary || isNested || !isEnded) this.#refuse(line, folding);
    return { type: "details", summary: this.#text(summary, line), blocks };
  }

  #list(lines: readonly string[], line: number): Block {
    const [number] = /^\d+/.exec(lines[0] ?? "") ?? [];
    const marker = number === undefined ? /^- / : /^\d{1,9}\. /;
    const starts = lines.flatMap((text, i) => marker.test(text) ? [i] : []);
    const items = starts.map((start, i) => {
      const [first = "", ...rest] = lines.slice(start, starts[i + 1]);
      const indent = (marker.exec(first)?.[0] ?? "").replaceAll(/./g, " ");
      const item = [first.replace(marker, indent), ...rest];
      return this.#prose(item, line + start, indent);
    });
    while (this.#at < this.lines.length && this.#line === "") this.#at += 1;
    if (marker.test(this.#line)) {
      this.#refuse(this.#at + 1, "gap in a list: write its items together");
    }
    return { type: "list", start: number ? Number(number) : null, items };
  }

  #table(lines: readonly string[], line: number): Block {
    const rows = lines.map((row) => row.split("|").map((cell) => cell.trim()));
    const rule = rows[1]?.slice(1, -1) ?? [];
    const isRule = rule.every((cell) => /^:?-+:?$/.test(cell));
    const wrong = rows.findIndex((row) =>
      row.length !== rule.length + 2 || row.at(0) || row.at(-1)
    );
    if (!isRule || wrong >= 0) {
      this.#refuse(line + Math.max(0, wrong), table);
    }
    const [head = [], , ...others] = rows.map((row, i) =>
      row.slice(1, -1).map((cell) => this.#text(cell, line + i))
    );
    const align = rule.map((cell) => {
      if (!cell.endsWith(":")) return cell.startsWith(":") ? "left" : null;
      return cell.startsWith(":") ? "center" : "right";
    });
    return { type: "table", align, rows: [head, ...others] };
  }

  /** Reads text on lines that all begin with something, and then with nothing else. */
  #prose(lines: readonly string[], line: number, begin: string): Text {
    const texts = lines.map((text) =>
      // What begins with something else gets a space, and is refused for it.
      text.startsWith(begin) ? text.slice(begin.length) : ` ${text}`
    );
    for (const [i, text] of texts.entries()) {
      const refused = refusedLines.find(([pattern]) => pattern.test(text));
      if (refused !== undefined) this.#refuse(line + i, refused[1]);
    }
    return this.#text(texts.join("\n"), line);
  }

  /** Reads what stands in a text. */
  #text(text: string, line: number): Text {
    const lineAt = (at: number): number =>
      line + text.slice(0, at).split("\n").length - 1;
    const spans: TextSpan[] = [];
    let start = 0;
    for (const { 0: whole, index, groups = {} } of text.matchAll(signs)) {
      const words = text.slice(start, index);
      for (const [pattern, what] of refusedSigns) {
        const at = words.search(pattern);
        if (at >= 0) this.#refuse(lineAt(start + at), what);
      }
      spans.push(joinLines(words), this.#span(groups, lineAt(index)));
      start = index + whole.length;
    }
    return spans;
  }

  /** Reads what is more than words; a comment and the end are nothing. */
  #span(found: Record<string, string | undefined>, line: number): TextSpan {
    const { code, literal = "", address = "" } = found;
    if (code !== undefined) return { type: "code", text: joinLines(code) };
    const type = nesting.find((type) => found[type] !== undefined);
    if (type === undefined) return literal;
    return { type, text: this.#text(found[type] ?? "", line), address };
  }
}
