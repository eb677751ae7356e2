/**
 * Markdown on the terminal. A file of its own, so that commands that print none do not load it.
 *
 * @module
 */
import { type PageOptions, renderMarkdown } from "../text/markdown.ts";
import { print, terminalColumns, terminalIsColored } from "./output.ts";

/**
 * Lays out Markdown and prints it.
 *
 * @param columns How wide: as the terminal, if not given. [columns]
 * @param showsAnswers Whether what is folded away is printed too.
 * @param isPaged Whether a long text goes through a pager, where somebody reads it.
 */
export async function printMarkdown(
  markdown: string,
  { columns = terminalColumns(), showsAnswers = false, isPaged = false }: {
    columns?: number;
    showsAnswers?: boolean;
    isPaged?: boolean;
  } = {},
): Promise<void> {
  const isColored = terminalIsColored();
  const colours = isColored ? await loadColours() : undefined;
  const options = { columns, isColored, showsAnswers, ...colours };
  const text = (await renderMarkdown(markdown, options)).join("\n") + "\n";
  if (!isPaged || !Deno.stdout.isTerminal()) return print(text);
  const { printPaged } = await loadPager();
  await printPaged(text);
}

/** Loads what pages in a pipe do not need: where a path is computed, Deno loads nothing before. */
async function loadPager(): Promise<typeof import("./pager.ts")> {
  return await import(new URL("pager.ts", import.meta.url).href);
}

async function loadColours(): Promise<Pick<PageOptions, "colourDrawing">> {
  const path = "../picture/terminal_colours.ts";
  const { colourDrawing } = await import(new URL(path, import.meta.url).href);
  return { colourDrawing };
}
