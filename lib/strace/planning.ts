/**
 * Of which files that a process holds a write may be: nothing is taken yet.
 *
 * @module
 */
import type { Fit } from "./fitting.ts";
import { fitExactly, fitLoosely } from "./fitting.ts";
import type { HeldBytes, HeldFile } from "./held_bytes.ts";
import type { Target } from "./target.ts";

/** Bytes of a file in a write. */
export interface Group {
  readonly held: HeldFile;
  readonly fit: Fit;
  /** Where it begins in the write. [bytes] */
  readonly at: number;
  /** How much of the write it explains. [bytes] */
  readonly length: number;
  /** Another file fits as well. */
  readonly isAmbiguous: boolean;
}

/** A file that fits. */
interface Found {
  readonly held: HeldFile;
  readonly fit: Fit;
  isAmbiguous: boolean;
}

/** Finds of which files a write is, in the order of its bytes. */
export function plan(
  held: HeldBytes,
  target: Target,
  asked: readonly number[],
): Group[] {
  if (held.isEmpty) return [];
  let total = 0;
  for (const length of asked) total += length;
  const rest = restOf(held, target, total);
  if (rest !== undefined) return [rest];
  const groups: Group[] = [];
  for (let part = 0, at = 0; part < asked.length;) {
    const last = groups.at(-1);
    let length = total - at;
    let found = findExact(held, target, { asked: length, last });
    let next = asked.length;
    if (found === undefined && asked.length > 1) {
      length = asked[part]!;
      next = part + 1;
      found = findExact(held, target, { asked: length, last });
    }
    if (found !== undefined) groups.push(grouped(found, at, length));
    at += length;
    part = next;
  }
  return groups.length > 0 ? groups : findLoose(held, target, total);
}

function grouped(
  { held, fit, isAmbiguous }: Found,
  at: number,
  length: number,
): Group {
  return { held, fit, at, length, isAmbiguous };
}

/** The rest of a write that was cut short, where it is written alone. */
function restOf(
  held: HeldBytes,
  target: Target,
  total: number,
): Group | undefined {
  const { unsent } = target;
  if (unsent === undefined || unsent.asked !== total) return undefined;
  if (!held.holds(unsent.held)) return undefined;
  const bytes = Math.min(unsent.bytes, unsent.held.rest);
  const fit: Fit = {
    rule: "rest",
    before: unsent.before,
    from: 0,
    to: 0,
    bytes,
  };
  return { held: unsent.held, fit, at: 0, length: total, isAmbiguous: false };
}

/** The file that this end was fed from goes first, then the one that was read last. */
function findExact(
  held: HeldBytes,
  target: Target,
  { asked, last }: { asked: number; last: Group | undefined },
): Found | undefined {
  if (asked <= 0) return undefined;
  const fitOf = (file: HeldFile): Fit | undefined => {
    const start = last?.held === file ? last.fit.to : 0;
    const fit = fitExactly(file.pieces, asked, start);
    return fit !== undefined && isDone(file, fit) ? undefined : fit;
  };
  // What answers something new is rather of the file that was just read.
  const fedBy = last?.held ?? (target.hasAnswered ? target.fedBy : undefined);
  if (fedBy !== undefined && held.holds(fedBy)) {
    const fit = fitOf(fedBy);
    if (fit !== undefined) return { held: fedBy, fit, isAmbiguous: false };
  }
  let found: Found | undefined;
  for (const file of held.recent()) {
    if (found !== undefined && !isRival(found.held, file)) continue;
    const fit = fitOf(file);
    if (fit === undefined) continue;
    if (found === undefined) found = { held: file, fit, isAmbiguous: false };
    else {
      found.isAmbiguous = true;
      break;
    }
  }
  return found;
}

/** Whether a file was read, closed and sent nowhere: then a part of it fits by chance. */
function isDone({ file, rest }: HeldFile, { bytes }: Fit): boolean {
  return file.descriptors === 0 && bytes < rest &&
    file.feeds?.isOver !== false;
}

/** Whether bytes may as well be of this other file: one that goes nowhere else. */
function isRival(found: HeldFile, other: HeldFile): boolean {
  return other.file.name !== found.file.name &&
    other.file.feeds?.isOver !== false;
}

/** Only the file that this end was fed from and the one that was read last are asked. */
function findLoose(held: HeldBytes, target: Target, asked: number): Group[] {
  const end = {
    isSocket: target.to === "socket",
    isFirst: !target.hasAnswered,
    hasTls: target.hasTls,
  };
  const { fedBy } = target;
  const [latest] = held.recent();
  for (const file of end.isFirst ? [latest, fedBy] : [fedBy, latest]) {
    if (file === undefined || !held.holds(file)) continue;
    const fit = fitLoosely(file.pieces, asked, end);
    if (fit !== undefined) {
      return [{ held: file, fit, at: 0, length: asked, isAmbiguous: false }];
    }
  }
  return [];
}
