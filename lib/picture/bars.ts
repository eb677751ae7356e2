/**
 * Bars as a picture: lengths to compare, each below its name and beside its value.
 *
 * @module
 */
import type { Bar } from "../text/bars.ts";
import type { Markup } from "../text/markup.ts";
import type { Colour } from "./palette.ts";
import type { Picture } from "./picture.ts";
import { box, text } from "./shapes.ts";

/** One bar, perhaps one that is spoken of. */
export interface DrawnBar extends Bar {
  /** Its colour, if not that of all. */
  readonly colour?: Colour;
  /** What stands above it, if a group begins with it. */
  readonly heading?: string | undefined;
}

/** What bars are of. */
export interface BarsOf {
  readonly title: string;
  /** What is to be seen; the bars with their values are said after it. */
  readonly says?: string;
  readonly colour: Colour;
}

const [width, margin, rowHeight] = [480, 16, 27];
/** What a letter takes at most. */
const letter = 9.3;

/** Draws bars on one scale, the longest as long as there is room. */
export function barsPicture(
  bars: readonly DrawnBar[],
  { title, says, colour }: BarsOf,
): Picture {
  const most = Math.max(...bars.map(({ value }) => value), Number.MIN_VALUE);
  const longest = Math.max(...bars.map((bar) => bar.says.length));
  const names = Math.max(...bars.map((bar) => bar.name.length)) * letter + 10;
  const left = margin + names;
  const room = width - left - margin - 8 - longest * letter;
  const said = bars.map(({ heading, name, says }) =>
    `${heading ? `${heading}, ` : ""}${name}: ${says}`
  ).join(", ");
  let bottom = margin;
  return {
    title,
    says: `${says ?? title}: ${said}.`,
    width,
    shapes: bars.flatMap((bar, i) => {
      const length = Math.max(1.5, bar.value / most * room);
      if (bar.heading !== undefined) bottom += i === 0 ? 24 : 34;
      const y = bottom;
      bottom += rowHeight;
      return drawBar(bar, { left, y, length, colour: bar.colour ?? colour });
    }),
    height: bottom + margin - 5,
  };
}

function drawBar(
  { name, says, heading, colour: own }: DrawnBar,
  { left, y, length, colour }: {
    left: number;
    y: number;
    length: number;
    colour: Colour;
  },
): Markup[] {
  const look = { size: 14, isBold: own !== undefined };
  return [
    ...(heading === undefined
      ? []
      : [text(heading, [margin, y - 9], { size: 14, colour: "soft" })]),
    text(name, [left - 8, y + 16], { ...look, anchor: "end" }),
    box({ x: left, y, width: length, height: 22 }, { fill: colour, radius: 3 }),
    text(says, [left + length + 8, y + 16], { ...look, isBold: true }),
  ];
}
