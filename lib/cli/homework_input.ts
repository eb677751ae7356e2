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
import { jsonIn } from "../workbook/plain.ts";
import type { CommandName } from "./commands.ts";
import { textOf, type Typed } from "./typed.ts";
import { readTypedFile } from "./typed_file.ts";
import { UsageError } from "./usage_error.ts";

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
  return readManifestFile(path);
}

/** Reads the file of a homework. @throws {UsageError} If it is none. */
export function readManifestFile(path: string): Manifest {
  const file = {
    path,
    option: "--homework",
    takes: `the ${manifestFile} of the hand-out`,
    example: `../hand-out/${manifestFile}`,
  };
  return readTypedFile(file, (text) => {
    const value = jsonIn(text);
    if (isManifest(value)) return value;
    throw new SyntaxError("as it is of another format");
  });
}

/** What can be typed. */
export function sayUsage(command: CommandName): string {
  return `deno task ${command} ../folder --homework ../hand-out/${manifestFile}`;
}
