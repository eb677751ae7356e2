/**
 * Text in columns on a narrow screen: beside each such fact of a page stands the same fact, drawn for
 * fewer columns, and the style shows the one that fits. So nobody has to move a page sideways, and no
 * script is needed for it.
 *
 * @module
 */
import { type Block, readPage } from "../text/page_reader.ts";

/** A block of text in columns. */
type Columns = Extract<Block, { type: "code" }>;

/**
 * Sets beside each fact of a page the same for a narrow screen.
 *
 * @param facts The Markdown of each fact by its name, drawn for few columns.
 */
export function withSlim(
  blocks: readonly Block[],
  facts: Readonly<Record<string, string>>,
): Block[] {
  return blocks.map((block) => {
    if (block.type !== "woven") return block;
    const fact = Object.hasOwn(facts, block.name) ? facts[block.name]! : "";
    const slim = columnsIn(readPage(fact));
    // What has another shape when it is narrow stays as it is.
    const isAlike = columnsIn(block.blocks).length === slim.length;
    if (!isAlike || slim.length === 0) return block;
    return { ...block, blocks: besideEach(block.blocks, slim.values()) };
  });
}

/** The blocks of text in columns, wherever they are. */
function columnsIn(blocks: readonly Block[]): Columns[] {
  return blocks.flatMap((block) => {
    if (block.type === "details") return columnsIn(block.blocks);
    return block.type === "code" && block.language === "text" ? [block] : [];
  });
}

function besideEach(
  blocks: readonly Block[],
  slim: Iterator<Columns>,
): Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.type === "details") {
      return [{ ...block, blocks: besideEach(block.blocks, slim) }];
    }
    if (block.type !== "code" || block.language !== "text") return [block];
    const narrow = slim.next().value as Columns;
    if (narrow.lines.join("\n") === block.lines.join("\n")) return [block];
    return [
      { ...block, language: "text wide" },
      { ...narrow, language: "text slim" },
    ];
  });
}
