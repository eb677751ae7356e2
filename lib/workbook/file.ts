/**
 * Files of the workbook, as commands read them.
 *
 * @module
 */

/** Reads a text. Lines end in a line feed, also where Git made it a pair. */
export function readText(place: string | URL): string {
  return Deno.readTextFileSync(place).replaceAll("\r\n", "\n");
}

/** Reads a file; nothing if there is none. */
export function readIfThere(place: string | URL): Uint8Array | undefined {
  try {
    return Deno.readFileSync(place);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Whether there is a file. */
export function isThere(place: string | URL): boolean {
  try {
    return Deno.statSync(place).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Whether two files hold the same bytes. */
export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** Writes a file beside and moves it into its place: whoever reads it finds the old or the new one. */
export function replaceFile(place: URL, bytes: Uint8Array): void {
  const beside = new URL(`${place.href}.new`);
  Deno.writeFileSync(beside, bytes);
  Deno.renameSync(beside, place);
}
