/**
 * An instant: what is in its place, and what is on its way, between two scenes.
 *
 * The parts of the file leave one after the other, in order, and each is in one place only: on its
 * way, or where it has arrived. What is read stays where it is.
 *
 * @module
 */
import { type Job, pagesFor, type Range } from "../machine/job.ts";
import type { Event } from "../trace/event.ts";
import { mostCells } from "./pieces.ts";
import { overlap, placed, without } from "./ranges.ts";
import type { Held, Scene, ScenePlace, Stretch } from "./scene.ts";

/** What is to be seen between two scenes. */
export interface Instant {
  readonly before: Scene;
  readonly after: Scene;
  /** What happens between them; nothing while it rests. */
  readonly event?: Event | undefined;
  /** How much of it has happened. [0 to 1] */
  readonly share: number;
  /** Whether the machine has refused to go on. */
  readonly isFaulty?: boolean;
}

/** A part of the file on its way. */
export interface Traveller {
  readonly range: Range;
  /** How much of its way it has gone: 0 before it leaves, 1 when it has arrived. [0 to 1] */
  readonly share: number;
}

/** The cells of a file: each stands for equally many pages. */
export function cellsOf({ fileBytes, pageBytes }: Job): Range[] {
  const pages = pagesFor(fileBytes, pageBytes);
  const bytes = Math.ceil(pages / mostCells) * pageBytes;
  return Array.from({ length: Math.ceil(fileBytes / bytes) || 0 }, (_, i) => ({
    position: i * bytes,
    bytes: Math.min(bytes, fileBytes - i * bytes),
  }));
}

/** How much of the time passes before the last part leaves. */
const lag = 0.5;

/** As many parts as make a train: bytes in few cells are cut. */
const leastParts = 5;

/** Finds what is on its way: cell by cell, or in smaller parts. */
export function travellersOf(
  { event, after, share }: Instant,
  cells: readonly Range[],
): Traveller[] {
  if (!event || !movesParts(event)) return [];
  const whole = cells.flatMap((cell) =>
    after.moved.flatMap((one) => overlap(one, cell))
  );
  // A page that is referred to stays one.
  const isCut = event.kind === "copy";
  const cuts = isCut ? Math.ceil(leastParts / whole.length) : 1;
  const parts = whole.flatMap(({ position, bytes }) =>
    Array.from({ length: cuts }, (_, i) => ({
      position: position + bytes * i / cuts,
      bytes: bytes / cuts,
    }))
  );
  const last = parts.length - 1;
  const waiting = last > 0 ? lag : 0;
  return parts.map((range, i) => {
    const start = waiting * i / Math.max(1, last);
    const gone = (share - start) / (1 - waiting);
    return { range, share: Math.max(0, Math.min(1, gone)) };
  });
}

function movesParts({ kind }: Event): boolean {
  return ["copy", "pass", "map", "page fault", "unmap"].includes(kind);
}

/** The place that something leaves for good, if it leaves it. */
function leftPlace(event: Event): ScenePlace | undefined {
  if (event.kind === "unmap") return event.place;
  return event.kind === "pass" && event.from === "pipe" ? "pipe" : undefined;
}

/** The place at which something arrives, if it does. */
export function reachedPlace(event: Event): ScenePlace | undefined {
  switch (event.kind) {
    case "page fault":
      return "user buffer";
    case "copy":
    case "pass":
    case "map":
      return event.to === "nic" ? "client" : event.to;
    default:
      return undefined;
  }
}

/** What a place holds at an instant: as before, with what has arrived and without what has left. */
export function heldAt(
  instant: Instant,
  place: ScenePlace,
  travellers: readonly Traveller[],
): Held {
  const { event, before, after, share } = instant;
  const held = share >= 1 ? after.places[place] : before.places[place];
  if (!event || travellers.length === 0 || share >= 1) return held;
  if (place === leftPlace(event)) {
    const left = travellers.filter((one) => one.share > 0);
    const references = left.reduce<readonly Range[]>(
      (rest, { range }) => without(rest, range),
      held.references,
    );
    return { ...held, references };
  }
  if (place !== reachedPlace(event)) return held;
  const arrived = travellers.filter((one) => one.share >= 1)
    .map(({ range }) => range);
  return event.kind === "copy"
    ? withBytes(held, arrived, {
      by: event.by,
      // A new piece is written over the one before.
      kept: place === "user buffer"
        ? 1 - arrived.length / travellers.length
        : 1,
    })
    : withReferences(held, arrived);
}

function withBytes(
  held: Held,
  arrived: readonly Range[],
  { by, kept }: { by: "CPU" | "DMA"; kept: number },
): Held {
  const rest = held.stretches.map((one) => ({
    ...one,
    position: one.position + one.bytes * (1 - kept),
    bytes: one.bytes * kept,
  })).filter(({ bytes }) => bytes > 0);
  return {
    ...held,
    stretches: arrived.reduce<readonly Stretch[]>(
      (all, one) => placed(all, { ...one, by }, (a, b) => a.by === b.by),
      rest,
    ),
    references: arrived.reduce<readonly Range[]>(
      (all, one) => without(all, one),
      held.references,
    ),
  };
}

function withReferences(held: Held, arrived: readonly Range[]): Held {
  const references = arrived.reduce<readonly Range[]>(
    (all, one) => placed(all, one, () => true),
    held.references,
  );
  return { ...held, references };
}
