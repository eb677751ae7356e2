/**
 * Code with its colours: TypeScript by its tokens, and by a few rules what is typed at a prompt, and
 * JSON. All else stays as it is.
 *
 * @module
 */
import jsTokens from "js-tokens";
import { element, type Markup } from "../text/markup.ts";

/** What a part of code is, by the letters that its class has. */
type Part = "keyword" | "string" | "number" | "comment" | "command" | "option";

const keywords = new Set(
  ("abstract as async await break case catch class const continue default " +
    "delete do else export extends false finally for from function if implements " +
    "import in instanceof interface let new null of readonly return satisfies " +
    "static super switch this throw true try type typeof undefined void while " +
    "yield").split(" "),
);

/** What is what at a prompt, and in JSON: the first that is found has it. */
const rules: Readonly<Record<string, readonly (readonly [Part, RegExp])[]>> = {
  sh: [
    ["comment", /(?<=^|\s)#.*/],
    ["string", /"[^"\n]*"|'[^'\n]*'/],
    ["option", /(?<=\s)--?[a-z][\w-]*/],
    [
      "command",
      /(?<=^|[|&;] ?)(?:deno(?: (?:task|test|run) ?[a-z]*)?|[a-z]+)\b/m,
    ],
  ],
  json: [
    ["keyword", /"(?:\\.|[^"\\\n])*"(?=\s*:)/],
    ["string", /"(?:\\.|[^"\\\n])*"/],
    ["number", /-?\b\d[\d.eE+-]*\b|\b(?:true|false|null)\b/],
  ],
};

/** Colours the code of a block. */
export function colourCode(text: string, language: string): Markup[] {
  if (/^[jt]sx?$/.test(language)) return colourTokens(text);
  const parts = rules[language];
  if (parts === undefined) return [text];
  const source = parts.map(([, { source }]) => `(${source})`).join("|");
  const coloured: Markup[] = [];
  let start = 0;
  for (const found of text.matchAll(new RegExp(source, "gm"))) {
    const which = found.slice(1).findIndex((part) => part !== undefined);
    coloured.push(
      text.slice(start, found.index),
      paint(found[0], parts[which]![0]),
    );
    start = found.index + found[0].length;
  }
  return [...coloured, text.slice(start)].filter((part) => part !== "");
}

function colourTokens(text: string): Markup[] {
  const coloured: Markup[] = [];
  for (const { type, value } of jsTokens(text)) {
    const part = partOf(type, value);
    const before = coloured.at(-1);
    if (part !== undefined) coloured.push(paint(value, part));
    else if (typeof before === "string") {
      coloured[coloured.length - 1] = before + value;
    } else coloured.push(value);
  }
  return coloured;
}

function partOf(type: string, value: string): Part | undefined {
  if (type.endsWith("Comment")) return "comment";
  if (/String|Template|RegularExpression/.test(type)) return "string";
  if (type === "NumericLiteral") return "number";
  return type === "IdentifierName" && keywords.has(value)
    ? "keyword"
    : undefined;
}

function paint(text: string, part: Part): Markup {
  return element("i", { class: part }, text);
}
