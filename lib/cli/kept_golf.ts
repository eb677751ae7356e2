/**
 * The best programs of copy golf, kept in the learner's folder: for each hole a program as a short
 * text. Nothing of it is run but by the machine, and each score is counted again.
 *
 * @module
 */
import { holes, type Played, replay } from "../workbook/golf.ts";
import { keepBeside, keepJson, readIfThere } from "../workbook/file.ts";
import { root } from "../workbook/path.ts";
import { hasParts } from "../workbook/plain.ts";
import { programText } from "../workbook/program_text.ts";

/** Where they are kept: Git leaves the folder alone. */
const place = new URL(".golf/best.json", root);

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
 * @throws {UnfitFile} If there is no file, but a folder or a pipe, or it is too large.
 */
export function readGolf(): KeptGolf {
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
 * Keeps programs in the place of what is there.
 *
 * @param kept What was read: something odd is kept beside.
 * @returns Where that is now, from the top of the workbook.
 */
export function keepGolf(kept: KeptGolf): string | undefined {
  const odd = kept.odd === undefined ? undefined : readIfThere(place);
  const beside = odd && keepBeside(place, odd);
  const texts = [...kept.bests].map(([name, { program }]) => [
    name,
    programText(program),
  ]);
  keepJson(place, { ...Object.fromEntries(texts), ...kept.others });
  return beside;
}
