/**
 * The pages before and after a page: links between lessons that nobody writes by hand.
 *
 * @module
 */

/** A page that others lead to. */
export interface Neighbour {
  /** "8. sendfile + gather". */
  readonly title: string;
  /** From the top of the repository. */
  readonly path: string;
}

/**
 * Links to the pages before and after.
 *
 * @param at Which of the pages the links are for. [from 0]
 */
export function linkNeighbours(
  pages: readonly Neighbour[],
  at: number,
): string {
  const folder = pages[at]!.path.replace(/[^/]*$/, "");
  const links = [["Before", pages[at - 1]], ["After", pages[at + 1]]] as const;
  const said = links.flatMap(([where, page]) =>
    page === undefined
      ? []
      : [`${where}: [${page.title}](${relative(folder, page.path)})`]
  );
  return said.join("\n\n");
}

/** The address of a page, from a folder; both from the top of the repository. */
function relative(folder: string, path: string): string {
  if (path.startsWith(folder)) return path.slice(folder.length);
  const [here, ...rest] = folder.split("/");
  const [there, ...others] = path.split("/");
  if (here === there && rest.length > 0) {
    return relative(rest.join("/"), others.join("/"));
  }
  return "../".repeat(folder.split("/").length - 1) + path;
}
