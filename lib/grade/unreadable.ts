/**
 * Why an answer could not read a file: Deno refuses what is not there as it refuses what is.
 *
 * @module
 */

/** What Deno says, with the path. */
const refused =
  /Requires read access to ("([^"\n]+)"), run again with the --allow-read flag/;

/** Its advice on how to go on: an answer has no flags. */
const sloppy = / (Maybe add \S+ \S+ extension) or run with --sloppy-imports/;

/**
 * Says of a module that an answer may not read whether it is there at all.
 *
 * @param why What the process of the answer said. Needs permission to read.
 */
export function sayUnreadable(why: string): string {
  return why.replace(sloppy, ". $1").replace(
    refused,
    (said, quoted: string, path: string) => {
      if (!isThere(path)) return `There is no file ${quoted}`;
      return why.startsWith("It cannot be loaded")
        ? `An answer can import your .ts files beside it, and no others: not ${quoted}`
        : said;
    },
  );
}

function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch (error) {
    return !(error instanceof Deno.errors.NotFound);
  }
}
