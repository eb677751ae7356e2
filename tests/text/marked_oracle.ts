/**
 * What marked finds on a page, in the form of `lib/text`: an oracle that shares no line with it.
 *
 * marked reads all of GitHub's Markdown. The import map has it for these tests alone: nothing in lib
 * uses it.
 *
 * @module
 */
import { Lexer, lexer, type MarkedToken, type Token } from "marked";
import type { Block } from "../../lib/text/block.ts";
import { inlineText } from "../../lib/text/inline.ts";
import { type Ink, Links } from "../../lib/text/ink.ts";

/** Reads a page with marked. Its texts are neutral. */
export function markedBlocks(markdown: string): Block[] {
  return fold(lexer(markdown));
}

/** Reads a text with marked. */
export function markedText(markdown: string): string {
  return neutral(inside(Lexer.lexInline(markdown)));
}

/** Reads a text with our reader. */
export function ourText(markdown: string): string {
  const text = inlineText(markdown, tags, new Links());
  return neutral(text.replace(/\xa0\[\d+\]/g, ""));
}

/** Makes the texts of blocks neutral, as our reader reads them. */
export function neutralBlocks(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block): Block[] | Block => {
    switch (block.type) {
      case "heading":
        return { ...block, text: ourText(block.text) };
      case "paragraph":
        return paragraph(ourText(block.text));
      case "quote":
        return { ...block, blocks: neutralBlocks(block.blocks) };
      case "list":
        return { ...block, items: block.items.map(neutralBlocks) };
      case "table":
        return {
          ...block,
          head: block.head.map(ourText),
          rows: block.rows.map((row) => row.map(ourText)),
        };
      case "details": {
        const blocks = neutralBlocks(block.blocks);
        return { ...block, summary: ourText(block.summary), blocks };
      }
      default:
        return block;
    }
  });
}

/** An answer that is being folded. */
type Folded = { type: "details"; summary: string; blocks: Block[] };

/** Shows what a text is made of. */
const tags: Ink = {
  strong: (text) => `<strong>${text}</strong>`,
  emphasis: (text) => `<em>${text}</em>`,
  code: (text) => `<code>${text}</code>`,
  link: (text, address) => `<a ${address}>${text}</a>`,
};

/** Leaves of white space what can be seen; between Chinese characters none. */
function neutral(text: string): string {
  return text.replace(/ +/g, " ").replace(/ ?\n ?/g, "\n").trim()
    .replace(/([\u2e80-\uffef]) (?=[\u2e80-\uffef])/g, "$1");
}

/** Turns tokens into blocks; those between `<details>` and `</details>` become one. */
function fold(tokens: readonly Token[]): Block[] {
  const top: Block[] = [];
  const open: Folded[] = [];
  const add = (block: Block): void => {
    (open.at(-1)?.blocks ?? top).push(block);
  };
  for (const token of tokens as readonly MarkedToken[]) {
    if (token.type !== "html") {
      blocksOf(token).forEach(add);
      continue;
    }
    const html = token.text.replace(/<!--.*?(-->|$)/gs, "");
    const tags = /(<details\b[^>]*>|<summary\b.*?<\/summary>|<\/details>)/is;
    for (const part of html.split(tags)) {
      const details = open.at(-1);
      if (part === "</details>") open.pop();
      else if (part.startsWith("<details")) {
        const next: Folded = {
          type: "details",
          summary: "Details",
          blocks: [],
        };
        add(next);
        open.push(next);
      } else if (part.startsWith("<summary")) {
        const summary = part.replace(/^<[^>]*>|<[^>]*>$/g, "");
        if (details !== undefined) details.summary = markedText(summary);
      } else paragraph(markedText(part)).forEach(add);
    }
  }
  return top;
}

function paragraph(text: string): Block[] {
  return text === "" ? [] : [{ type: "paragraph", text }];
}

function blocksOf(token: MarkedToken): Block[] {
  const text = (tokens: readonly Token[]): string => neutral(inside(tokens));
  switch (token.type) {
    case "heading": {
      const { depth, tokens } = token;
      return [{ type: "heading", depth, text: text(tokens) }];
    }
    case "paragraph":
    case "text":
      return paragraph(text(token.tokens ?? [token]));
    case "code":
      // Of empty lines at the end marked finds one too many.
      return [{ type: "code", text: token.text.replace(/\n$/, "") }];
    case "hr":
      return [{ type: "rule" }];
    case "blockquote":
      return [{ type: "quote", blocks: fold(token.tokens) }];
    case "list":
      return [{
        type: "list",
        start: token.start === "" ? null : token.start,
        isLoose: token.loose,
        items: token.items.map((item) => fold(item.tokens)),
      }];
    case "table":
      return [{
        type: "table",
        head: token.header.map((cell) => text(cell.tokens)),
        rows: token.rows.map((row) => row.map((cell) => text(cell.tokens))),
        align: token.align,
      }];
    default:
      return [];
  }
}

function inside(tokens: readonly Token[]): string {
  return (tokens as readonly MarkedToken[]).map(textOf).join("");
}

function textOf(token: MarkedToken): string {
  switch (token.type) {
    case "text":
      return token.tokens ? inside(token.tokens) : prose(token.text);
    case "escape":
      return token.text;
    case "strong":
      return tags.strong(inside(token.tokens));
    case "em":
      return tags.emphasis(inside(token.tokens));
    case "codespan":
      return tags.code("`" + token.text + "`");
    case "br":
      return "\n";
    case "html":
      if (/^<br\b/i.test(token.raw)) return "\n";
      return /^<\/?code\b/i.test(token.raw) ? "`" : "";
    case "link":
      // We make no links of addresses without brackets.
      return /^[<[]/.test(token.raw)
        ? tags.link(inside(token.tokens), prose(token.href))
        : token.raw;
    case "image":
      return tags.link(`Image: ${inside(token.tokens)}`, prose(token.href));
    default:
      return token.raw;
  }
}

/** Decodes the entities that marked leaves, and makes one line of several. */
function prose(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&amp;": "&",
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&apos;": "'",
    "&nbsp;": "\xa0",
  };
  return text.replace(/&[a-z]+;/g, (entity) => entities[entity] ?? entity)
    .replaceAll("\n", " ").replace(/\p{Cc}/gu, "");
}
