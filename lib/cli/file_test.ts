/**
 * Which files are meant by a pattern, as shells write them.
 *
 * @module
 */

/**
 * Makes a test for paths: `*` and `?` stand for anything within a name, `**` for folders as well. A
 * pattern without a `/` is for the name, in whatever folder.
 *
 * @param glob Where there is none, all paths are meant.
 */
export function fileTest(glob = "**"): (path: string) => boolean {
  const signs: Readonly<Record<string, string>> = {
    "**": ".*",
    "*": "[^/]*",
    "?": "[^/]",
  };
  const pattern = glob.replaceAll(
    /\*\*|[*?]|[\\^$.+()[\]{}|/]/g,
    (sign) => signs[sign] ?? `\\${sign}`,
  );
  const begin = glob.includes("/") ? "^" : "^(?:.*/)?";
  const expression = new RegExp(`${begin}${pattern}$`, "s");
  return (path) => expression.test(path);
}
