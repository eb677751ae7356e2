/**
 * Virtual memory as pictures: where each page is, and how many page faults there are with how many
 * frames.
 *
 * @module
 */
import { barsPicture } from "zero-copy/picture/bars.ts";
import type { Colour } from "zero-copy/picture/palette.ts";
import type { Picture } from "zero-copy/picture/picture.ts";
import { referenceDash } from "zero-copy/picture/pieces.ts";
import {
  type Area,
  box,
  type Point,
  route,
  text,
} from "zero-copy/picture/shapes.ts";
import type { Markup } from "zero-copy/text/markup.ts";
import { quantities } from "zero-copy/trace/quantity.ts";
import { sayCount, sayMany } from "zero-copy/text/say.ts";
import type { Usage } from "./access_pattern.ts";

const [width, margin] = [480, 16];
const room = width - 2 * margin;
/** The rows: the pages above, frames and the swap area below. */
const [pagesY, lowY, cellHeight] = [40, 150, 34];
/** What is between the frames and the swap area. */
const swapGap = 24;

/** Draws where each page is: in a frame, in the swap area, or nowhere yet. */
export function placesPicture(
  { places }: Pick<Usage, "places">,
  frames: number,
): Picture {
  const swapped = places.flatMap((place, page) =>
    place === "swap" ? [page] : []
  );
  const pages = row(places.length, room);
  const low = row(frames + swapped.length, room - swapGap)
    .map((area, i) => ({
      ...area,
      x: area.x + (i < frames ? 0 : swapGap),
      y: lowY,
    }));
  const lines = places.flatMap((place, page) => {
    if (place === undefined) return [];
    const isSwapped = place === "swap";
    const to = isSwapped ? frames + swapped.indexOf(page) : place;
    return [drawLine(pages[page]!, low[to]!, isSwapped)];
  });
  const used = (frame: number): boolean => places.includes(frame);
  return {
    title: "Where the pages are",
    says: places.map(sayPlace).join(", ") + ".",
    width,
    height: lowY + cellHeight + 34,
    shapes: [
      ...lines,
      ...drawRow(pages, (i) => [i, places[i] === undefined ? "no" : "page"]),
      ...drawRow(low.slice(0, frames), (i) => [i, used(i) ? "frame" : "no"]),
      ...drawRow(low.slice(frames), (i) => [swapped[i]!, "swap"]),
      ...drawNames(low[frames]),
    ],
  };
}

function sayPlace(place: number | "swap" | undefined, page: number): string {
  if (place === undefined) return `page ${page} is nowhere yet`;
  return place === "swap"
    ? `page ${page} is in the swap area`
    : `page ${page} is in frame ${place}`;
}

/** Shares a row out among cells. */
function row(cells: number, room: number): Area[] {
  const step = Math.min(58, room / Math.max(1, cells));
  const gap = Math.min(8, step / 5);
  return Array.from({ length: cells }, (_, i) => ({
    x: margin + i * step,
    y: pagesY,
    width: step - gap,
    height: cellHeight,
  }));
}

/** How a cell looks. */
interface CellLook {
  readonly fill: Colour;
  readonly words: Colour;
  readonly stroke: Colour;
  readonly dash?: string;
}

const looks = {
  page: { fill: "card", words: "ink", stroke: "ink" },
  frame: { fill: "chip", words: "chip-ink", stroke: "chip" },
  swap: {
    fill: "card",
    words: "soft",
    stroke: "reference",
    dash: referenceDash,
  },
  no: { fill: "empty", words: "soft", stroke: "line" },
} as const satisfies Record<string, CellLook>;

/** Draws a row of cells with their numbers; where they are narrow, with each third. */
function drawRow(
  areas: readonly Area[],
  of: (index: number) => readonly [number: number, look: keyof typeof looks],
): Markup[] {
  return areas.flatMap((area, i) => {
    const [number, name] = of(i);
    const { words, ...look }: CellLook = looks[name];
    const middle: Point = [area.x + area.width / 2, area.y + 22];
    const shape = box(area, { ...look, radius: Math.min(5, area.width / 3) });
    const isNarrow = area.width < 17;
    if (isNarrow && i % 3 > 0) return [shape];
    return [
      shape,
      text(String(number), middle, {
        size: isNarrow ? 11 : 14,
        isBold: true,
        colour: words,
        anchor: "middle",
      }),
    ];
  });
}

function drawLine(from: Area, to: Area, isSwapped: boolean): Markup {
  return route([
    [from.x + from.width / 2, from.y + from.height],
    [to.x + to.width / 2, to.y],
  ], {
    stroke: isSwapped ? "reference" : "ink",
    strokeWidth: isSwapped ? 1.5 : 2,
    dash: isSwapped ? "4 4" : undefined,
  });
}

/** Names the rows. @param swap Where the swap area begins, if anything is in it. */
function drawNames(swap: Area | undefined): Markup[] {
  const y = lowY + cellHeight + 19;
  const look = { colour: "soft" } as const;
  return [
    text("pages of the process", [margin, pagesY - 12], look),
    text("frames", [margin, y], look),
    ...(swap === undefined
      ? []
      : [text("swap area", [Math.max(swap.x, margin + 66), y], look)]),
  ];
}

/**
 * Draws the page faults for each number of frames as bars.
 *
 * @param faults With 1 frame, with 2 frames, and so on.
 * @param frames The number of frames that is in use.
 */
export function faultsPicture(
  faults: readonly number[],
  frames: number,
): Picture {
  const bars = faults.map((value, i) => ({
    name: sayMany(i + 1, "frame"),
    value,
    says: sayCount(value),
    ...(i + 1 === frames ? { colour: "chip" as const } : {}),
  }));
  return barsPicture(bars, {
    title: "Page faults for each number of frames",
    says: `${quantities.pageFaults.label}, with ${
      sayMany(frames, "frame")
    } now`,
    colour: "reference",
  });
}
