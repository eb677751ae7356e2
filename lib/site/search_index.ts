/**
 * What the search of the site knows: the text of each section of each page. What is folded is not
 * among it: an answer that comes up by itself is none.
 *
 * @module
 */
import type { Block, Text } from "../text/page_reader.ts";
import { Ids, wordsOf } from "../web/page_markup.ts";
import type { SearchIndex } from "../web/search.ts";
import type { SitePage } from "./site_page.ts";

/** Makes the index of some pages. */
export function indexOf(
  pages: readonly Pick<SitePage, "file" | "blocks">[],
): SearchIndex {
  return {
    pages: pages.map((page) => [page.file, headingOf(page)]),
    sections: pages.flatMap(({ blocks }, page) =>
      sectionsOf(blocks).map(({ id, heading, text, terms }) =>
        [page, id, heading, text, terms] as const
      )
    ),
  };
}

/** The title of a page, with its number. */
export function headingOf({ blocks }: Pick<SitePage, "blocks">): string {
  const [first] = blocks;
  return first?.type === "heading" ? wordsOf(first.text) : "";
}

/** A part of a page. */
interface Section {
  readonly id: string;
  readonly heading: string;
  text: string;
  /** What is defined there: it stands in bold. */
  terms: string;
}

/** Parts a page at its headings. */
function sectionsOf(
  blocks: readonly Block[],
): Section[] {
  const ids = new Ids();
  const sections: Section[] = [];
  for (const block of blocks) {
    if (block.type === "heading") {
      const words = wordsOf(block.text);
      const id = ids.of(words);
      const isTitle = block.depth === 1;
      sections.push({
        id: isTitle ? "" : id,
        heading: isTitle ? "" : words,
        ...{ text: "", terms: "" },
      });
    } else {
      const section = sections.at(-1);
      if (section === undefined) continue;
      section.text = `${section.text} ${textOf(block)}`.trim();
      section.terms = `${section.terms} ${termsOf(block)}`.trim();
    }
  }
  return sections;
}

/** What a block says, in one line. */
function textOf(block: Block): string {
  const join = (texts: readonly Text[]): string => texts.map(wordsOf).join(" ");
  switch (block.type) {
    case "code":
      // A drawing says nothing that is not said beside it.
      return block.language === "text" ? "" : oneLine(block.lines.join(" "));
    case "list":
      return join(block.items);
    case "table":
      return join(block.rows.flat());
    case "woven":
      return block.blocks.map(textOf).join(" ");
    case "picture":
      return block.says;
    case "details":
      return wordsOf(block.summary);
    default:
      return wordsOf(block.text);
  }
}

function termsOf(block: Block): string {
  if (block.type !== "paragraph") return "";
  return block.text.flatMap((span) =>
    typeof span !== "string" && span.type === "strong"
      ? [wordsOf(span.text)]
      : []
  ).join(" ");
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}
