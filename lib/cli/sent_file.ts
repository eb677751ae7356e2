/**
 * The file that a learner wants to send.
 *
 * @module
 */
import type { Lesson } from "../workbook/lesson.ts";
import { mostMovedBytes } from "../machine/job.ts";
import { sayCount } from "../text/say.ts";
import { typedPath } from "./path.ts";
import { UsageError } from "./usage_error.ts";

/**
 * Reads a file, named from the folder in which the command was typed.
 *
 * @param lesson The lesson that sends it: not all can count a file that is too large to read.
 * @throws {UsageError} If there is none, or it cannot be read, or is too large.
 */
export function readSentFile(
  path: string,
  { heeds }: Pick<Lesson, "heeds">,
): Uint8Array {
  if (path === "") throw refuse("it has no value");
  const place = typedPath(path);
  try {
    const { isFile, size } = Deno.statSync(place);
    if (!isFile) throw refuse(`"${path}" is not a regular file`);
    if (size > mostMovedBytes) {
      throw refuse(
        `"${path}" has ${sayCount(size)} bytes, more than the model moves`,
        `--size ${size}${heeds.includes("buffer") ? " --no-trace" : ""}`,
      );
    }
    return Deno.readFileSync(place);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (error instanceof Deno.errors.NotFound) {
      throw refuse(`"${path}" does not exist`);
    }
    const reason = error instanceof Error ? error.name : String(error);
    throw refuse(`"${path}" cannot be read (${reason})`);
  }
}

function refuse(state: string, tryThis = "--size 1MiB"): UsageError {
  return new UsageError(
    `--file takes a file that can be read: ${state}`,
    tryThis,
  );
}
