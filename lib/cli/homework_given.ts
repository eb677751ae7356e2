/**
 * What is typed after the commands that make or run an autograder: a folder, and the homework.
 *
 * @module
 */
import {
  isManifest,
  type Manifest,
  manifestFile,
} from "../homework/manifest.ts";
import type { CommandName } from "./commands.ts";
import { textOf, type Typed } from "./typed.ts";
import { readTypedFile } from "./typed_file.ts";
import { UsageError } from "./usage_error.ts";

/**
 * Reads the folder that was typed.
 *
 * @throws {UsageError} If there is none.
 */
export function folderIn(typed: Typed, command: CommandName): string {
  const [dir] = typed.words;
  if (dir !== undefined) return dir;
  throw new UsageError("A folder was expected", sayUsage(command));
}

/**
 * Reads the homework that was typed.
 *
 * @throws {UsageError} If there is none, or the file is no homework.
 */
export function manifestIn(typed: Typed, command: CommandName): Manifest {
  const path = textOf(typed, "homework");
  if (path === undefined) {
    throw new UsageError(
      `--homework was expected, with the ${manifestFile} of the hand-out`,
      sayUsage(command),
    );
  }
  const file = {
    ...{ path, option: "--homework" },
    takes: `the ${manifestFile} of the hand-out`,
  };
  return readTypedFile(file, (text) => {
    const value: unknown = JSON.parse(text);
    if (isManifest(value)) return value;
    throw new SyntaxError("as it is of another format");
  });
}

/** What can be typed. */
export function sayUsage(command: CommandName): string {
  return `deno task ${command} ../folder --homework ../hand-out/${manifestFile}`;
}
