/**
 * Of which files that a process holds a write may be: nothing is taken yet.
 *
 * @module
 */
import type { Planned } from "./candidates.ts";
import {
  byTurn,
  candidatesFor,
  firstOfLengths,
  goesElsewhere,
  isForOther,
  isItself,
  isOlder,
} from "./candidates.ts";
import type { Fit } from "./fitting.ts";
import { fitExactly, fitLoosely } from "./fitting.ts";
import type { HeldBytes, HeldFile } from "./held_bytes.ts";
import type { Target } from "../target.ts";

/** Bytes of a file in a write. */
export interface Group {
  readonly held: HeldFile;
  readonly fit: Fit;
  /** Where it begins in the write. [bytes] */
  readonly at: number;
  /** How much of the write it explains. [bytes] */
  readonly length: number;
  /** Other files that fit as well. */
  readonly rivals: readonly HeldFile[];
}

/** A file that fits. */
interface Found {
  readonly held: HeldFile;
  readonly fit: Fit;
  readonly rivals: readonly HeldFile[];
}

/** Nothing else fits. */
const none: readonly HeldFile[] = [];

/**
 * Finds of which files a write is, in the order of its bytes.
 *
 * @param asked How long its parts are. [bytes]
 */
export function plan(planned: Planned, asked: readonly number[]): Group[] {
  if (planned.held.size === 0) return [];
  let total = 0;
  for (const length of asked) total += length;
  const rest = restOf(planned, total);
  if (rest !== undefined) return [rest];
  const groups: Group[] = [];
  for (let part = 0, at = 0; part < asked.length;) {
    const last = groups.at(-1);
    let length = total - at;
    let found = findExact(planned, length, last);
    let next = asked.length;
    if (found === undefined && asked.length > 1) {
      length = asked[part]!;
      next = part + 1;
      found = findExact(planned, length, last);
    }
    if (found !== undefined) groups.push(grouped(found, at, length));
    at += length;
    part = next;
  }
  return groups.length > 0 ? groups : findLoose(planned, total);
}

function grouped(
  { held, fit, rivals }: Found,
  at: number,
  length: number,
): Group {
  return { held, fit, at, length, rivals };
}

/** The rest of a write that was cut short, where it is written alone. */
function restOf(
  { held, target }: Planned,
  total: number,
): Group | undefined {
  const { unsent } = target;
  if (unsent === undefined || unsent.asked !== total) return undefined;
  if (!held.holds(unsent.held)) return undefined;
  const bytes = Math.min(unsent.bytes, unsent.held.rest);
  if (bytes === 0) return undefined;
  const fit: Fit = {
    rule: "rest",
    before: unsent.before,
    from: unsent.from,
    to: unsent.from,
    bytes,
  };
  return { held: unsent.held, fit, at: 0, length: total, rivals: none };
}

/** Finds a file of which the bytes are, all of them and no others. */
function findExact(
  planned: Planned,
  asked: number,
  last: Group | undefined,
): Found | undefined {
  if (asked <= 0) return undefined;
  const { held, target } = planned;
  const fitOf = (file: HeldFile): Fit | undefined => {
    if (!isEnough(file, asked) || isItself(file, target)) return undefined;
    if (asked < leastBytes && isOlder(file, target)) return undefined;
    const start = last?.held === file ? last.fit.to : 0;
    return fitExactly(file.pieces, asked, start);
  };
  // What answers something new is rather of another file.
  const fedBy = last?.held ?? (target.hasAnswered ? target.fedBy : undefined);
  if (fedBy !== undefined && held.holds(fedBy)) {
    const fit = fitOf(fedBy);
    if (fit !== undefined) return { held: fedBy, fit, rivals: none };
  }
  const { latest } = held;
  if (
    latest?.file.asker === target && !latest.file.isGuessed &&
    !goesElsewhere(latest, planned)
  ) {
    const fit = fitOf(latest);
    if (fit !== undefined) return { held: latest, fit, rivals: none };
  }
  const enough = held.recent().filter((file) => isEnough(file, asked));
  if (enough.length === 0) return undefined;
  for (const [group, files] of candidatesFor(planned, enough).entries()) {
    if (group >= firstOfLengths && asked < leastBytes) return undefined;
    const isInTurn = group === firstOfLengths;
    const found = findAmong(files, fitOf, { target, isInTurn });
    if (found === undefined) continue;
    if (group < 2) return found;
    const rivals = [...found.rivals, ...rivalsOf(found.held, held, fitOf)];
    return { ...found, rivals };
  }
  return undefined;
}

