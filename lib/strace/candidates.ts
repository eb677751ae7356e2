/**
 * Of which files that a process holds a write is likely to be, before lengths are looked at.
 *
 * A file is rather sent to the end for whose request it was opened, and by the thread that has read
 * it.
 *
 * @module
 */
import type { HeldBytes, HeldFile } from "./held_bytes.ts";
import type { OpenFile } from "./open_file.ts";
import type { Target } from "./target.ts";

/** A write of which is asked of what it is. */
export interface Planned {
  readonly held: HeldBytes;
  readonly target: Target;
  /** The thread that writes. */
  readonly thread: number;
}

/**
 * Sorts what is held by how likely it goes out now: what was opened for this end, what the writer has
 * read itself, what others have, and at last what goes elsewhere.
 */
export function candidatesFor(planned: Planned): HeldFile[][] {
  const { held, target, thread } = planned;
  const groups: HeldFile[][] = [[], [], [], []];
  for (const candidate of held.recent()) {
    const group = goesElsewhere(candidate, planned)
      ? 3
      : candidate.file.asker === target
      ? 0
      : candidate.pieces.at(-1)?.thread === thread
      ? 1
      : 2;
    groups[group]!.push(candidate);
  }
  groups[2]!.sort(byTurn);
  groups[3]!.reverse();
  return groups;
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

/** Files in the order in which they were opened, those that are closed last. */
function byTurn({ file: a }: HeldFile, { file: b }: HeldFile): number {
  const isOpen = (file: OpenFile): number => file.descriptors > 0 ? 1 : 0;
  return isOpen(b) - isOpen(a) || a.order - b.order;
}
