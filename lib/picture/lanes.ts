/**
 * Lanes: who does what when, from left to right on one scale.
 *
 * @module
 */
import type { Markup } from "../text/markup.ts";
import type { Colour } from "./palette.ts";
import { box, type Look, type Point, text } from "./shapes.ts";

/** A time in which a lane does one thing. */
export interface Stretch {
  /** How long. [units of the scale] */
  readonly length: number;
  /** What is done: written where there is room. */
  readonly says: string;
  /** A sign for it where there is little room. */
  readonly sign?: string;
  readonly look: LaneLook;
}

/** How a stretch looks. */
export interface LaneLook extends Pick<Look, "fill" | "stroke"> {
  /** The colour of its words. */
  readonly words: Colour;
}

/** One lane. */
export interface Lane {
  readonly name: string;
  readonly stretches: readonly Stretch[];
}

/** Looks that lanes have in common. */
export const laneLooks = {
  free: { fill: "empty", words: "soft" },
  cpu: { fill: "cpu", words: "card" },
  asks: { fill: "user", stroke: "cpu", words: "cpu-text" },
  dma: { fill: "dma", words: "card" },
  device: { fill: "card", stroke: "reference", words: "soft" },
  waits: { fill: "interrupt", words: "card" },
  task: { fill: "chip", words: "chip-ink" },
} as const satisfies Record<string, LaneLook>;

/** How high a lane is, and how much room a letter takes. [units of the drawing] */
export const laneHeight = 24, letterWidth = 7.8;

/** What is shorter could not be seen. [units of the drawing] */
const leastWidth = 1.5;

/**
 * Draws a lane.
 *
 * @param at Its upper left corner, where its name begins.
 * @param scale How long a unit of its scale is, and where the scale begins. [units of the drawing]
 */
export function drawLane(
  { name, stretches }: Lane,
  [x, y]: Point,
  { unit, left, end }: { unit: number; left: number; end: number },
): Markup[] {
  let begin = left;
  const shapes: Markup[] = [
    text(name, [x, y + 17], { size: 14, isBold: true }),
  ];
  for (const { length, says, sign = "", look } of joined(stretches)) {
    // What is left of the scale may be a rounding of nothing.
    if (end - begin < leastWidth) break;
    const width = Math.min(Math.max(leastWidth, length * unit), end - begin);
    const [inset, shrink] = look.stroke === undefined ? [0, 0] : [0.5, 1];
    const area = {
      x: begin + inset,
      y: y + inset,
      width: Math.max(0, width - shrink),
    };
    shapes.push(
      box({ ...area, height: laneHeight - shrink }, {
        fill: look.fill,
        stroke: look.stroke,
        radius: Math.min(3, width / 4),
      }),
    );
    const fits = [says, sign].find((one) =>
      one.length * letterWidth + 4 <= width
    );
    if (fits !== undefined && fits !== "") {
      shapes.push(text(fits, [begin + width / 2, y + 16.5], {
        size: 12.5,
        colour: look.words,
        anchor: "middle",
      }));
    }
    begin += width;
  }
  return shapes;
}

/** Makes one of stretches that follow each other and do the same. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const all: Stretch[] = [];
  for (const stretch of stretches) {
    const last = all.at(-1);
    if (last?.says !== stretch.says) all.push(stretch);
    else {
      const length = last.length + stretch.length;
      all[all.length - 1] = { ...last, length };
    }
  }
  return all;
}
