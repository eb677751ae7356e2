/**
 * Where a typed path leads, and where temporary files go.
 *
 * @module
 */

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
