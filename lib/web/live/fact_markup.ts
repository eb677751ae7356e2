/**
 * A fact as it stands on a page, with what the printed page has otherwise marked in it.
 *
 * @module
 */
import { element, type Markup } from "../../text/markup.ts";
import { type Block, readPage, type Text } from "../../text/page_reader.ts";
import { type PageLook, pageMarkup, textMarkup } from "../page_markup.ts";

/** A fact in Markdown: as it is, and as it is printed. */
export interface FactTexts {
  readonly now: string;
  readonly printed: string;
}

/** What stands on the page in the place of a fact that cannot be told. */
export const untoldMarkup: Markup = element(
  "p",
  { class: "live-untold" },
  "Nothing to be seen: this job is counted by formula, not run.",
);

/** Shows a fact with lines of its own. Lines and cells that the printed page has not are marked. */
export function blockMarkup(
  { now, printed }: FactTexts,
  look: Pick<PageLook, "link" | "picture">,
): Markup[] {
  const before = readPage(printed);
  const known = new Set(
    before.flatMap(linesIn).flatMap(itemsOf).map(wordsIn),
  );
  const cells = before.flatMap(cellsIn);
  const code = (text: string): Markup[] =>
    itemsOf(text.split("\n")).flatMap((item, i) => [
      ...i === 0 ? [] : ["\n"],
      ...known.has(wordsIn(item)) ? [item.join("\n")] : markItem(item),
    ]);
  const blocks = readPage(now);
  const isAlike = blocks.flatMap(cellsIn).length === cells.length;
  const marked = isAlike ? markCells(blocks, cells.values()) : blocks;
  return pageMarkup(marked, { ...look, code });
}

/** Shows a fact in a line. */
export function wordsMarkup(
  { now, printed }: FactTexts,
  look: PageLook,
): Markup[] {
  return [
    ...readPage(now).flatMap((block) =>
      block.type === "paragraph" ? textMarkup(block.text, look) : []
    ),
    element(
      "span",
      { class: "for-ears" },
      ` (the printed page has ${printed})`,
    ),
  ];
}

/** Puts lines together with those that they are broken into: these stand further right. */
function itemsOf(lines: readonly string[]): string[][] {
  const items: string[][] = [];
  for (const line of lines) {
    const item = items.at(-1);
    if (item !== undefined && /^ {8,}[^ │]/.test(line)) item.push(line);
    else items.push([line]);
  }
  return items;
}

/** What an item says: a step before it changes its number, and where its lines are broken. */
function wordsIn(item: readonly string[]): string {
  return item.join(" ").replace(/^ *\d+ /, "").replaceAll(/\s+/g, " ").trim();
}

/** Marks the lines of an item, without what they are set in by. */
function markItem(item: readonly string[]): Markup[] {
  return item.flatMap((line, i) => {
    const [indent = ""] = /^ */.exec(line) ?? [];
    const words = line.slice(indent.length);
    const marked = words === "" ? words : element("mark", {}, words);
    return [(i === 0 ? "" : "\n") + indent, marked];
  });
}

/** The lines in fixed columns, of each block that has some. */
function linesIn(block: Block): (readonly string[])[] {
  switch (block.type) {
    case "code":
      return [block.lines];
    case "details":
    case "woven":
      return block.blocks.flatMap(linesIn);
    default:
      return [];
  }
}

/** The cells of tables. */
function cellsIn(block: Block): Text[] {
  switch (block.type) {
    case "table":
      return block.rows.flat();
    case "details":
    case "woven":
      return block.blocks.flatMap(cellsIn);
    default:
      return [];
  }
}

/** Marks the cells that differ: `strong` in a cell is a mark. */
function markCells(
  blocks: readonly Block[],
  printed: Iterator<Text>,
): Block[] {
  return blocks.map((block): Block => {
    if (block.type === "details" || block.type === "woven") {
      return { ...block, blocks: markCells(block.blocks, printed) };
    }
    if (block.type !== "table") return block;
    const rows = block.rows.map((row) =>
      row.map((text) => {
        const before = printed.next().value;
        const isSame = JSON.stringify(text) === JSON.stringify(before);
        return isSame ? text : [{ type: "strong", text, address: "" } as const];
      })
    );
    return { ...block, rows };
  });
}
