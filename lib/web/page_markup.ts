/**
 * A page as markup: what its reader has read, as a browser shows it.
 *
 * The builder of the site writes pages with it, and an open page shows with it what a model has
 * computed anew: so both look the same. It loads neither a model nor anything of Deno.
 *
 * @module
 */
import { element, type Markup } from "../text/markup.ts";
import type { Block, Text } from "../text/page_reader.ts";

/** What a page looks like beside its text. */
export interface PageLook {
  /** Where a link leads; nothing if it leads nowhere from here: then only its words are left. */
  readonly link: (address: string) => string | undefined;
  /** The code of a block with its colours; plain, if this is not given. */
  readonly code?: (text: string, language: string) => readonly Markup[];
  /** What is seen in the place of a picture; its file is shown, if this is not given. */
  readonly picture?: (address: string, says: string) => Markup;
}

/** One kind of block. */
type BlockOf<Type extends Block["type"]> = Extract<Block, { type: Type }>;

/** Shows the blocks of a whole page, or of a part of one: an element for each block, in order. */
export function pageMarkup(
  blocks: readonly Block[],
  look: PageLook,
): Markup[] {
  const ids = new Ids();
  return blocks.map((block) => blockMarkup(block, look, ids));
}

/** Shows a text. */
export function textMarkup(text: Text, look: PageLook): Markup[] {
  return text.flatMap((span): Markup[] => {
    if (typeof span === "string") return span === "" ? [] : [span];
    if (span.type === "code") return [element("code", {}, span.text)];
    const inside = textMarkup(span.text, look);
    switch (span.type) {
      case "woven":
        return [element("span", { "data-fact": span.name }, ...inside)];
      case "strong":
        return [element("strong", {}, ...inside)];
      case "emphasis":
        return [element("em", {}, ...inside)];
      case "link": {
        const href = look.link(span.address);
        return href === undefined
          ? inside
          : [element("a", { href }, ...inside)];
      }
    }
  });
}

/** The words of a text, without its marks. */
export function wordsOf(text: Text): string {
  return text.map((span) => {
    if (typeof span === "string") return span;
    return span.type === "code" ? span.text : wordsOf(span.text);
  }).join("");
}

/** The names of the headings of a page, as GitHub makes them: each has its own. */
export class Ids {
  readonly #taken = new Set<string>();

  /** Makes the next one. */
  of(words: string): string {
    const plain = words.trim().toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "").replaceAll(" ", "-");
    let id = plain;
    for (let i = 1; this.#taken.has(id); i++) id = `${plain}-${i}`;
    this.#taken.add(id);
    return id;
  }
}

function blockMarkup(block: Block, look: PageLook, ids: Ids): Markup {
  const inside = (blocks: readonly Block[]): Markup[] =>
    blocks.map((block) => blockMarkup(block, look, ids));
  switch (block.type) {
    case "heading": {
      const id = ids.of(wordsOf(block.text));
      const words = textMarkup(block.text, look);
      return element(`h${block.depth}`, { id }, ...words);
    }
    case "paragraph":
      return element("p", {}, ...textMarkup(block.text, look));
    case "quote": {
      const words = element("p", {}, ...textMarkup(block.text, look));
      return element("blockquote", {}, words);
    }
    case "code":
      return codeMarkup(block, look);
    case "list":
      return listMarkup(block, look);
    case "table":
      return tableMarkup(block, look);
    case "picture":
      return look.picture?.(block.address, block.says) ??
        element("img", { src: block.address, alt: block.says });
    case "woven": {
      const isDrawn = block.blocks.some(({ type }) => type === "picture");
      const fact = { "data-fact": block.name };
      const what = isDrawn ? "figure" : "div";
      return element(what, fact, ...inside(block.blocks));
    }
    case "details": {
      const words = textMarkup(block.summary, look);
      const summary = element("summary", {}, ...words);
      return element("details", {}, summary, ...inside(block.blocks));
    }
  }
}

/** Whoever uses keys can get to what is wider than the page, and move it. */
const reachable = { tabindex: 0, role: "group" } as const;

function codeMarkup(
  { lines, language }: BlockOf<"code">,
  look: PageLook,
): Markup {
  const text = lines.join("\n");
  const says = language.startsWith("text") ? "Text in columns" : "Code";
  return element(
    "pre",
    { class: `code ${language}`.trim(), ...reachable, "aria-label": says },
    element("code", {}, ...look.code?.(text, language) ?? [text]),
  );
}

function listMarkup({ start, items }: BlockOf<"list">, look: PageLook): Markup {
  const first = start === null || start === 1 ? undefined : start;
  return element(
    start === null ? "ul" : "ol",
    { start: first },
    ...items.map((text) => element("li", {}, ...textMarkup(text, look))),
  );
}

function tableMarkup(
  { align, rows }: BlockOf<"table">,
  look: PageLook,
): Markup {
  const [head = [], ...others] = rows;
  const row = (texts: readonly Text[], cell: string): Markup =>
    element(
      "tr",
      {},
      ...texts.map((text, i) => {
        const side = align[i] ?? undefined;
        // What is empty is the head of nothing.
        const kind = wordsOf(text) === "" ? "td" : cell;
        return element(kind, { class: side }, ...textMarkup(text, look));
      }),
    );
  const table = element(
    "table",
    {},
    element("thead", {}, row(head, "th")),
    element("tbody", {}, ...others.map((texts) => row(texts, "td"))),
  );
  const box = { class: "table", ...reachable, "aria-label": "Table" };
  return element("div", box, table);
}
