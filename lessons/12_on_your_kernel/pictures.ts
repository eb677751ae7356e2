/**
 * A probe as a drawing: which bytes lie where after each call, and which ones arrive.
 *
 * @module
 */
import { type CopyCount, isCopy, type Sighting } from "zero-copy/lab/probe.ts";
import { strategies } from "zero-copy/strategy/linux.ts";
import { choicesOf, routeOf } from "zero-copy/strategy/strategy.ts";

/** Where the bytes that are changed lie, on every route. */
const places = { file: 0, buffer: 1 };

/** The most columns between two places. */
const mostGap = 12;

/** The bytes of a place: its own, or those of the place that it refers to. */
export type Held = "old" | "NEW" | { readonly refersTo: number };

/** A row: what is done, what lies where, and between which places an arrow is drawn. */
export interface Row {
  readonly does: string;
  readonly held: readonly (Held | undefined)[];
  /** The index of the place that hands on, if one does. */
  readonly from?: number;
}

/**
 * Draws the probe that changes the bytes after one call of a strategy.
 *
 * @param at The index of the call.
 * @param columns From 38 upward.
 * @returns Lines. A reference is in brackets.
 */
export function drawProbe(
  count: CopyCount,
  at: number,
  columns: number,
): string[] {
  const { heads, rows } = probeOf(count, at);
  if (rows.length === 0) return [];
  const labelWidth = Math.max(...rows.map(({ does }) => does.length)) + 1;
  const gap = Math.min(
    mostGap,
    Math.floor((columns - labelWidth - "client".length) / (heads.length - 1)),
  );
  const drawn = rows.map((row) => drawRow(row, heads.length, gap));
  return [
    " ".repeat(labelWidth) + heads.map((head) => head.padEnd(gap)).join(""),
    ...drawn.map((text, i) => rows[i]!.does.padEnd(labelWidth) + text),
  ].map((line) => line.trimEnd());
}

/** A probe row by row, below the places that the bytes go through. */
export interface ProbeRows {
  readonly heads: readonly string[];
  readonly rows: readonly Row[];
}

/** Lays out the probe that changes the bytes after one call. @param at The index of the call. */
export function probeOf({ way, sightings }: CopyCount, at: number): ProbeRows {
  const chosen = choicesOf(strategies).find(({ choice }) => choice === way);
  if (chosen === undefined || sightings[at] === undefined) {
    return { heads: [], rows: [] };
  }
  const heads = [...routeOf(chosen), "client"];
  return { heads, rows: rowsOf(sightings, at) };
}

/** Says what was changed when, what arrived, and what follows. */
export function sayProbe(seen: Sighting): string {
  const change = `The ${seen.from} is changed after ${seen.call}`;
  switch (isCopy(seen)) {
    case true:
      return `${change}, and old bytes arrive: ${seen.call} had copied them.`;
    case false:
      return `${change}, and new bytes arrive: ${seen.call} had not copied them.`;
    default:
      return `${change}, and what arrives differs from run to run.`;
  }
}

/** Goes through the calls, with one change in between. */
function rowsOf(sightings: readonly Sighting[], at: number): Row[] {
  const held: (Held | undefined)[] = ["old"];
  const rows: Row[] = [{ does: "", held: [...held] }];
  sightings.forEach((seen, i) => {
    held[i + 1] = isCopy(seen)
      ? bytesOf(held, i)
      : { refersTo: placeOf(held, i) };
    rows.push({ does: seen.call, held: [...held], from: i });
    if (i !== at) return;
    held[placeOf(held, places[seen.from])] = "NEW";
    rows.push({ does: "change", held: [...held] });
  });
  const last = sightings.length;
  held[last + 1] = bytesOf(held, last);
  return [...rows, { does: "receive", held: [...held], from: last }];
}

/** The place that really has the bytes. */
function placeOf(held: readonly (Held | undefined)[], place: number): number {
  const what = held[place];
  return typeof what === "object" ? what.refersTo : place;
}

/** The bytes that are found at a place, its own or those of another. */
export function bytesOf(
  held: readonly (Held | undefined)[],
  place: number,
): "old" | "NEW" {
  const what = held[placeOf(held, place)];
  return what === "NEW" ? "NEW" : "old";
}

function drawRow({ held, from }: Row, cells: number, gap: number): string {
  return Array.from({ length: cells }, (_, i) => {
    const what = held[i];
    const text = what === undefined
      ? ""
      : typeof what === "object"
      ? `(${bytesOf(held, i)})`
      : what;
    if (i !== from) return text.padEnd(gap);
    const line = typeof held[i + 1] === "object" ? "╌" : "─";
    const room = gap - text.length - "▶ ".length;
    // Where there is hardly any, the arrow goes without a space or a line.
    const space = room > 1 ? " " : "";
    const length = Math.max(0, room - space.length);
    return `${text}${space}${line.repeat(length)}▶ `;
  }).join("");
}
