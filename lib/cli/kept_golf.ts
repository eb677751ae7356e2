/**
 * The best programs of copy golf, kept in the learner's folder: for each hole a program as a short
 * text. Nothing of it is run but by the machine, and each score is counted again.
 *
 * @module
 */
import { holes, type Played, replay } from "../workbook/golf.ts";
import {
  keepBeside,
  keepJson,
  readIfThere,
  UnfitFile,
} from "../workbook/file.ts";
import { pathOf, root } from "../workbook/path.ts";
import { hasParts } from "../workbook/plain.ts";
import { programText } from "../workbook/program_text.ts";

/** Where they are kept: Git leaves the folder alone. */
const place = new URL(".golf/best.json", root);

/** Who has locked it may change what is kept: two commands at once lose nothing. */
const lock = new URL("lock", place);

/** What is kept. */
export interface KeptGolf {
  /** The best program of a hole, by its name. */
  readonly bests: ReadonlyMap<string, Played>;
  /** What is kept of other holes, as it stands there: a newer workbook may know them. */
  readonly others: Readonly<Record<string, string>>;
  /** What is there that golf has not kept, in a few words; nothing, if all is as it should be. */
  readonly odd?: string;
}

/**
 * Reads what is kept.
 *
 * @throws {UnfitFile} If there is no file, but a folder, a link or a pipe, or it is too large.
 */
export function readGolf(): KeptGolf {
  if (isLink(pathOf(new URL("../.golf", place)))) {
    throw new UnfitFile(".golf is a link: put the folder itself there");
  }
  const bytes = readIfThere(place);
  const bests = new Map<string, Played>();
  if (bytes === undefined) return { bests, others: {} };
  const texts = textsIn(bytes);
  if (texts === undefined) {
    const odd = ".golf/best.json holds something else than programs of golf";
    return { bests, others: {}, odd };
  }
  const left = new Map(texts);
  let odd: string | undefined;
  for (const hole of holes) {
    const text = texts.get(hole.name);
    left.delete(hole.name);
    const played = text === undefined ? undefined : replay(hole, text);
    if (played !== undefined) bests.set(hole.name, played);
    else if (text !== undefined) {
      odd ??= `.golf/best.json has no program for ${hole.name} that gets a ` +
        "score there";
    }
  }
  const others = Object.fromEntries(left);
  return { bests, others, ...(odd !== undefined && { odd }) };
}

/** The texts by name, if that is what the file holds. */
function textsIn(bytes: Uint8Array): Map<string, string> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
  if (!hasParts(value) || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  return entries.every((entry): entry is [string, string] =>
      typeof entry[1] === "string"
    )
    ? new Map(entries)
    : undefined;
}

/**
 * Keeps programs in the place of what is there, which no other command changes in between.
 *
 * @param bestsOf Tells the best programs, of what is kept now: something odd is kept beside.
 * @returns Where that is now, from the top of the workbook.
 */
export function keepGolf(
  bestsOf: (kept: KeptGolf) => KeptGolf["bests"],
): string | undefined {
  Deno.mkdirSync(new URL(".", place), { recursive: true });
  using locked = Deno.openSync(lock, { write: true, create: true });
  locked.lockSync(true);
  const kept = readGolf();
  const odd = kept.odd === undefined ? undefined : readIfThere(place);
  const texts = [...bestsOf(kept)].map(([name, { program }]) => [
    name,
    programText(program),
  ]);
  const beside = odd && keepBeside(place, odd);
  keepJson(place, { ...Object.fromEntries(texts), ...kept.others });
  return beside;
}

function isLink(path: string): boolean {
  try {
    return Deno.lstatSync(path).isSymlink;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
