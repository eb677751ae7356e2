/**
 * What lies in a folder. Links are not followed, and of what is no file nothing is read.
 *
 * @module
 */
import { UnfitFile } from "../workbook/file.ts";
import {
  type Delivered,
  type Delivery,
  inOrder,
  isLitter,
  mostFilesOfClass,
  ofWorkbook,
  requireSize,
  sayName,
  tidyPath,
} from "./delivered.ts";
import type { Refused } from "./submission.ts";

/** The most folders in folders: none of ours has more. */
const mostDepth = 20;

/**
 * Lists what a folder holds, with what its folders hold.
 *
 * @throws {UnfitFile} If it cannot be read, or holds more files than a class hands in.
 */
export function readFolder(folder: string): Delivery {
  const files: Delivered[] = [];
  const refused: Refused[] = [];
  const look = (path: string, depth: number): void => {
    for (const entry of Deno.readDirSync(`${folder}/${path}`)) {
      const inner = path === "" ? entry.name : `${path}/${entry.name}`;
      const isOurs = depth > 0 && ofWorkbook.test(`${entry.name}/`);
      if (isLitter(entry.name) || isOurs && entry.isDirectory) continue;
      const refuse = (why: string): void => {
        const source = sayName(inner);
        refused.push({ source, why: `${source} ${why}.` });
      };
      try {
        const why = whyNot(entry, depth);
        if (why !== undefined) refuse(why);
        else if (entry.isDirectory) look(inner, depth + 1);
        else files.push(fileAt(`${folder}/${inner}`, inner));
      } catch (error) {
        if (files.length > mostFilesOfClass) throw error;
        refuse(sayError(error));
      }
      if (files.length > mostFilesOfClass) {
        throw new UnfitFile(`holds more than ${mostFilesOfClass} files`);
      }
    }
  };
  try {
    look("", 0);
  } catch (error) {
    throw new UnfitFile(`${folder} ${sayError(error)}`);
  }
  return {
    files: inOrder(files, ({ path }) => path),
    refused: inOrder(refused, ({ source }) => source),
  };
}

/** Why something in a folder is not looked into. */
function whyNot(
  { name, isFile, isDirectory, isSymlink }: Deno.DirEntry,
  depth: number,
): string | undefined {
  // What stands for bytes that are no text: by that name there is nothing.
  if (name.includes("\ufffd")) {
    return "has a name that is not UTF-8: give it another one";
  }
  if (isSymlink) return "is a link, and no file";
  if (isDirectory) {
    return depth < mostDepth ? undefined : "lies too deep in folders";
  }
  return isFile ? undefined : "is a device or a pipe, and no file";
}

function fileAt(place: string, path: string): Delivered {
  return {
    path: tidyPath(path),
    source: sayName(path),
    place,
    nesting: 0,
    read: (most) => {
      try {
        requireSize(Deno.lstatSync(place).size, most);
        return Promise.resolve(Deno.readFileSync(place));
      } catch (error) {
        return Promise.reject(new UnfitFile(sayError(error)));
      }
    },
  };
}

/** Says why something could not be read, without its path. */
function sayError(error: unknown): string {
  if (error instanceof UnfitFile) return error.message;
  return `cannot be read (${error instanceof Error ? error.name : "error"})`;
}
