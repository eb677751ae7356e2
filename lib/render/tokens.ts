/**
 * What marked's tokens say: the blocks of a page, and the text inside a block for `wrapText`.
 *
 * marked reads the page; its rules are asked only where they can match, and nothing is changed in
 * what they find. It leaves out: raw HTML but for comments, `<details>`, `<br>` and `<code>`, and
 * entities beyond the few that prose needs.
 *
 * @module
 */
import {
  Lexer,
  type MarkedToken,
  type Token,
  Tokenizer,
  type Tokens,
} from "marked";
import { withoutCodes } from "./escape_code.ts";
import type { Ink, Links } from "./ink.ts";

/** A question with its answer folded away. */
export interface Details {
  readonly type: "details";
  summary: string;
  readonly blocks: Block[];
}

/** A piece of a page that stands on lines of its own. */
export type Block = MarkedToken | Details;

/** A tag that does not make a block but belongs to one. */
type Part = { readonly type: "summary"; readonly text: string } | {
  readonly type: "end";
};

/** Reads a page. */
export function readBlocks(markdown: string): Block[] {
  const lexer = new Lexer({ gfm: true, tokenizer: new QuickTokenizer() });
  return toBlocks(lexer.lex(markdown));
}

/**
 * Asks the costly rules of marked only where the first lines let them match: to compile such a
 * rule takes up to 7 ms, and most pages need none of these.
 */
class QuickTokenizer extends Tokenizer {
  override blockquote(text: string): Tokens.Blockquote | undefined {
    return /^ {0,3}>/.test(text) ? super.blockquote(text) : undefined;
  }

  override html(text: string): Tokens.HTML | undefined {
    return /^ {0,3}</.test(text) ? super.html(text) : undefined;
  }

  override def(text: string): Tokens.Def | undefined {
    return /^ {0,3}\[/.test(text) ? super.def(text) : undefined;
  }

  override table(text: string): Tokens.Table | undefined {
    const mayMatch = /^.*\n[ \t]*[|:-][-|: \t]*(?:\n|$)/.test(text);
    return mayMatch ? super.table(text) : undefined;
  }

  override lheading(text: string): Tokens.Heading | undefined {
    const mayMatch = /^(?:(?!\s*\n)[^\n]+\n)+?[ \t]*[=-]+[ \t]*(?:\n|$)/.test(
      text,
    );
    return mayMatch ? super.lheading(text) : undefined;
  }
}

/** Makes blocks of tokens; those between `<details>` and `</details>` become one. */
export function toBlocks(tokens: readonly Token[]): Block[] {
  const top: Block[] = [];
  const open: Details[] = [];
  // The lexer makes other tokens only where it is extended, and it is not.
  for (const block of (tokens as readonly MarkedToken[]).flatMap(splitHtml)) {
    const details = open.at(-1);
    if (block.type === "end") open.pop();
    else if (block.type !== "summary") (details?.blocks ?? top).push(block);
    else if (details !== undefined) details.summary = block.text;
    if (block.type === "details") open.push(block);
  }
  return top;
}

/** Splits a token of HTML at the tags that fold; the text between them becomes paragraphs. */
function splitHtml(token: MarkedToken): (Block | Part)[] {
  if (token.type !== "html") return [token];
  const html = token.text.replace(/<!--.*?(-->|$)/gs, "");
  const tags = /(<details\b[^>]*>|<summary\b.*?<\/summary>|<\/details>)/is;
  return html.split(tags).map((text, index) => {
    if (index % 2 === 0) {
      const tokens = Lexer.lexInline(text.trim());
      return { type: "paragraph", raw: text, text, tokens };
    }
    if (text.startsWith("</")) return { type: "end" };
    if (/^<details/i.test(text)) {
      return { type: "details", summary: "Details", blocks: [] };
    }
    return { type: "summary", text: text.replace(/^<[^>]*>|<[^>]*>$/g, "") };
  });
}

/**
 * Turns inline tokens into text: a line break is "\n", every other white space a space.
 *
 * @param tokens What the lexer found in a paragraph, heading or cell.
 * @param ink How its parts are made to look.
 * @param links Takes the addresses.
 */
export function inlineText(
  tokens: readonly Token[],
  ink: Ink,
  links: Links,
): string {
  return (tokens as readonly MarkedToken[])
    .map((token) => tokenText(token, ink, links)).join("");
}

function tokenText(token: MarkedToken, ink: Ink, links: Links): string {
  const inside = (tokens: readonly Token[]): string =>
    inlineText(tokens, ink, links);
  switch (token.type) {
    case "text":
      return token.tokens ? inside(token.tokens) : prose(token.text);
    case "escape":
      return prose(token.text);
    case "strong":
      return ink.strong(inside(token.tokens));
    case "em":
      return ink.emphasis(inside(token.tokens));
    case "del":
      return `~~${inside(token.tokens)}~~`;
    case "codespan":
      return ink.code("`" + withoutCodes(token.text) + "`");
    case "br":
      return "\n";
    case "html":
      return tagText(token.text);
    case "link":
      return linkText(inside(token.tokens), token, { ink, links });
    case "image":
      return linkText(`Image: ${prose(token.text)}`, token, { ink, links });
    default:
      return "";
  }
}

/** The text of a link, and its number unless the text is the address or it leads into the page. */
function linkText(
  text: string,
  { href }: { readonly href: string },
  { ink, links }: { readonly ink: Ink; readonly links: Links },
): string {
  const address = prose(href);
  const linked = ink.link(text, address);
  const isKnown = text === address || `mailto:${text}` === address;
  if (isKnown || address.startsWith("#")) return linked;
  return `${linked}\xa0[${links.number(address)}]`;
}

/** What a tag is for a terminal: a line break, a backtick or nothing. */
function tagText(tag: string): string {
  if (/^<br\b/i.test(tag)) return "\n";
  return /^<\/?code\b/i.test(tag) ? "`" : "";
}

/** Decodes entities and makes one line of several; between Chinese characters without a space. */
function prose(text: string): string {
  const decoded = text
    .replace(/&(\w+);/g, (entity, name: string) => entities.get(name) ?? entity)
    .replace(
      /([\u2e80-\u9fff\uff00-\uffef])\n(?=[\u2e80-\u9fff\uff00-\uffef])/g,
      "$1",
    );
  return withoutCodes(decoded.replaceAll("\n", " "));
}

/** The entities that prose is written with. The lexer itself decodes those with a number. */
const entities: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", "\xa0"],
  ["mdash", "—"],
  ["ndash", "–"],
  ["hellip", "…"],
  ["larr", "←"],
  ["rarr", "→"],
  ["harr", "↔"],
  ["times", "×"],
  ["middot", "·"],
  ["le", "≤"],
  ["ge", "≥"],
  ["ne", "≠"],
  ["micro", "µ"],
  ["copy", "©"],
]);
