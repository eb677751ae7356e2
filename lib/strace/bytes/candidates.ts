/**
 * Of which files that a process holds a write is likely to be, before lengths are looked at.
 *
 * A file is rather sent to the end for whose request it was opened, and by the thread that has read
 * it.
 *
 * @module
 */
import type { HeldBytes, HeldFile } from "./held_bytes.ts";
import type { OpenFile } from "../open_file.ts";
import type { Target } from "../target.ts";

/** A write of which is asked of what it is. */
export interface Planned {
  readonly held: HeldBytes;
  readonly target: Target;
  /** The thread that writes. */
  readonly thread: number;
}

/**
 * Sorts some of what is held by how likely it goes out now: what was opened for this end, what the writer has
 * read itself, what was opened when it was this end's turn, other files, what goes elsewhere.
 */
export function candidatesFor(
  planned: Planned,
  candidates: readonly HeldFile[],
): HeldFile[][] {
  const groups: HeldFile[][] = [[], [], [], [], []];
  for (const candidate of candidates) {
    groups[groupOf(candidate, planned)]!.push(candidate);
  }
  groups[4]!.reverse();
  if (groups[1]!.length > 1) {
    const isFor = ({ file }: HeldFile): number =>
      file.asker === planned.target ? 0 : 1;
    groups[1]!.sort((a, b) => isFor(a) - isFor(b));
  }
  return groups;
}

/** The first group in which there is nothing but lengths to go by. */
export const firstOfLengths = 3;

function groupOf(candidate: HeldFile, planned: Planned): number {
  const { file, pieces } = candidate;
  if (goesElsewhere(candidate, planned)) return 4;
  const isFor = file.asker === planned.target;
  if (isFor && !file.isGuessed) return 0;
  if (pieces.at(-1)?.thread === planned.thread) return 1;
  return isFor ? 2 : 3;
}

/** Whether it feeds another end, or was opened for one and not read by the writer itself. */
export function goesElsewhere(
  { file, pieces }: HeldFile,
  { target, thread }: Pick<Planned, "target" | "thread">,
): boolean {
  const { feeds, asker } = file;
  if (feeds?.isOver === false) return target.accounts.get(file.name) !== feeds;
  return asker !== undefined && asker !== target && !asker.isClosed &&
    pieces.at(-1)?.thread !== thread;
}

/** Whether it was surely opened for another end. */
export function isForOther(
  { asker, isGuessed }: OpenFile,
  target: Target,
): boolean {
  return !isGuessed && asker !== target && asker?.isClosed === false;
}

/** Compares files by the order in which they were opened, those that are closed last. */
export function byTurn({ file: a }: HeldFile, { file: b }: HeldFile): number {
  const isOpen = a.descriptors > 0;
  if (isOpen !== b.descriptors > 0) return isOpen ? -1 : 1;
  return a.order - b.order;
}

/** Whether bytes would go back to where they are from. */
export function isItself({ file }: HeldFile, { to, name }: Target): boolean {
  return to === "file" && file.name === name;
}

/** Whether a file is none of what such an end is sent: it was closed before, or tells of a machine. */
export function isOlder({ file }: HeldFile, { to, order }: Target): boolean {
  if (to !== "socket") return false;
  return file.descriptors === 0 && file.order < order ||
    /^\/(?:etc|proc|sys)\//.test(file.name);
}