/** Finds the first that fits, or that whose turn it is, and which others would fit as well. */
function findAmong(
  files: readonly HeldFile[],
  fitOf: (file: HeldFile) => Fit | undefined,
  { target, isInTurn }: { target: Target; isInTurn: boolean },
): Found | undefined {
  let found: Found | undefined;
  const rivals: HeldFile[] = [];
  for (const file of files) {
    const fit = fitOf(file);
    if (fit === undefined) continue;
    rivals.push(file);
    if (found === undefined || isInTurn && byTurn(file, found.held) < 0) {
      found = { held: file, fit, rivals };
    }
  }
  if (found === undefined) return undefined;
  const { name, asker } = found.held.file;
  const isAmbiguous = rivals.some(({ file }) =>
    file.name !== name && !(asker === target && isForOther(file, target))
  );
  return isAmbiguous ? { ...found, rivals } : { ...found, rivals: none };
}

/** Finds what else fits, where only the order of requests speaks for a file. */
function rivalsOf(
  { file }: HeldFile,
  held: HeldBytes,
  fitOf: (file: HeldFile) => Fit | undefined,
): readonly HeldFile[] {
  if (!file.isGuessed) return none;
  const rivals = held.recent().filter((other) =>
    other.file.feeds?.isOver !== false && fitOf(other) !== undefined
  );
  return rivals.some(({ file: { name } }) => name !== file.name)
    ? rivals
    : none;
}

/**
 * Whether there is so much of a file. Where it was read, closed and sent nowhere, a part of it fits
 * by chance.
 */
function isEnough({ file, rest }: HeldFile, bytes: number): boolean {
  return bytes === rest ||
    bytes < rest && (file.descriptors > 0 || file.feeds?.isOver === false);
}

/** Finds a file of which some of the bytes are: only few are asked, as much fits by chance. */
function findLoose(
  planned: Planned,
  asked: number,
): Group[] {
  const { held, target } = planned;
  const end = {
    isSocket: target.to === "socket",
    isFirst: !target.hasAnswered || target.isHeaderDue,
    hasTls: target.service.hasTls,
    partBytes: target.partBytes,
  };
  const { fedBy } = target;
  const fed = (): readonly HeldFile[] =>
    fedBy !== undefined && held.holds(fedBy) ? [fedBy] : [];
  const latest = (): readonly HeldFile[] =>
    asked < leastBytes ? [] : latestOf(planned);
  const fitOf = (file: HeldFile): Fit | undefined => {
    const fit = fitLoosely(file.pieces, asked, end);
    const isNone = fit === undefined || !isEnough(file, fit.bytes) ||
      isItself(file, target) ||
      file !== fedBy && (fit.bytes < leastBytes || isOlder(file, target));
    return isNone ? undefined : fit;
  };
  for (const files of !target.hasAnswered ? [latest, fed] : [fed, latest]) {
    for (const file of files()) {
      const fit = fitOf(file);
      if (fit === undefined) continue;
      const rivals = file === fedBy ? none : rivalsOf(file, held, fitOf);
      return [{ held: file, fit, at: 0, length: asked, rivals }];
    }
  }
  return [];
}

/** Of each group the first: whom they are opened for, or whose thread reads them. */
function latestOf(planned: Planned): HeldFile[] {
  return candidatesFor(planned, planned.held.recent())
    .slice(0, firstOfLengths + 1)
    .flatMap((files, group) =>
      group < firstOfLengths ? files.slice(0, mostLoose) : firstByTurn(files)
    );
}

/** Those whose turn is first: sorting all would take longer than what is done with them. */
function firstByTurn(files: readonly HeldFile[]): HeldFile[] {
  const first: HeldFile[] = [];
  for (const file of files) {
    let at = first.length;
    while (at > 0 && byTurn(file, first[at - 1]!) < 0) at--;
    if (at < mostLoose) first.splice(at, 0, file);
    if (first.length > mostLoose) first.pop();
  }
  return first;
}

/** Fewer fit by chance. [bytes] */
const leastBytes = 512;

/** So many files that were read by one's own thread, and by others, may fit loosely. */
const mostLoose = 4;
