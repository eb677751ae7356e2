/**
 * Files as they were delivered, in a folder or in an archive: their names are known at once, and what
 * is in them is read when it is wanted. Nobody has looked at them yet.
 *
 * @module
 */
import { readable } from "../grade/readable.ts";
import { oneLine } from "../text/escape_code.ts";
import { saySize } from "../text/say.ts";
import { UnfitFile } from "../workbook/file.ts";
import type { Refused } from "./submission.ts";

/** A file. */
export interface Delivered {
  /** From where it was looked for: with slashes, composed (NFC). */
  readonly path: string;
  /** From the folder that was given, as it is shown. */
  readonly source: string;
  /** Where it lies on the disk, if it is no part of an archive. */
  readonly place?: string;
  /** How many archives it lies in, one in the other. */
  readonly nesting: number;
  /** Reads it. @param most The most that it may hold. [bytes] @throws {UnfitFile} If it cannot be read. */
  readonly read: (most: number) => Promise<Uint8Array>;
}

/** What a folder or an archive holds, in the order of the paths. */
export interface Delivery {
  readonly files: readonly Delivered[];
  readonly refused: readonly Refused[];
}

/** The largest pack, and the most that is read of one submission. [bytes] */
export const mostPackBytes: number = 2 ** 20;

/** The largest archive inside another one, or in the folder of a student. [bytes] */
export const mostInnerBytes: number = 4 * 2 ** 20;

/** The most files of an archive: of what has more, nothing is read. */
export const mostFiles = 20_000;

/** The most files of an archive that lies in another one. */
export const mostInnerFiles = 4000;

/** The most files in the folder of a class. */
export const mostFilesOfClass = 200_000;

/** Folders of the workbook that hold no answers: somebody has handed in the whole of it. */
export const ofWorkbook = /(?:^|\/)(?:lib|lessons|solutions|tests)\//;

/** Refuses what is too large. */
export function requireSize(bytes: number, most: number): void {
  if (bytes <= most) return;
  throw new UnfitFile(`is larger than ${saySize(most)}`);
}

/** Makes one line of a name that somebody else has chosen. */
export function sayName(name: string): string {
  return readable(oneLine(name), 160);
}

/**
 * Writes a path in one way: with slashes, composed, without steps that lead nowhere.
 *
 * @throws {UnfitFile} If it leads out of the folder in which it lies, or begins at the top of a disk.
 */
export function tidyPath(path: string): string {
  const straight = path.replaceAll("\\", "/").normalize("NFC");
  if (/^\/|^[a-z]:/i.test(straight)) {
    throw new UnfitFile("has a path from the top of a disk");
  }
  const steps = straight.split("/").filter((step) => !/^\.?$/.test(step));
  if (steps.includes("..")) {
    throw new UnfitFile("has a path that leads out of its folder");
  }
  if (straight.includes("\0")) throw new UnfitFile("has a NUL in its name");
  return steps.join("/");
}

/** What systems and editors leave behind. */
const litter =
  /^(?:\..*|__MACOSX|Thumbs\.db|desktop\.ini|.*~|.*\.(?:sw[a-z]|bak|tmp|orig|unfinished)|.*\.bak\.ts|~\$.*|#.*#|node_modules)$/i;

/** Whether a path leads to what nobody has handed in: a step of it belongs to a system or an editor. */
export function isLitter(path: string): boolean {
  return path.split("/").some((step) => litter.test(step));
}

/** Puts things in the order of a text of theirs, which no system and no language changes. */
export function inOrder<Item>(
  items: readonly Item[],
  textOf: (item: Item) => string,
): Item[] {
  return items.map((item) => ({ item, text: textOf(item) }))
    .sort((a, b) => a.text < b.text ? -1 : a.text > b.text ? 1 : 0)
    .map(({ item }) => item);
}
