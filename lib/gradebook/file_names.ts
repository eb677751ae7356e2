/**
 * Names of files, made from ids that somebody else wrote: no id leads out of its folder, is a device
 * of a system, or has the file of another.
 *
 * @module
 */
import { seedOf } from "../workbook/dice.ts";

/** The longest part of an id that a name has. [characters] */
const mostKept = 60;

/** What Windows takes for a device, whatever comes after a point. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\.|$)/i;

/**
 * Names a file for each id. An id of letters, digits, and a few signs is its name; of another, what
 * can stand in a name is followed by a number made of the id. So are ids that some systems take for
 * the same.
 *
 * @param ids All different.
 * @returns The names without an ending, by id, in the order given.
 */
export function fileNamesFor(
  ids: readonly string[],
): ReadonlyMap<string, string> {
  const often = new Map<string, number>();
  for (const id of ids) often.set(folded(id), 1 + (often.get(folded(id)) ?? 0));
  const taken = new Set(ids.filter((id) => isPlain(id, often)).map(folded));
  return new Map(ids.map((id) => {
    if (isPlain(id, often)) return [id, id];
    const kept = id.toWellFormed().replaceAll(/[^\w.@-]+/g, "-")
      .replaceAll(/^[-.]+|[-.]+$/g, "").slice(0, mostKept);
    const name = `${kept || "id"}~${seedOf(id).toString(16).padStart(8, "0")}`;
    const free = firstFree(name, taken);
    taken.add(folded(free));
    return [id, free];
  }));
}

/** Whether an id may be a name as it is. */
function isPlain(id: string, often: ReadonlyMap<string, number>): boolean {
  return /^\w[\w.@-]*$/.test(id) && id.length <= mostKept &&
    !id.endsWith(".") && !devices.test(id) && often.get(folded(id)) === 1;
}

/** A text as a system has it that tells neither cases nor ways to write a letter apart. */
function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

function firstFree(name: string, taken: ReadonlySet<string>): string {
  for (let i = 2, free = name;; i++) {
    if (!taken.has(folded(free))) return free;
    free = `${name}-${i}`;
  }
}
