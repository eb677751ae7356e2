/**
 * Of which files that a process holds a write is likely to be, before lengths are looked at.
 *
 * A thread that reads a file rather sends it itself. Where other threads read for it, files are
 * opened mostly in the order in which the requests came.
 *
 * @module
 */
import type { HeldBytes, HeldFile } from "./held_bytes.ts";
import type { Target } from "./target.ts";

/** A write of which is asked of what it is. */
export interface Planned {
  readonly held: HeldBytes;
  readonly target: Target;
  /** Ends that wait for an answer, this one perhaps among them. */
  readonly waiting: ReadonlySet<Target>;
  /** The thread that writes. */
  readonly thread: number;
}

/** Files, the likeliest first. */
export interface Candidates {
  /** The writer has read them itself. */
  readonly own: readonly HeldFile[];
  /** Other threads have, and they go nowhere yet. */
  readonly others: readonly HeldFile[];
  /** They go elsewhere. */
  readonly busy: readonly HeldFile[];
}

/** Sorts what is held by how likely it goes out now. */
export function candidatesFor(planned: Planned): Candidates {
  const { held, target, thread } = planned;
  const own: HeldFile[] = [];
  const others: HeldFile[] = [];
  const busy: HeldFile[] = [];
  for (const candidate of held.recent()) {
    const last = candidate.pieces.at(-1);
    if (last === undefined) continue;
    if (goesElsewhere(candidate, target)) busy.push(candidate);
    else if (last.thread === thread) own.push(candidate);
    else others.push(candidate);
  }
  return { own, others: inTurn(others, planned), busy };
}

function goesElsewhere({ file }: HeldFile, target: Target): boolean {
  const { feeds } = file;
  return feeds?.isOver === false && target.accounts.get(file.name) !== feeds;
}

/**
 * Sorts files as they were opened, those that are closed last; the one goes first that has as many
 * before it as ends wait before this one.
 */
function inTurn(
  files: readonly HeldFile[],
  { target, waiting }: Planned,
): HeldFile[] {
  const isOpen = ({ file }: HeldFile): number => file.descriptors > 0 ? 1 : 0;
  const sorted = files.toSorted((a, b) =>
    isOpen(b) - isOpen(a) || a.file.order - b.file.order
  );
  const open = sorted.filter(({ file }) => file.descriptors > 0).length;
  const turn = Math.min([...waiting].indexOf(target), open - 1);
  if (turn > 0) sorted.unshift(...sorted.splice(turn, 1));
  return sorted;
}
