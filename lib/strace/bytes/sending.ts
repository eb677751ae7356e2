/**
 * What a process writes: takes the bytes of files that are in it from what the process holds or has
 * mapped.
 *
 * Invariant: never more bytes than the write returned, nor more than were held. What fits nothing is
 * of no file.
 *
 * @module
 */
import type { HeldFile, Piece } from "./held_bytes.ts";
import { goesElsewhere } from "./candidates.ts";
import type { Mapping } from "./mapping.ts";
import type { Memory } from "../memory.ts";
import type { OpenFile } from "../open_file.ts";
import type { Origin } from "./parcel.ts";
import { Parcel, parcelIn } from "./parcel.ts";
import type { Group } from "./planning.ts";
import { plan } from "./planning.ts";
import type { Target } from "../target.ts";

/** A write, or what amounts to one. */
export interface Write {
  readonly thread: number;
  /** How long each part of it is. [bytes] */
  readonly asked: readonly number[];
  /** [bytes] */
  readonly moved: number;
  /** Where in memory it begins, if the log says it. */
  readonly address?: number | undefined;
}

function totalOf({ asked }: Write): number {
  return asked.reduce((sum, length) => sum + length, 0);
}

/** What of a write is of files. */
export interface Taken {
  /** One for each file, the first first. */
  readonly parcels: readonly Parcel[];
  /** What stands in it before the first byte of a file. [bytes] */
  readonly before: number;
}

/** Takes the bytes of files that are in a write. */
export function takeOut(memory: Memory, target: Target, write: Write): Taken {
  if (write.address !== undefined) {
    const told = takeTold(memory, write);
    if (told !== undefined) return { parcels: [told], before: 0 };
  }
  const { thread, asked } = write;
  const groups = plan({ held: memory.held, target, thread }, asked);
  target.unsent = undefined;
  if (groups.length === 0) return takeMapped(memory, target, write);
  const parcels: Parcel[] = [];
  for (const group of groups) takeGroup(group, { target, write, parcels });
  const [first] = groups;
  return { parcels, before: first!.at + first!.fit.before };
}

/** Finds what a write that was refused would have taken, and takes nothing. */
export function refusedParcel(
  memory: Memory,
  target: Target,
  write: Write,
): Parcel | undefined {
  const { thread, asked } = write;
  const [group] = plan({ held: memory.held, target, thread }, asked);
  if (group !== undefined) {
    const { held, fit } = group;
    return new Parcel(held.file, originOf(held.pieces[fit.from]));
  }
  const mapping = mappedIn(memory, target, write)?.mapping;
  const mayGo = mapping?.target === undefined || mapping.target === target;
  return mapping && mayGo ? new Parcel(mapping.file, "mmap") : undefined;
}

function originOf(piece: Piece | undefined): Origin {
  return piece?.isDirect ? "read(O_DIRECT)" : "read";
}

interface Taking {
  readonly target: Target;
  readonly write: Write;
  readonly parcels: Parcel[];
}

function takeGroup(group: Group, { target, write, parcels }: Taking): void {
  const { held, fit, at, length, rivals } = group;
  const moved = Math.min(write.moved - at, length);
  const bytes = Math.max(0, Math.min(moved - fit.before, fit.bytes));
  if (moved > 0 && moved < length) {
    target.unsent = {
      asked: totalOf(write) - write.moved,
      held,
      from: fit.from,
      before: Math.max(0, fit.before - moved),
      bytes: fit.bytes - bytes,
    };
  }
  if (bytes === 0) return;
  target.fitted(fit);
  const { thread } = write;
  if (rivals.length > 0) doubt(target, [held, ...rivals]);
  const isSwapped = target.to === "socket" &&
    held.pieces.at(-1)?.thread !== thread &&
    goesElsewhere(held, { target, thread });
  takePieces(group, { bytes, thread, parcels, isSwapped });
  if (fit.rule === "header" && target.hasSpoken) {
    parcels.at(-1)!.mayBeTls = true;
  }
  if (isSwapped) swapAskers(held.file, target);
  target.fedBy = held;
}

/** One of these files went there, and it is not sure which: nor is, where the others go. */
function doubt(target: Target, files: readonly HeldFile[]): void {
  for (const { file } of files) {
    file.doubt();
    target.accounts.get(file.name)?.doubt("possible");
  }
}

