/**
 * Failures that no command foresees: one line in the place of a stack trace.
 *
 * What the system refused is told in its own words, and what can be done. All else is a mistake of
 * the workbook, and is told with the place where it happened, for whoever mends it.
 *
 * @module
 */
import { oneLine } from "../text/escape_code.ts";
import { UnfitFile } from "../workbook/file.ts";

/** What can be done where the system refuses: by its name for the reason, or by its words. */
const advice: readonly (readonly [reason: RegExp, advice: string])[] = [
  [
    /ENOSPC|EDQUOT|No space left|quota exceeded/,
    "Make room there, then type it again",
  ],
  [
    /EROFS|Read-only file system/,
    "Nothing can be written there: work in a folder elsewhere, made by " +
    "deno task start ../my-workbook",
  ],
  [
    /EACCES|EPERM|Permission denied|not permitted/,
    "See whose it is, and who may read and write it",
  ],
  [
    /EMFILE|ENFILE|Too many open files/,
    "Close other programs, or allow more files: ulimit -n 1024",
  ],
  [
    /ELOOP|levels of symbolic links/,
    "A link leads back to itself: put what is meant in its place",
  ],
  [
    /ENXIO|No such device or address/,
    "That is a socket or a device: put a file in its place",
  ],
  [
    /\bEIO\b|Input\/output error/,
    "The disk or the drive fails: copy your answers to another one",
  ],
  [/ENAMETOOLONG|File name too long/, "Choose a shorter name"],
];

/** Whether the system refused something: a permission of Deno is one, too. */
export function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // Deno has a class for a few reasons, a code for some, and for all the number of the system.
  return Object.values(Deno.errors).some((kind) => error instanceof kind) ||
    /\(os error \d+\)/.test(error.message);
}

/** Says what went wrong, in one line. */
export function sayFailure(error: unknown): string {
  if (!(error instanceof Error)) {
    return oneLine(`${mistake}: ${Deno.inspect(error)}`);
  }
  if (isRefusal(error)) return oneLine(sayRefusal(error));
  if (error instanceof UnfitFile) return oneLine(error.message);
  const place = /\b(?:lib|lessons|exercises)\/[^\s():]+:\d+:\d+/
    .exec(error.stack ?? "")?.[0];
  return oneLine(
    `${mistake}: ${error.name}: ${error.message}` +
      (place === undefined ? "" : ` (${place})`),
  );
}

const mistake = "A mistake of the workbook, not in what you typed";

function sayRefusal(error: Error & { code?: string }): string {
  const says = error.message.replace(/\.$/, "");
  // The name of a file comes after the reason, and may be one.
  const reason = `${error.code ?? ""} ${says.replace(/\(os error.*/s, "")}`;
  const todo = advice.find(([of]) => of.test(reason))?.[1];
  return `The system refused: ${says}` + (todo ? `. ${todo}.` : "");
}
