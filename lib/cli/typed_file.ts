/**
 * Text files whose names are typed, as tables that an instructor writes.
 *
 * @module
 */
import { readIfThere, UnfitFile } from "../workbook/file.ts";
import { reasonOf } from "./failure.ts";
import { quote } from "./option_values.ts";
import { typedPath } from "./path.ts";
import { UsageError } from "./usage_error.ts";

/** A file, and what it was typed for. */
export interface TypedFile {
  /** As typed. */
  readonly path: string;
  /** "--points" */
  readonly option: string;
  /** What it takes: "a CSV of item,points". */
  readonly takes: string;
  /** What to type in the place of a file that is none; the same again, once it is mended, if not given. */
  readonly example?: string;
}

const isGone = "is not there";

/**
 * Reads something out of a file.
 *
 * @param read Fails with a SyntaxError where the text is not what it should be.
 * @throws {UsageError} If the file is not there, is no text of UTF-8, or is not what it should be.
 */
export function readTypedFile<Result>(
  { path, option, takes, example = path }: TypedFile,
  read: (text: string) => Result,
): Result {
  const refuse = (state: string): UsageError =>
    new UsageError(
      `${option} takes ${takes}: "${path}" ${state}`,
      state === isGone ? "--help" : `${option} ${quote(example)}`,
    );
  const text = textOf(path, refuse);
  try {
    return read(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const why = error.message.replace(/^[A-Z]/, (begin) => begin.toLowerCase());
    throw refuse(`is none, ${why.replace(/\.$/, "")}`);
  }
}

function textOf(path: string, refuse: (state: string) => UsageError): string {
  let bytes: Uint8Array | undefined;
  try {
    bytes = readIfThere(typedPath(path));
  } catch (error) {
    throw refuse(
      error instanceof UnfitFile
        ? "is no file that can be read"
        : `cannot be read (${reasonOf(error)})`,
    );
  }
  if (bytes === undefined) throw refuse(isGone);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refuse("is no text of UTF-8");
  }
}