/** Only this file fits: it was opened for this end, and what was taken for that is another's. */
function swapAskers(file: OpenFile, target: Target): void {
  const other = target.fedBy?.file;
  if (other?.asker === target && target.hasAnswered) {
    other.asker = file.asker;
    other.feeds = undefined;
  }
  file.asker = target;
}

/** A write that is exactly as long as what was read by so much is not encrypted. [bytes] */
const leastPlain = 512;

/** Says what follows from the rule by which it fits. */
function judge(parcel: Parcel, { fit }: Group): void {
  const { isDoubtful } = parcel.file;
  if (fit.rule === "exact" && fit.bytes >= leastPlain) parcel.isPlain = true;
  if (fit.rule === "TLS") parcel.hasTls = true;
  if (isDoubtful || fit.rule === "TLS") parcel.confidence = "possible";
}

function takePieces(
  group: Group,
  { bytes, thread, parcels, isSwapped }: {
    bytes: number;
    thread: number;
    parcels: Parcel[];
    isSwapped: boolean;
  },
): void {
  const { held, fit } = group;
  const { pieces } = held;
  let left = bytes;
  held.isSkipped ||= fit.from > 0;
  for (let at = fit.from; left > 0 && at < pieces.length; at++) {
    const piece = pieces[at]!;
    const part = Math.min(left, piece.rest);
    const parcel = parcelIn(parcels, held.file, originOf(piece));
    parcel.held = held;
    judge(parcel, group);
    if (isSwapped) parcel.confidence = "possible";
    if (piece.thread !== thread) parcel.hasOtherThread = true;
    takePiece(parcel, piece, { part, isPart: fit.rule === "part" });
    for (const name in held.idleCalls) {
      parcel.count(name, held.idleCalls[name]);
    }
    held.idleCalls = undefined;
    left -= part;
  }
  held.sent(bytes - left);
}

function takePiece(
  parcel: Parcel,
  piece: Piece,
  { part, isPart }: { part: number; isPart: boolean },
): void {
  if (piece.rest === piece.bytes) {
    const { name, calls, bytes } = piece;
    parcel.takes.push({ name, calls, bytes });
  }
  piece.rest -= part;
  parcel.bytes += part;
  if (piece.isBegun && piece.rest === 0) parcel.begun--;
  else if (isPart && !piece.isBegun) {
    piece.isBegun = true;
    parcel.begun++;
  }
}

/** The log says from where: there is nothing to guess. */
function takeTold(memory: Memory, write: Write): Parcel | undefined {
  const total = totalOf(write);
  const mapping = memory.mappings.at(write.address!, total);
  if (mapping === undefined) return undefined;
  const parcel = new Parcel(mapping.file, "mmap");
  parcel.confidence = "certain";
  parcel.bytes = write.moved;
  if (mapping.written === 0) parcel.count("mmap");
  mapping.written += write.moved;
  return parcel;
}

function takeMapped(memory: Memory, target: Target, write: Write): Taken {
  const found = mappedIn(memory, target, write);
  const bytes = found === undefined
    ? 0
    : Math.min(write.moved - found.at, found.length);
  if (found === undefined || bytes <= 0) return { parcels: [], before: 0 };
  const { mapping } = found;
  const parcel = new Parcel(mapping.file, "mmap");
  parcel.bytes = bytes;
  if (mapping.target === undefined) parcel.count("mmap");
  if (mapping.target !== target) {
    mapping.target = target;
    mapping.written = 0;
    parcel.mappedBytes = mapping.length;
  }
  mapping.written += bytes;
  return { parcels: [parcel], before: found.at };
}

/** Finds a mapping that fits all of a write, or else one of its parts. */
function mappedIn(
  { mappings, foreignBytes }: Memory,
  target: Target,
  write: Write,
): { mapping: Mapping; at: number; length: number } | undefined {
  if (mappings.size === 0) return undefined;
  const { asked, thread } = write;
  const total = totalOf(write);
  if (total === foreignBytes) return undefined;
  for (const isWhole of [true, false]) {
    const who = { target, thread, isWhole };
    const whole = mappings.fitting(total, who);
    if (whole !== undefined) return { mapping: whole, at: 0, length: total };
    let at = 0;
    for (const length of asked.length > 1 ? asked : []) {
      const mapping = mappings.fitting(length, who);
      if (mapping !== undefined) return { mapping, at, length };
      at += length;
    }
  }
  return undefined;
}
