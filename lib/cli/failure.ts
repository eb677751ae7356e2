/**
 * Failures that no command foresees: one line in the place of a stack trace.
 *
 * What the system refused is told in its own words, and what can be done. All else is a mistake of
 * the workbook, and is told with the place where it happened, for whoever mends it.
 *
 * @module
 */
import { oneLine } from "../text/escape_code.ts";
import { manifestFile } from "../homework/manifest.ts";
import { isThere, UnfitFile } from "../workbook/file.ts";
import { pathOf, root } from "../workbook/path.ts";
import { quote } from "./option_values.ts";

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
  [
    /EBUSY|resource busy/,
    "A disk begins there, or something is in use: choose a folder within it",
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

/** The exit code of a failure: 2 for what stands on the disk, or was typed; 1 for all else. */
export function exitCodeOf(error: unknown): number {
  return sayState(error) === undefined ? 1 : 2;
}

/** Says what went wrong, in one line. */
export function sayFailure(error: unknown): string {
  const state = sayState(error);
  if (state !== undefined) return oneLine(state);
  if (!(error instanceof Error)) {
    return oneLine(`${mistake}: ${Deno.inspect(error)}`);
  }
  if (isRefusal(error)) return oneLine(sayRefusal(error));
  const place = /\b(?:lib|lessons|exercises)\/[^\s():]+:\d+:\d+/
    .exec(error.stack ?? "")?.[0];
  return oneLine(
    `${mistake}: ${error.name}: ${error.message}` +
      (place === undefined ? "" : ` (${place})`),
  );
}

/** Says what is not as it should be, if it is a file, and which. */
function sayState(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { message } = error;
  if (error instanceof UnfitFile) {
    return message.startsWith(".pristine/")
      ? `${message}. Move .pristine away, then ${madeAgain()}`
      : message;
  }
  const kept = keptBack(error);
  if (kept !== undefined) {
    return `Deno lets no task of the workbook reach ${kept}. Type another place`;
  }
  const [, place = ""] = /: read\w+ '(.*)'$/s.exec(message) ?? [];
  const path = place.replaceAll("\\", "/");
  if (
    !(error instanceof Deno.errors.NotFound && path.startsWith(pathOf(root)))
  ) {
    return undefined;
  }
  const own = path.slice(pathOf(root).length);
  return `${own} is not there any more. Try: git checkout ${quote(own)}, or ` +
    madeAgain();
}

/** The place, as it is quoted, if it is one that Deno keeps from all but those who may do anything. */
function keptBack(error: unknown): string | undefined {
  if (!(error instanceof Deno.errors.NotCapable)) return undefined;
  return /^Requires all access to (".*"),/s.exec(error.message)?.[1];
}

/** What puts all in order that is no answer. */
function madeAgain(): string {
  if (isThere(new URL(manifestFile, root))) return "get the hand-out again";
  const folder = quote(pathOf(root).replace(/\/$/, ""));
  return "in the workbook that this folder was made with: " +
    `deno task start ${folder} --yes`;
}

/** Says in a few words why a file cannot be read or written. */
export function reasonOf(error: unknown): string {
  if (keptBack(error) !== undefined) return "Deno lets no task reach it";
  return error instanceof Error
    ? oneLine(error.message.replace(/\.? \(os error.*/s, ""))
    : String(error);
}

const mistake = "A mistake of the workbook, not in what you typed";

function sayRefusal(error: Error & { code?: string }): string {
  const says = error.message.replace(/\.$/, "");
  // The name of a file comes after the reason, and may be one.
  const reason = `${error.code ?? ""} ${says.replace(/\(os error.*/s, "")}`;
  const todo = advice.find(([of]) => of.test(reason))?.[1];
  return `The system refused: ${says}` + (todo ? `. ${todo}.` : "");
}
