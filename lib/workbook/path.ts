/**
 * Where the workbook lies, and paths as the system and its flags take them.
 *
 * Not `node:path`: to load it takes 30 ms, as much as all the rest of a command.
 *
 * @module
 */

/** The top of the workbook. */
export const root: URL = new URL("../../", import.meta.url);

/** The URL of a file, by its whole path, with slashes only. */
export function urlOf(path: string): URL {
  const escaped = encodeURI(path).replaceAll("#", "%23").replaceAll("?", "%3F");
  return new URL(`file://${escaped.replace(/^(?=[a-z]:)/i, "/")}`);
}

/** The path of a file URL: "/home/ada/workbook/", or "C:/Users/ada/workbook/". */
export function pathOf(url: URL): string {
  return decodeURIComponent(url.pathname).replace(/^\/(?=[a-z]:)/i, "");
}

/** The path of a file of the workbook from its top: "lessons/03_dma/README.md". */
export function pathFromTop({ href }: Pick<URL, "href">): string {
  return href.slice(root.href.length);
}
