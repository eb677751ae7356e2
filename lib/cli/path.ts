/**
 * Paths: the top of the workbook, what the system and its flags take, and where a typed path leads.
 *
 * Not `node:path`: to load it takes 30 ms, as much as all the rest of a command.
 *
 * @module
 */

/** The top of the workbook. */
export const root: URL = new URL("../../", import.meta.url);

/** The path of a file URL: "/home/ada/workbook/", or "C:/Users/ada/workbook/". */
export function pathOf(url: URL): string {
  return decodeURIComponent(url.pathname).replace(/^\/(?=[a-z]:)/i, "");
}

/** Where a path leads that was typed in the learner's folder; a task runs in the workbook's. */
export function typedPath(path: string): string {
  const folder = Deno.env.get("INIT_CWD");
  const isAbsolute = /^([a-z]:)?[\\/]/i.test(path);
  return isAbsolute || folder === undefined ? path : `${folder}/${path}`;
}

/** Where this system keeps temporary files. Needs permission to read the environment. */
export function temporaryFolder(): string {
  return Deno.build.os === "windows"
    ? Deno.env.get("TMP") ?? Deno.env.get("TEMP") ?? "C:\\Windows\\Temp"
    : Deno.env.get("TMPDIR") || "/tmp";
}
