/**
 * The page of a lesson's exercises, as a browser shows it: what is folded stands with its task.
 *
 * In the repository it stands far below, so that nobody reads it by accident. Where it stays folded
 * until somebody wants it, each task has its own, and all wrong ideas of a task are behind one fold.
 *
 * @module
 */
import { type Block, readPage } from "../text/page_reader.ts";
import { wordsOf } from "../web/page_markup.ts";

/** Stands above all that is folded. */
const hints = "Hints";

/** How the folds of wrong ideas begin. */
const notSo = "Not so: ";

/** Where a file is for whoever has the repository before them. */
const beside = /\s+beside\s+this\s+page/g;

/** Reads a page of exercises; at its top stands where an answer is written. */
export function readExercises(markdown: string, source: string): Block[] {
  const blocks = unfoldedLast(
    readPage(markdown.replaceAll(beside, ""), source),
  );
  const answer = source.replace("README.md", "answer.ts");
  const begin = readPage(
    "Work in a folder of your own: in a clone of the workbook, type " +
      `\`deno task start ../my-workbook\`. There, open \`${answer}\`: ` +
      "[do the exercises](../../README.md#do-the-exercises) says more.",
  );
  // The title and the summary come first.
  return [...blocks.slice(0, 2), ...begin, ...blocks.slice(2)];
}

/** Moves what is folded under the task that it belongs to. */
export function unfoldedLast(blocks: readonly Block[]): Block[] {
  const end = blocks.findIndex((block) =>
    block.type === "heading" && wordsOf(block.text) === hints
  );
  if (end < 0) return [...blocks];
  const folded = new Map(
    sectionsOf(blocks.slice(end + 1)).map(([name, ...rest]) =>
      [nameOf(name), gathered(rest)] as const
    ),
  );
  return sectionsOf(blocks.slice(0, end)).flatMap((section) => {
    const name = nameOf(section[0]);
    return [...section, ...folded.get(name) ?? []];
  });
}

/** Parts blocks at their headings; a part begins with its heading. */
function sectionsOf(blocks: readonly Block[]): Block[][] {
  const sections: Block[][] = [[]];
  for (const block of blocks) {
    if (block.type === "heading") sections.push([]);
    sections.at(-1)!.push(block);
  }
  return sections;
}

function nameOf(block: Block | undefined): string {
  return block?.type === "heading" ? wordsOf(block.text) : "";
}

/** Puts the wrong ideas behind one fold. */
function gathered(folds: readonly Block[]): Block[] {
  const isIdea = (block: Block): boolean =>
    block.type === "details" && wordsOf(block.summary).startsWith(notSo);
  const first = folds.findIndex(isIdea);
  if (first < 0) return [...folds];
  const ideas: Block = {
    type: "details",
    summary: ["Ideas that are not so"],
    blocks: folds.filter(isIdea),
  };
  return folds.flatMap((block, i) =>
    isIdea(block) ? i === first ? [ideas] : [] : [block]
  );
}
