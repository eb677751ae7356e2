/**
 * Reads the Markdown inside a paragraph, heading or cell, and makes text of it for `wrapText`.
 *
 * What it reads, it finds where GitHub finds it. It leaves out: addresses without `<>`, `~~`, mail
 * addresses and `[text][name]` (they stay as they are written), links in links, line breaks by
 * spaces, HTML but for comments, `<br>` and `<code>`, and entities but for those that prose needs.
 *
 * @module
 */
import { Parts } from "./emphasis.ts";
import { withoutCodes } from "./escape_code.ts";
import type { Ink, Links } from "./ink.ts";

/** A piece of Markdown: what it becomes, and where the next piece begins. */
interface Piece {
  readonly text: string;
  readonly end: number;
}

/** What pieces are made with. */
interface Style {
  readonly ink: Ink;
  readonly links: Links;
}

/** The entities that prose needs, besides those with a number. */
const entities: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", "\xa0"],
]);

/** What may be something else than prose. */
const signs = /[\\<![]|`+|\*+|_+/g;

const asciiPunctuation = /[!-/:-@[-`{-~]/;

/**
 * Makes text of Markdown: a line break is "\n", every other white space a space.
 *
 * @param markdown What stands in a paragraph, heading or cell.
 * @param ink How its parts are made to look.
 * @param links Takes the addresses.
 */
export function inlineText(markdown: string, ink: Ink, links: Links): string {
  const parts = new Parts(ink);
  let start = 0;
  let found = findSign(markdown, 0);
  while (found !== null) {
    const { 0: sign, index: at } = found;
    const isMark = sign.startsWith("*") || sign.startsWith("_");
    const piece = isMark ? undefined : pieceAt(markdown, at, { ink, links });
    const end = piece?.end ?? at + sign.length;
    if (isMark || piece !== undefined) {
      parts.add(prose(markdown.slice(start, at)));
      start = end;
    }
    if (isMark) parts.addMarks(markdown, at, sign.length);
    else if (piece !== undefined) parts.add(piece.text);
    found = findSign(markdown, end);
  }
  return parts.text() + prose(markdown.slice(start));
}

function findSign(markdown: string, from: number): RegExpExecArray | null {
  signs.lastIndex = from;
  return signs.exec(markdown);
}

/** Finds where a character is followed by another one. */
function runEnd(markdown: string, at: number): number {
  let end = at + 1;
  while (end < markdown.length && markdown[end] === markdown[at]) end += 1;
  return end;
}

/** Reads what is not prose; nothing if the character is. */
function pieceAt(
  markdown: string,
  at: number,
  style: Style,
): Piece | undefined {
  switch (markdown.charAt(at)) {
    case "\\":
      return escapeAt(markdown, at + 1);
    case "`": {
      const code = codeAt(markdown, at);
      if (code === undefined) return undefined;
      const text = style.ink.code("`" + withoutCodes(code.text) + "`");
      return { text, end: code.end };
    }
    case "<":
      return tagAt(markdown, at, style);
    case "[":
      return linkAt(markdown, at, style);
    case "!":
      return markdown.charAt(at + 1) === "["
        ? linkAt(markdown, at + 1, style, "Image: ")
        : undefined;
  }
  return undefined;
}

function escapeAt(markdown: string, at: number): Piece | undefined {
  const character = markdown.charAt(at);
  const isEscaped = character === "\n" ||
    asciiPunctuation.test(character);
  return isEscaped ? { text: character, end: at + 1 } : undefined;
}

/** Reads code, without its backticks. */
function codeAt(markdown: string, at: number): Piece | undefined {
  const start = runEnd(markdown, at);
  const marks = markdown.slice(at, start);
  let end = markdown.indexOf(marks, start);
  while (end >= 0) {
    const next = runEnd(markdown, end);
    if (next - end === marks.length) {
      const code = markdown.slice(start, end).replaceAll("\n", " ");
      const isPadded = /^ .*[^ ].* $/.test(code);
      return { text: isPadded ? code.slice(1, -1) : code, end: next };
    }
    end = markdown.indexOf(marks, next);
  }
  return undefined;
}

/** Reads a link or a picture from its bracket on. */
function linkAt(
  markdown: string,
  at: number,
  style: Style,
  before = "",
): Piece | undefined {
  const close = closingBracket(markdown, at);
  const address =
    /\(\s*(?:<([^<>\n]*)>|((?:\\.|[^\s()\\<]|\([^\s()]*\))*))(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)/y;
  address.lastIndex = close + 1;
  const found = close < 0 ? null : address.exec(markdown);
  if (found === null) return undefined;
  const href = prose((found[1] ?? found[2] ?? "").replace(/\\(\W)/g, "$1"));
  const inside = markdown.slice(at + 1, close);
  const text = before + inlineText(inside, style.ink, style.links);
  return { text: linkText(text, href, style), end: address.lastIndex };
}

/** Finds the bracket that closes another one; -1 if there is none. */
function closingBracket(markdown: string, start: number): number {
  let depth = 0;
  for (let at = start; at < markdown.length; at += 1) {
    const character = markdown.charAt(at);
    if (character === "\\") at += 1;
    else if (character === "`") {
      at = (codeAt(markdown, at)?.end ?? runEnd(markdown, at)) - 1;
    } else if (character === "[") depth += 1;
    else if (character === "]") depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

/** Reads an address in `<>`, a comment or another tag. */
function tagAt(markdown: string, at: number, style: Style): Piece | undefined {
  if (markdown.startsWith("<!--", at)) {
    const end = markdown.indexOf("-->", at + 4);
    return end < 0 ? undefined : { text: "", end: end + 3 };
  }
  const tag =
    /<(?:([a-zA-Z][\w.+-]+:[^\s<>]*)|\/?([a-zA-Z][\w-]*)(?:\s+[a-zA-Z][\w:.-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*\/?)>/y;
  tag.lastIndex = at;
  const found = tag.exec(markdown);
  if (found === null) return undefined;
  const [, href, name = ""] = found;
  const text = href === undefined
    ? tagText(name.toLowerCase())
    : linkText(withoutCodes(href), withoutCodes(href), style);
  return { text, end: tag.lastIndex };
}

/** What a tag is for a terminal: a line break, a backtick or nothing. */
function tagText(name: string): string {
  if (name === "br") return "\n";
  return name === "code" ? "`" : "";
}

/** The text of a link, and its number unless the text is the address or it leads into the page. */
function linkText(text: string, href: string, { ink, links }: Style): string {
  const linked = ink.link(text, href);
  if (text === href || href.startsWith("#")) return linked;
  return `${linked}\xa0[${links.number(href)}]`;
}

/** Decodes entities and makes one line of several; between Chinese characters without a space. */
function prose(text: string): string {
  const decoded = text.replace(/&(#\d+|#[xX][\da-fA-F]+|[a-z]+);/g, decode);
  if (!decoded.includes("\n")) return withoutCodes(decoded);
  const joined = decoded.replace(
    /([\u2e80-\u9fff\uff00-\uffef])\n(?=[\u2e80-\u9fff\uff00-\uffef])/g,
    "$1",
  );
  return withoutCodes(joined.replaceAll("\n", " "));
}

/** Decodes an entity; one that is not known stays. */
function decode(entity: string, name: string): string {
  if (!name.startsWith("#")) return entities.get(name) ?? entity;
  const code = Number(name.slice(1).replace("X", "x").replace("x", "0x"));
  return code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code);
}
