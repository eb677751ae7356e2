/**
 * Shapes: the lines, areas and texts that every drawing is made of, in the colours of the palette.
 *
 * A shape is markup and nothing more: it knows no machine and no time. None has an id, so any number
 * of pictures can stand on one page. Places and sizes are in units of the drawing.
 *
 * @module
 */
import { type AttributeValue, element, type Markup } from "../text/markup.ts";
import { type Colour, paint } from "./palette.ts";

/** A place in a drawing. */
export type Point = readonly [x: number, y: number];

/** A rectangle in a drawing: its upper left corner and its size. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How a shape looks. What is left out is not drawn. */
export interface Look {
  readonly fill?: Colour | undefined;
  readonly stroke?: Colour | undefined;
  readonly strokeWidth?: number | undefined;
  /** Lengths of strokes and gaps: "2.6 2" is a reference. */
  readonly dash?: string | undefined;
  /** [0 to 1] */
  readonly opacity?: number | undefined;
  readonly radius?: number | undefined;
}

/** How a text looks. */
export interface TextLook {
  /** Height of the letters. A narrow layout has none below 12. */
  readonly size?: number;
  readonly colour?: Colour;
  readonly isBold?: boolean;
  /** Whether all letters have one width: for calls, addresses and numbers. */
  readonly isMono?: boolean;
  readonly anchor?: "start" | "middle" | "end";
}

/** Puts shapes into one, which can be moved and made fainter as a whole. */
export function group(
  shapes: readonly Markup[],
  { at, opacity }: { at?: Point | undefined; opacity?: number | undefined } =
    {},
): Markup {
  const transform = at && `translate(${round(at[0])} ${round(at[1])})`;
  return element("g", { transform, opacity: rounded(opacity) }, ...shapes);
}

/** A rectangle. */
export function box({ x, y, width, height }: Area, look: Look): Markup {
  return element("rect", {
    x: round(x),
    y: round(y),
    width: round(width),
    height: round(height),
    rx: look.radius,
    ...attributesOf(look),
  });
}

/** A line along a path: "M10 10H40". */
export function line(d: string, look: Look): Markup {
  return element("path", { d, ...attributesOf(look) });
}

/** A line from one point over others to the last. */
export function route(points: readonly Point[], look: Look): Markup {
  return line(pathOf(points), look);
}

/** A route with a head at its end. */
export function arrow(
  points: readonly Point[],
  { stroke = "soft", ...look }: Look,
): Markup {
  const [x, y] = points.at(-1)!;
  const [fromX, fromY] = points.at(-2)!;
  const length = Math.hypot(x - fromX, y - fromY) || 1;
  const head = 3 * (look.strokeWidth ?? 2) / length;
  const [dx, dy] = [(x - fromX) * head, (y - fromY) * head];
  const back: Point = [x - dx, y - dy];
  const tip = pathOf([
    [x, y],
    [back[0] - dy * 0.6, back[1] + dx * 0.6],
    [back[0] + dy * 0.6, back[1] - dx * 0.6],
  ]) + "Z";
  return group([
    route([...points.slice(0, -1), back], {
      stroke,
      strokeWidth: 2,
      ...look,
    }),
    element("path", {
      d: tip,
      fill: paint(stroke),
      opacity: rounded(look.opacity),
    }),
  ]);
}

/** A dot. */
export function dot(
  [x, y]: Point,
  { radius = 4, ...look }: Look,
): Markup {
  return element("circle", {
    cx: round(x),
    cy: round(y),
    r: radius,
    ...attributesOf(look),
  });
}

/** A line of text. Its point is on the line that the letters stand on. */
export function text(
  says: string,
  [x, y]: Point,
  { size = 13, colour = "ink", isBold, isMono, anchor = "start" }: TextLook =
    {},
): Markup {
  return element("text", {
    x: round(x),
    y: round(y),
    "font-size": size,
    "font-weight": isBold ? 600 : undefined,
    "font-family": isMono ? "ui-monospace,monospace" : undefined,
    "text-anchor": anchor === "start" ? undefined : anchor,
    fill: paint(colour),
  }, says);
}

/** The value that lies between two, by a share of the way. [0 to 1] */
export function between(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

/** The point on a route, by a share of its length. [0 to 1] */
export function along(points: readonly Point[], share: number): Point {
  const lengths = points.slice(1).map(([x, y], i) =>
    Math.hypot(x - points[i]![0], y - points[i]![1])
  );
  let left = lengths.reduce((sum, one) => sum + one, 0) * share;
  for (const [i, length] of lengths.entries()) {
    const [from, to] = [points[i]!, points[i + 1]!];
    if (left <= length && length > 0) {
      const part = left / length;
      return [between(from[0], to[0], part), between(from[1], to[1], part)];
    }
    left -= length;
  }
  return points.at(-1)!;
}

/** Writes a route as a path. */
export function pathOf(points: readonly Point[]): string {
  return points.map(([x, y], i) => `${i ? "L" : "M"}${round(x)} ${round(y)}`)
    .join("");
}

function attributesOf(look: Look): Record<string, AttributeValue> {
  return {
    fill: look.fill ? paint(look.fill) : "none",
    stroke: look.stroke && paint(look.stroke),
    "stroke-width": look.strokeWidth,
    "stroke-dasharray": look.dash,
    opacity: rounded(look.opacity),
  };
}

/** Two digits are enough, and keep files small. */
function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 100) / 100;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
