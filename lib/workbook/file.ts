/**
 * Files of the workbook, as commands read them.
 *
 * @module
 */
import { jsonText } from "./plain.ts";
import { saySize } from "../text/say.ts";
import { pathOf, root } from "./path.ts";

/** Reads a text. Lines end in a line feed, also where Git made it a pair. */
export function readText(place: string | URL): string {
  return Deno.readTextFileSync(place).replaceAll("\r\n", "\n");
}

/** What is not read: it is no file, or too large, or not for us. Its message says which. */
export class UnfitFile extends Error {
  override readonly name = "UnfitFile";
}

/** The largest file that is read, of what learners write. [bytes] */
const mostBytes = 2 ** 20;

/**
 * Reads a file that a learner may have made; nothing if there is none. It is looked at before: a
 * device, or what waits for a writer, would be read for ever.
 *
 * @param most The largest that is read. [bytes]
 * @throws {UnfitFile} If it is no file, or too large, or cannot be read.
 */
export function readIfThere(
  place: string | URL,
  most: number = mostBytes,
): Uint8Array | undefined {
  const path = (place instanceof URL ? pathOf(place) : place)
    .replace(pathOf(root), "");
  const refuse = (state: string): UnfitFile =>
    new UnfitFile(`${path} ${state}`);
  try {
    const { isFile, isDirectory, isSymlink, size } = Deno.lstatSync(place);
    if (isDirectory) throw refuse("is a folder, and no file");
    if (isSymlink) throw refuse("is a link: put the file itself there");
    if (!isFile) throw refuse("is a device or a pipe, and no file");
    if (size > most) throw refuse(`is larger than ${saySize(most)}`);
    return Deno.readFileSync(place);
  } catch (error) {
    if (error instanceof UnfitFile) throw error;
    if (error instanceof Deno.errors.NotFound) return undefined;
    if (error instanceof Deno.errors.NotCapable) throw error;
    throw refuse(
      `cannot be read: ${error instanceof Error ? error.name : error}`,
    );
  }
}

/** Reads a file as `readIfThere` does; what is no file, or cannot be read, is as if there were none. */
export function readIfFit(place: string | URL): Uint8Array | undefined {
  try {
    return readIfThere(place);
  } catch (error) {
    if (error instanceof UnfitFile) return undefined;
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

/** Keeps plain data as JSON, in a folder that is made if it is not there. */
export function keepJson(place: URL, value: unknown): void {
  Deno.mkdirSync(new URL(".", place), { recursive: true });
  replaceFile(place, jsonText(value));
}

/**
 * Reads what was kept.
 *
 * @param isOurs Whether a value has all that is read of it.
 * @returns Nothing, if there is no file.
 * @throws {SyntaxError} If the file holds something else.
 * @throws {UnfitFile} If there is no file, but a folder or a pipe.
 */
export function readKept<Kept>(
  place: URL,
  isOurs: (value: unknown) => value is Kept,
): Kept | undefined {
  const bytes = readIfThere(place);
  if (bytes === undefined) return undefined;
  const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
  if (isOurs(value)) return value;
  throw new SyntaxError("The file holds something else");
}

/** What a file is called while it is written. */
export const unfinished = ".unfinished";

/** Writes a file beside and moves it into its place: whoever reads it finds the old or the new one. */
export function replaceFile(
  place: string | URL,
  content: string | Uint8Array,
): void {
  const bytes = typeof content === "string"
    ? new TextEncoder().encode(content)
    : content;
  writeBeside(place, bytes, (beside) => Deno.renameSync(beside, place));
}

/** Fails where no file can be written beside a place: as `replaceFile` would. */
export function requirePlace(place: string | URL): void {
  writeBeside(place, new Uint8Array(0), Deno.removeSync);
}

function writeBeside(
  place: string | URL,
  bytes: Uint8Array,
  end: (beside: string | URL) => void,
): void {
  const beside = place instanceof URL
    ? new URL(`${place.href}${unfinished}`)
    : `${place}${unfinished}`;
  removeIfThere(beside);
  try {
    Deno.writeFileSync(beside, bytes, { createNew: true });
    end(beside);
  } catch (error) {
    removeIfThere(beside);
    throw error;
  }
}

/**
 * Writes a copy of a file beside it, under the first name that is free: "answer.1.bak.ts".
 *
 * @returns Its path, from the top of the workbook.
 */
export function keepBeside(place: URL, bytes: Uint8Array): string {
  for (let i = 1;; i++) {
    const copy = new URL(place.href.replace(/(?=\.\w+$)/, `.${i}.bak`));
    try {
      Deno.writeFileSync(copy, bytes, { createNew: true });
      return pathOf(copy).replace(pathOf(root), "");
    } catch (error) {
      if (error instanceof Deno.errors.AlreadyExists) continue;
      // Half a copy is none.
      removeIfThere(copy);
      throw error;
    }
  }
}

/** Removes a file, if there is one that can be removed. */
export function removeIfThere(place: string | URL): void {
  try {
    Deno.removeSync(place);
  } catch {
    // What cannot be removed cannot be written either, and that is told.
  }
}
