/**
 * Reads what stands in a paragraph, a heading, an item or a cell of a page: code, strong and
 * emphasized words, links, comments, and what a model has woven in. All else is refused.
 *
 * @module
 */
import { joinLines } from "./escape_code.ts";

/**
 * A piece of a text: words, code, a text with marks, or what a model has woven in. Of the marks only
 * a link has an address.
 */
export type TextSpan =
  | string
  | Readonly<{ type: "code"; text: string }>
  | Readonly<{ type: "woven"; name: string; text: Text }>
  | Readonly<{ type: typeof nesting[number]; text: Text; address: string }>;

const nesting = ["strong", "emphasis", "link"] as const;

/** What stands in a paragraph, a heading, an item or a cell. */
export type Text = readonly TextSpan[];

/** Refuses something on a page. @param at The line of the text that it is on. [from 0] */
export type Refuse = (at: number, what: string) => never;

/** What may not stand in a text, and what to write instead. */
const refusedSigns: readonly (readonly [RegExp, string])[] = [
  [/`/g, "such backtick: write `code` between single ones, without spaces"],
  [/!\[/g, "picture inside text: write it between empty lines"],
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
    /<!-- weave (?<name>\S+) -->(?<woven>[^]*?)<!-- \/weave -->/,
    /<!--.*?-->/,
    /(?<!!)\[(?<link>(?:`[^`]+`|\\.|[^`\\[\]])+)\]\((?<address>(?:[^&<()\\\s]|&(?!#?\w+;))+)\)/,
    /\\(?<literal>[!-/:-@[-`{-~])/,
    /(?<!\*|[%](?=\*\*[^%]))\*\*(?=\S)(?<strong>(?:`[^`]+`|\\.|[^`\\*])+?)(?<=\S)\*\*(?!\*|(?<=[^%]\*\*)[%])/,
    /(?<![%_])_(?=[^\s_])(?<emphasis>(?:`[^`]+`|\\.|[^`\\])+?)(?<=\S)_(?![%_])/,
    /$/,
  ].map(({ source }) => source).join("|").replaceAll("%", letters),
  "gs",
);

/** A picture: ![what it says](its address). */
const picture =
  /^!\[((?:\\[!-/:-@[-`{-~]|[^\\[\]`*_<&])+)\]\(([^&<()\\\s]+)\)$/;

/** Reads a text of one line or more. */
export function readText(text: string, refuse: Refuse): Text {
  const lineAt = (at: number): number =>
    text.slice(0, at).split("\n").length - 1;
  const spans: TextSpan[] = [];
  let start = 0;
  for (const { 0: whole, index, groups = {} } of text.matchAll(signs)) {
    const words = text.slice(start, index);
    for (const [pattern, what] of refusedSigns) {
      const at = words.search(pattern);
      if (at >= 0) refuse(lineAt(start + at), what);
    }
    const inside: Refuse = (at, what) => refuse(lineAt(index) + at, what);
    spans.push(joinLines(words), readSpan(groups, inside));
    start = index + whole.length;
  }
  return spans;
}

/** Reads what is more than words; a comment and the end are nothing. */
function readSpan(
  found: Record<string, string | undefined>,
  refuse: Refuse,
): TextSpan {
  const { code, name, woven = "", literal = "", address = "" } = found;
  if (code !== undefined) return { type: "code", text: joinLines(code) };
  if (name !== undefined) {
    return { type: "woven", name, text: readText(woven, refuse) };
  }
  const type = nesting.find((type) => found[type] !== undefined);
  if (type === undefined) return literal;
  return { type, text: readText(found[type] ?? "", refuse), address };
}

/** Reads a picture that stands alone: what it says, and the address of its file. */
export function readPicture(
  text: string,
): { says: string; address: string } | undefined {
  const found = picture.exec(text);
  if (found === null) return undefined;
  const [, says = "", address = ""] = found;
  return { says: joinLines(says.replaceAll(/\\(.)/g, "$1")), address };
}

/** Signs that literal() marks: what a page refuses, and what would be read as more than itself. */
const marked = new RegExp(
  [
    /[\\|~]|^(?:[#>]|[-+=:](?=[-=:*_|]*(?:\s|$)))|(?<=^\d+)[.)](?=\s|$)|(?<!\S)\[(?=[^\]]*\]:)/,
    ...refusedSigns.map(([sign]) => sign),
  ].map(({ source }) => source).join("|"),
  "gi",
);

/** Writes one line of any text so that a page has it as it is, wherever it stands. */
export function literal(text: string): string {
  return text.replace(marked, "\\$&");
}
