/**
 * Markdown on the terminal. A file of its own, so that commands that print none do not load it.
 *
 * @module
 */
import { renderMarkdown } from "../text/markdown.ts";
import { print, terminalColumns, terminalIsColored } from "./output.ts";

/**
 * Lays out Markdown and prints it.
 *
 * @param columns How wide: as the terminal, if not given. [columns]
 * @param showsAnswers Whether what is folded away is printed too.
 */
export async function printMarkdown(
  markdown: string,
  { columns = terminalColumns(), showsAnswers = false }: {
    columns?: number;
    showsAnswers?: boolean;
  } = {},
): Promise<void> {
  const isColored = terminalIsColored();
  const options = { columns, isColored, showsAnswers };
  print((await renderMarkdown(markdown, options)).join("\n") + "\n");
}
