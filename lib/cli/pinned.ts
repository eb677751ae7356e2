/**
 * The Deno that the workbook is pinned to: `.dvmrc` is the only place that names its version.
 *
 * The file is read, not imported: a Deno that is too old for text imports can then still say that
 * it is too old.
 *
 * @module
 */
import { root } from "../workbook/path.ts";

/** A version as numbers, the major one first. */
type Version = readonly [major: number, minor: number, patch: number];

/**
 * Reads which Deno the workbook is pinned to. Needs read permission.
 *
 * @returns As in "2.9.6"; nothing, if the file is gone: some programs that pack a hand-out leave out
 *   names that begin with a point.
 */
function pinnedVersion(): string | undefined {
  try {
    return Deno.readTextFileSync(new URL(".dvmrc", root)).trim();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/**
 * Says what is wrong with a version of Deno, in one line: that its major version is another one,
 * or that it is older than the pinned one.
 *
 * @param actual The version that is running, as `Deno.version.deno` has it.
 * @param pinned The version that is expected. Read from `.dvmrc`, if not given.
 * @returns Undefined if nothing is wrong.
 */
export function versionComplaint(
  actual: string,
  pinned: string | undefined = pinnedVersion(),
): string | undefined {
  if (pinned === undefined) return undefined;
  const expected = parseVersion(pinned);
  const found = parseVersion(actual);
  if (expected === undefined) {
    throw new RangeError(`.dvmrc must hold a version: it holds "${pinned}"`);
  }
  if (found !== undefined && isEnough(found, expected)) return undefined;
  return `This workbook needs Deno ${pinned} or a later ${expected[0]}.x: ` +
    `this is Deno ${actual}. Try: npx -y deno@${pinned} task lesson`;
}

function isEnough(found: Version, expected: Version): boolean {
  const [major, minor, patch] = expected;
  if (found[0] !== major) return false;
  if (found[1] !== minor) return found[1] > minor;
  return found[2] >= patch;
}

/** Reads the three numbers; what follows them, as in "2.9.6+b6e7dbd", is a build of that version. */
function parseVersion(text: string): Version | undefined {
  const numbers = /^(\d+)\.(\d+)\.(\d+)/.exec(text);
  if (numbers === null) return undefined;
  return [Number(numbers[1]), Number(numbers[2]), Number(numbers[3])];
}
