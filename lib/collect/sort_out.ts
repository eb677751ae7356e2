/**
 * The files of one student, read and sorted: packs, answers, and what is neither. There is a bound to
 * what one student can make us read.
 *
 * @module
 */
import { mostAnswerBytes } from "../homework/pack.ts";
import { UnfitFile } from "../workbook/file.ts";
import { type AskedLesson, spotOf } from "./asked_lessons.ts";
import {
  type Delivered,
  type Delivery,
  inOrder,
  mostPackBytes,
  ofWorkbook,
  sayName,
} from "./delivered.ts";
import { readFound } from "./found_text.ts";
import type { Loose } from "./known_file.ts";
import { noJson, type PackSetting, readJson, saysPack } from "./read_pack.ts";
import type { Refused } from "./submission.ts";
import type { Group } from "./system_names.ts";

/** Opens an archive. @throws {UnfitFile} If it is none, or cannot be opened as a whole. */
export type Open = (file: Delivered) => Promise<Delivery>;

/** What is known while a class is collected. */
export interface Setting extends PackSetting {
  readonly open: Open;
}

/** What came of the files of one student. */
export interface Sorted {
  readonly packs: { value: unknown; file: Delivered }[];
  readonly loose: Loose[];
  readonly unasked: Set<AskedLesson>;
  readonly notes: string[];
  readonly refused: Refused[];
  /** What was read so far, whether it could be read or not. */
  readonly spent: { files: number; bytes: number; archives: number };
}

/** The most that is read of one student: what is handed in costs nobody else anything. */
const most = { files: 200, bytes: mostPackBytes, archives: 10 };

/** What may hold answers that we do not find. */
const otherArchive = /\.(?:rar|7z|tar|t?gz|t?xz|t?bz2|zst)$/i;

/** What nobody needs to be told of. */
const quiet = /\.(?:jsonc?|lock|md|csv|code-workspace)$|(?:^|\/)LICENSE$/i;

/** Reads what may be a pack or an answer, and notes what may not. */
export async function sortOut(group: Group, setting: Setting): Promise<Sorted> {
  const sorted: Sorted = {
    packs: [],
    loose: [],
    unasked: new Set(),
    notes: [...group.notes ?? []],
    refused: [],
    spent: { files: 0, bytes: 0, archives: 0 },
  };
  const files = await unpacked(group.files, setting, sorted);
  for (const file of inOrder(files, ({ path }) => path)) {
    try {
      await sortFile(file, setting, sorted);
    } catch (error) {
      refuse(sorted, file, error);
    }
    if (isSpent(sorted)) {
      refuse(sorted, { ...group, path: "The rest" }, tooMuch);
      break;
    }
  }
  return sorted;
}

const tooMuch = new UnfitFile("is not read: too much was handed in at once");

function isSpent({ spent }: Sorted): boolean {
  return spent.files > most.files || spent.bytes > most.bytes;
}

/** Reads a file at the cost of its student. @throws {UnfitFile} If it cannot be read. */
async function readFor(
  { spent }: Sorted,
  file: Delivered,
  mostBytes: number,
): Promise<Uint8Array> {
  spent.files += 1;
  const bytes = await file.read(mostBytes);
  spent.bytes += bytes.length;
  return bytes;
}

function refuse(
  { refused, notes }: Sorted,
  file: Pick<Delivered, "source" | "path">,
  error: unknown,
): void {
  refused.push(refusal(file, error));
  notes.push(refusal({ source: sayName(file.path) }, error).why);
}

/** @throws {UnfitFile} If it cannot be read. */
async function sortFile(
  file: Delivered,
  { lessons }: Setting,
  sorted: Sorted,
): Promise<void> {
  const { packs, loose, unasked, notes } = sorted;
  const path = file.path.replace(/\.ts(?:\.txt)?$/i, ".ts");
  const { lesson } = spotOf(path, lessons);
  const isOurs = lesson?.ours.includes(path.split("/").at(-1)!);
  if (ofWorkbook.test(path) || isOurs) return;
  if (/\.json$/i.test(path)) {
    const value = readJson(await readFor(sorted, file, mostPackBytes));
    if (value === undefined) throw new UnfitFile(noJson);
    if (saysPack(value)) packs.push({ value, file });
  } else if (!path.endsWith(".ts")) {
    if (quiet.test(path)) return;
    if (otherArchive.test(path)) {
      throw new UnfitFile("is no zip: archives of other kinds are not opened");
    }
    notes.push(`${sayName(path)} is left out: it is no answer.`);
  } else if (lesson?.isAsked === false) unasked.add(lesson);
  else {
    const bytes = await readFor(sorted, file, mostAnswerBytes);
    const { text, note } = readFound(bytes);
    loose.push({ path, text });
    if (note !== undefined) notes.push(`${sayName(path)} ${note}.`);
  }
}

/** Opens the archives among some files: what is inside stands in their place. */
async function unpacked(
  files: readonly Delivered[],
  setting: Setting,
  sorted: Sorted,
): Promise<Delivered[]> {
  const all: Delivered[] = [];
  for (const file of files) {
    if (!/\.zip$/i.test(file.path)) {
      all.push(file);
      continue;
    }
    try {
      sorted.spent.archives += 1;
      if (sorted.spent.archives > most.archives) throw tooMuch;
      const inner = await setting.open(file);
      sorted.notes.push(...inner.refused.map(({ why }) => why));
      sorted.refused.push(...inner.refused);
      const inside = inner.files
        .map((one) => ({ ...one, path: `${file.path}/${one.path}` }));
      all.push(...await unpacked(inside, setting, sorted));
    } catch (error) {
      refuse(sorted, file, error);
    }
  }
  return all;
}

/** Says that a file was refused. */
export function refusal(
  { source }: Pick<Delivered, "source">,
  error: unknown,
): Refused {
  if (!(error instanceof UnfitFile)) throw error;
  const what = source === "" ? "What was handed in" : source;
  return { source, why: `${what} ${error.message}.` };
}
