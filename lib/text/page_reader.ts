/**
 * Reads a Markdown page: what our pages use, as GitHub reads it.
 *
 * It reads headings, paragraphs, quotations of one paragraph, flat lists, tables, code between
 * three backticks, pictures, folded answers, woven places and comments; in text code, strong and
 * emphasized words, links, woven words and comments. All else is refused with its line: a terminal
 * shows nothing else than GitHub.
 *
 * @module
 */
import type { Alignment } from "./table.ts";
import {
  readPicture,
  readText,
  type Text,
  type TextSpan,
} from "./text_reader.ts";

export type { Text, TextSpan };

/**
 * What has lines of its own. A list of bullets starts with null, a table with its head. What a model
 * has woven in stands between marks, and has their name.
 */
export type Block =
  | Readonly<{ type: "heading"; depth: number; text: Text }>
  | Readonly<{ type: "paragraph" | "quote"; text: Text }>
  | Readonly<{ type: "code"; language: string; lines: readonly string[] }>
  | Readonly<{ type: "list"; start: number | null; items: readonly Text[] }>
  | Readonly<{ type: "table"; align: readonly Alignment[]; rows: Text[][] }>
  | Readonly<{ type: "picture"; says: string; address: string }>
  | Readonly<{ type: "woven"; name: string; blocks: readonly Block[] }>
  | Readonly<{ type: "details"; summary: Text; blocks: readonly Block[] }>;

const folding = "such folding: write <details><summary>question</summary>, " +
  "then the answer, then </details>, with empty lines around each";
const wovenEnd = "<!-- /weave -->";
const weaving = "such mark of weaving: write <!-- weave name --> before, and " +
  "<!-- /weave --> after, each on a line";
const table = "such table: write as many | in each row, --- below the head";

/** A bar between two cells; behind an odd number of backslashes, it is of a cell. */
const bar = /(?<=(?<!\\)(?:\\\\)*)\|/;

/** What a line of text may not begin with, and what to write instead. */
const refusedLines: readonly (readonly [RegExp, string])[] = [
  [/^(?:~~~|````)/, "such fence: write ``` before and after code"],
  [/^[-=*_:| ]+$/, "rule here: write # before a heading, | around each cell"],
  [/^#/, "such heading: write # to ######, a space and a text"],
  [/^[*+] |^\d+(?:\) |\.$)/, "such item: write - or 1. before it"],
  [/^>/, "such quotation: write > and a space, and no other block inside"],
  [/^\[[^\]]*\]:/, "address apart from its link: write [text](address)"],
  [/^<!-- \/?weave\b.*-->$/, weaving],
  [/^<!--/, "comment before text: write it further inside the line"],
  [/^<\/?(?:details|summary)\b/, folding],
  [/^(?:- |1\. |\||```)/, "block below text: write an empty line before it"],
  [/^\s/, "line here: write it below its item, behind > or at the left edge"],
];

/**
 * Reads a page.
 *
 * @throws {SyntaxError} For what it may not have: "path:line: A page has no …".
 */
export function readPage(markdown: string, path = "page"): readonly Block[] {
  return new Reader(markdown.split(/\r?\n/), path).blocks();
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

  /** A comment is nothing; but the marks of a woven place are. */
  #linesOfComment(): number {
    if (/^<!-- \/?weave\b.*-->$/.test(this.#line)) return 0;
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
    const [, name] = /^<!-- weave (\S+) -->$/.exec(this.#line) ?? [];
    if (name !== undefined) return this.#woven(name, line);
    const [, marks, title = ""] = /^(#{1,6}) (.+)$/.exec(this.#line) ?? [];
    if (marks !== undefined) {
      this.#at += 1;
      const text = this.#text(title, line);
      return { type: "heading", depth: marks.length, text };
    }
    if (/^```(?!`)/.test(this.#line)) {
      const language = this.#line.slice(3).trim();
      const end = this.lines.findIndex((text, i) =>
        i >= line && /^ {0,3}```+ *$/.test(text)
      );
      if (this.lines[end] !== "```") {
        this.#refuse(line, "code without an end: write ``` after");
      }
      this.#at = end + 1;
      return { type: "code", language, lines: this.lines.slice(line, end) };
    }
    const lines = this.#take();
    const [first = ""] = lines;
    if (first.startsWith("<details>")) return this.#details(lines, line);
    if (first.startsWith("|")) return this.#table(lines, line);
    if (/^(?:-|\d{1,9}\.) /.test(first)) return this.#list(lines, line);
    const picture = readPicture(lines.join("\n"));
    if (picture !== undefined) return { type: "picture", ...picture };
    const isQuote = first.startsWith("> ");
    const text = this.#prose(lines, line, isQuote ? "> " : "");
    return { type: isQuote ? "quote" : "paragraph", text };
  }

  #woven(name: string, line: number): Block {
    this.#at += 1;
    const blocks = this.blocks(wovenEnd);
    if (this.#line !== wovenEnd) this.#refuse(line, weaving);
    this.#at += 1;
    return { type: "woven", name, blocks };
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
    const rows = lines.map((row) =>
      row.split(bar).map((cell) => cell.trim().replaceAll("\\|", "|"))
    );
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

  /** Reads what stands in a text that begins on a line. */
  #text(text: string, line: number): Text {
    return readText(text, (at, what) => this.#refuse(line + at, what));
  }
}
