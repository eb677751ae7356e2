/**
 * The files of the workbook, as the tests of its own shape read them.
 *
 * Paths are written as in the repository, with slashes and without a leading one. Reading needs
 * permission: where there is none, a test that asks for it is ignored and its name says why.
 *
 * @module
 */

/** The top of the repository. */
const root = new URL("../", import.meta.url);

const canRead =
  Deno.permissions.querySync({ name: "read", path: root }).state === "granted";

/** Defines a test that reads files of the repository. */
export function readingTest(
  name: string,
  fn: () => void | Promise<void>,
): Deno.TestDefinition {
  return canRead ? { name, fn } : {
    name: `${name} (needs read permission: deno task test)`,
    ignore: true,
    fn,
  };
}

/** Whether tests may take seconds: `deno test` alone, which may not read, answers soon. */
export const mayTakeLong = canRead;

/** Defines a test that takes seconds. */
export function longTest(
  name: string,
  fn: () => void | Promise<void>,
): Deno.TestDefinition {
  return mayTakeLong
    ? { name, fn }
    : { name: `${name} (long: deno task test)`, ignore: true, fn };
}

/** Reads a text. Lines end in a line feed, also where Git made it a pair. */
export function readText(path: string): string {
  return Deno.readTextFileSync(new URL(path, root)).replaceAll("\r\n", "\n");
}

/** Lists what a folder holds, sorted; nothing if there is no such folder. */
export function entriesOf(folder: string): Deno.DirEntry[] {
  try {
    const entries = [...Deno.readDirSync(new URL(`${folder}/`, root))];
    return entries.sort((a, b) => a.name < b.name ? -1 : 1);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

/** Names the folders in a folder, sorted. */
export function foldersIn(folder: string): string[] {
  return entriesOf(folder).filter(({ isDirectory }) => isDirectory)
    .map(({ name }) => name);
}

/** Lists the files in a folder and in all folders in it. */
export function filesIn(folder: string): string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory ? filesIn(path) : [path];
  });
}

/** Comments, texts and patterns, in the order in which they begin. */
const notCode = [
  /\/\/[^\n]*/,
  /\/\*[\s\S]*?\*\//,
  /"(?:\\.|[^"\\\n])*"/,
  /'(?:\\.|[^'\\\n])*'/,
  /`(?:\\.|[^`\\])*`/,
  /(?<=(?:^|[(,=:[!&|?{};>]|\breturn)\s*)\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/,
].map((pattern) => pattern.source).join("|");

/**
 * Leaves of a source only its code: comments, texts and patterns become spaces. Every other
 * character keeps its line and column.
 */
export function codeOnly(source: string): string {
  return source.replaceAll(
    new RegExp(notCode, "gm"),
    (found) => found.replaceAll(/[^\n]/g, " "),
  );
}

/** Returns the number of the line that holds a position. [from 1] */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split("\n").length;
}
