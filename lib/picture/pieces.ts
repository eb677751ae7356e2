/**
 * Pieces: cells, a chip, bands and cards, as all pictures of the machine have them.
 *
 * Colour says who carries: what a place holds has the colour of who brought it. A meaning is never
 * told by colour alone, so what the CPU brought is hatched and a reference is hollow.
 *
 * @module
 */
import type { Markup } from "../text/markup.ts";
import type { Colour } from "./palette.ts";
import {
  type Area,
  box,
  group,
  line,
  pathOf,
  type Point,
  text,
} from "./shapes.ts";

/** What fills a cell, which says who brought it; an empty one waits. */
export type CellKind = "empty" | "CPU" | "DMA" | "reference" | "stored";

/** The colour of what lies in a cell; a reference has none. */
export const cellFills = {
  empty: "empty",
  CPU: "cpu-cell",
  DMA: "dma",
  stored: "soft",
} as const;

/** The most cells in which a file is drawn: two rows of eight. */
export const mostCells = 16;

/** The dashes of a reference. */
export const referenceDash = "2.6 2";

/** A cell with what it holds. What the CPU brought is hatched, a reference is hollow. */
export function cell(
  kind: CellKind,
  [x, y]: Point,
  { size = 14, opacity }: { size?: number; opacity?: number } = {},
): Markup {
  const area = { x, y, width: size, height: size };
  const radius = Math.min(2.5, size / 5);
  if (kind === "reference") {
    const inner = { x: x + 0.6, y: y + 0.6, width: size - 1.2 };
    return box({ ...inner, height: size - 1.2 }, {
      stroke: "reference",
      strokeWidth: 1.2,
      dash: referenceDash,
      radius,
    });
  }
  const body = box(area, { fill: cellFills[kind], radius, opacity });
  if (kind !== "CPU") return body;
  return group([body, hatch(area, opacity)]);
}

/** Lines at 45 degrees over a square. */
function hatch({ x, y, width }: Area, opacity: number | undefined): Markup {
  const lines = [0.5, 1, 1.5].map((at) => {
    const [near, far] = [Math.max(0, at - 1) * width, Math.min(1, at) * width];
    return pathOf([[x + near, y + far], [x + far, y + near]]);
  });
  return line(lines.join(""), { stroke: "cpu", strokeWidth: 1.4, opacity });
}

/** A chip with pins: its name, and what else it shows. Its point is its middle. */
export function chip(
  [x, y]: Point,
  { name, notes = [], colour = "chip", size = 60 }: {
    readonly name: string;
    readonly notes?: readonly string[];
    readonly colour?: Colour;
    readonly size?: number;
  },
): Markup {
  const half = size / 2;
  const pins = [-2, -1, 0, 1, 2].map((i) => {
    const at = i * size / 6;
    const [near, far] = [-half - 5, half + 5];
    return `M${at} ${near}V${far}M${near} ${at}H${far}`;
  });
  const top = 5 - notes.length * 6.5;
  const body = { x: -half, y: -half, width: size, height: size };
  return group([
    line(pins.join(""), { stroke: colour, strokeWidth: 3 }),
    box(body, { fill: colour, radius: 8 }),
    text(name, [0, top], {
      size: 15,
      isBold: true,
      colour: "chip-ink",
      anchor: "middle",
    }),
    ...notes.map((note, i) =>
      text(note, [0, top + 14 + 13 * i], {
        size: 12,
        colour: "chip-ink",
        anchor: "middle",
      })
    ),
  ], { at: [x, y] });
}

/** A band: the higher it lies, the more its code may be kept from. Only the present mode's is tinted. */
export function band(
  area: Area,
  { name, tint }: { name: string; tint?: "user" | "kernel" | undefined },
): Markup {
  const stroke = tint === undefined ? "line" : `${tint}-edge` as const;
  return group([
    box(area, { fill: tint ?? "paper", stroke, radius: 12 }),
    text(name.toUpperCase(), [area.x + 16, area.y + 18], {
      size: 12,
      isBold: tint !== undefined,
      colour: tint === undefined ? "soft" : "switch",
    }),
  ]);
}

/** A place: a card with its name, and how much it has. */
export function card(
  area: Area,
  { name, note = "", stroke = "line" }: {
    readonly name: string;
    readonly note?: string;
    readonly stroke?: Colour;
  },
): Markup {
  const { x, y, width } = area;
  return group([
    box(area, { fill: "card", stroke, radius: 10 }),
    text(name, [x + 10, y + 19], { isBold: true }),
    ...(note === "" ? [] : [
      text(note, [x + width - 10, y + 19], {
        size: 12,
        colour: "soft",
        isMono: true,
        anchor: "end",
      }),
    ]),
  ]);
}
