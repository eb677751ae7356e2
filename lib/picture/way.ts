/**
 * The way of the bytes: from which place to which they go, and who takes them there.
 *
 * It is read from a trace, and told in a line an arrow. Requests, mode switches and interrupts are
 * left out: what is left are the copies, and the references that stand in for one.
 *
 * @module
 */
import type { Event, Place } from "../trace/event.ts";
import { countedName } from "../trace/explain.ts";
import type { Job } from "../machine/job.ts";
import { countPieces } from "../machine/job.ts";
import { hangText } from "../text/hanging_text.ts";
import { sayCount, sayMany, saySize } from "../text/say.ts";
import { wrapText } from "../text/width.ts";

/** One arrow: a copy, or a reference in its place. */
export interface WayArrow {
  /** Who carries; a reference carries nothing. */
  readonly by: "CPU" | "DMA" | "reference";
  readonly from: Place;
  readonly to: Place;
  /** The place whose addresses led to the bytes. */
  readonly through?: Place | undefined;
  /** "CPU copy 1", "no copy". */
  readonly name: string;
  /** What goes: "64 KiB", "16 descriptors". */
  readonly what: string;
}

/** The way of one piece, with all that is done once for the file. */
export interface Way {
  readonly arrows: readonly WayArrow[];
  /** Into how many pieces the file is cut: the others go as this one goes. */
  readonly pieces: number;
}

/** Reads the way from a trace: the first piece, and what is done once. */
export function wayOf(trace: readonly Event[], job: Job): Way {
  const seen = new Map<string, number>();
  const arrows: WayArrow[] = [];
  for (const event of trace.filter(({ round }) => round <= 1)) {
    const name = countedName(event) ?? "no copy";
    seen.set(name, (seen.get(name) ?? 0) + 1);
    const arrow = arrowOf(event, `${name} ${seen.get(name)}`);
    if (arrow !== undefined) arrows.push(arrow);
  }
  return { arrows, pieces: countPieces(job) };
}

function arrowOf(event: Event, name: string): WayArrow | undefined {
  switch (event.kind) {
    case "copy": {
      const { by, from, to, bytes } = event;
      const through = event.through === to ? undefined : event.through;
      return { by, from, to, through, name, what: saySize(bytes) };
    }
    case "map":
      return reference(
        event,
        event.isPresent
          ? `${sayMany(event.pages, "page")} mapped`
          : `addresses for ${sayMany(event.pages, "page")}`,
      );
    case "pass":
      return reference(event, sayMany(event.descriptors, "descriptor"));
    default:
      return undefined;
  }
}

function reference(
  { from, to }: Pick<WayArrow, "from" | "to">,
  what: string,
): WayArrow {
  return { by: "reference", from, to, name: "no copy", what };
}

/** Writes the way: "DMA copy 1  disk → page cache, 64 KiB". */
export function drawWay({ arrows, pieces }: Way, columns: number): string[] {
  if (arrows.length === 0) return wrapText("No byte goes anywhere.", columns);
  const width = Math.max(...arrows.map(({ name }) => name.length)) + 2;
  const rows = arrows.flatMap((arrow) =>
    hangText(arrow.name.padEnd(width), sayArrow(arrow), columns)
  );
  if (pieces <= 1) return rows;
  return [...rows, "", ...wrapText(sayPieces(pieces), columns)];
}

/** Says an arrow: "disk → page cache, 64 KiB". */
export function sayArrow({ from, to, through, what }: WayArrow): string {
  const route = `${from} → ${to}, ${what}`;
  return through === undefined
    ? route
    : `${route}, found through the ${through}`;
}

/** Says how it is with the other pieces. */
export function sayPieces(pieces: number): string {
  return pieces === 2
    ? "Piece 2 goes as piece 1 went."
    : `Pieces 2 to ${sayCount(pieces)} go as piece 1 went.`;
}
