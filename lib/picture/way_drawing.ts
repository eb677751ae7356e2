/**
 * The way of the bytes as a picture: six places in three bands, the CPU between them, and an arrow
 * for each copy and each reference.
 *
 * A copy by the CPU goes through it, one by DMA never does. What a place holds has the colour of who
 * brought it there.
 *
 * @module
 */
import { type Job, pagesFor } from "../machine/job.ts";
import type { Markup } from "../text/markup.ts";
import { sayCount } from "../text/say.ts";
import type { Counts } from "../trace/count.ts";
import type { Event, Place } from "../trace/event.ts";
import { quantities } from "../trace/quantity.ts";
import type { Colour } from "./palette.ts";
import type { Picture } from "./picture.ts";
import {
  cellFills,
  type CellKind,
  chip,
  mostCells,
  referenceDash,
} from "./pieces.ts";
import {
  type Area,
  arrow,
  box,
  line,
  type Point,
  route,
  text,
} from "./shapes.ts";
import { sayArrow, sayPieces, type Way, type WayArrow, wayOf } from "./way.ts";
import { anchors, bands, cards, cardSize, placeOfArrow } from "./way_layout.ts";

/** A run, as this picture tells it. */
export interface ToldRun {
  /** What it is called. */
  readonly name: string;
  readonly job: Job;
  readonly trace: readonly Event[];
  readonly counts: Counts;
}

const [width, height] = [480, 392];

/** Draws the way that the bytes went in a run. */
export function wayPicture({ name, job, trace, counts }: ToldRun): Picture {
  const way = wayOf(trace, job);
  return {
    title: `The way of the bytes: ${name}`,
    says: sayWay(way, counts),
    width,
    height: height + (way.pieces > 1 ? 20 : 0),
    shapes: [
      ...bands.flatMap(drawBand),
      ...drawCalls(trace),
      ...way.arrows.flatMap(drawArrow),
      chip([240, 190], { name: "CPU", size: 48 }),
      ...drawPipe(way.arrows),
      ...drawCards(way, job),
      ...drawCounts(counts),
      ...(way.pieces > 1
        ? [text(sayPieces(way.pieces), [20, height + 4], { colour: "soft" })]
        : []),
    ],
  };
}

/** Says all arrows in a sentence each, and what was counted. */
function sayWay({ arrows, pieces }: Way, counts: Counts): string {
  const said = arrows.map((one) =>
    `${one.name.replace("no", "No")}: ${sayArrow(one)}.`
  );
  const counted = countsShown.map(([name]) =>
    `${sayCount(counts[name])} ${nounOf(name, counts)}`
  );
  const rest = pieces > 1 ? [sayPieces(pieces)] : [];
  return [...said, ...rest, `In all ${counted.join(", ")}.`].join(" ");
}

function drawBand({ name, tint, y, height, label }: typeof bands[number]): [
  Markup,
  Markup,
] {
  const stroke = tint === "empty" ? "line" : `${tint}-edge` as const;
  const area = { x: 10, y, width: 460, height };
  return [
    box(area, { fill: tint, stroke, radius: 10 }),
    text(name.toUpperCase(), label, {
      size: 11.5,
      colour: "soft",
      anchor: anchors[tint],
    }),
  ];
}

/** How an arrow is drawn: its colour, that of its words, and its dashes. */
const looks: Readonly<
  Record<WayArrow["by"], { stroke: Colour; words: Colour; dash?: string }>
> = {
  CPU: { stroke: "cpu", words: "cpu-text" },
  DMA: { stroke: "dma", words: "dma" },
  reference: { stroke: "reference", words: "soft", dash: "5 4" },
};

function drawArrow(one: WayArrow): Markup[] {
  const { stroke, words, dash } = looks[one.by];
  const { into, points, words: said, anchor = "start" } = placeOfArrow(one);
  const look = { stroke, strokeWidth: 3, dash };
  return [
    ...(into === undefined ? [] : [route(into, look)]),
    arrow(points, look),
    ...said.map(([says, at]) =>
      text(says, at, { size: 13.5, colour: words, isBold: true, anchor })
    ),
  ];
}

/** Draws the pipe, where one is used. */
function drawPipe(arrows: readonly WayArrow[]): Markup[] {
  if (!arrows.some(({ to }) => to === "pipe")) return [];
  const area = { x: 206, y: 124, width: 68, height: 23 };
  return [
    box(area, { fill: "card", stroke: "line", radius: 11 }),
    text("pipe", [240, 140], { isBold: true, anchor: "middle" }),
  ];
}

/** Draws what each place holds in the end. */
function drawCards({ arrows }: Way, job: Job): Markup[] {
  const cells = Math.min(mostCells, pagesFor(job.fileBytes, job.pageBytes));
  return Object.entries(cards).flatMap(([place, [x, y]]) => {
    const kind = heldBy(place as Place, arrows, job);
    return [
      box({ x, y, ...cardSize }, { fill: "card", stroke: "line", radius: 8 }),
      text(place === "nic" ? "NIC → client" : place, [x + 12, y + 21], {
        size: 14,
        isBold: true,
        colour: kind === "empty" ? "soft" : "ink",
      }),
      ...drawCells(kind, [x + 12, y + 31], cells),
    ];
  });
}

/** Who brought what a place holds. */
function heldBy(
  place: Place,
  arrows: readonly WayArrow[],
  { cache }: Job,
): CellKind {
  if (place === "disk") return "stored";
  const last = arrows.findLast(({ to }) => to === place);
  if (last !== undefined) return last.by;
  return place === "page cache" && cache === "warm" ? "stored" : "empty";
}

/** Draws cells in rows of eight, all as one shape: a file has many. */
function drawCells(kind: CellKind, [x, y]: Point, cells: number): Markup[] {
  const side = 10.5;
  const corners = Array.from(
    { length: cells },
    (_, i): Point => [x + i % 8 * 13.5, y + Math.floor(i / 8) * 13],
  );
  const shapes = (of: (x: number, y: number) => string): string =>
    corners.map(([x, y]) => of(x, y)).join("");
  const squares = shapes((x, y) => `M${x} ${y}h${side}v${side}h-${side}z`);
  if (kind === "reference") {
    return [line(squares, { stroke: "reference", dash: referenceDash })];
  }
  if (kind !== "CPU") return [line(squares, { fill: cellFills[kind] })];
  const half = side / 2;
  const hatching = shapes((x, y) =>
    `M${x} ${y + half}l${half} -${half}M${x} ${y + side}l${side} -${side}` +
    `M${x + half} ${y + side}l${half} -${half}`
  );
  return [
    line(squares, { fill: cellFills.CPU }),
    line(hatching, { stroke: "cpu", strokeWidth: 1.3 }),
  ];
}

/** Draws each call of the program, with its two mode switches. */
function drawCalls(trace: readonly Event[]): Markup[] {
  const calls = trace.flatMap((event) =>
    event.kind === "mode switch" && event.to === "kernel" && event.round <= 1
      ? [`${event.call}()`]
      : []
  );
  let right = 460;
  return calls.reverse().flatMap((says) => {
    const width = says.length * 8.4 + 14;
    const area: Area = { x: right - width, y: 40, width, height: 24 };
    right = area.x - 6;
    const x = area.x + width / 2;
    const look = { stroke: "switch", strokeWidth: 2 } as const;
    return [
      box(area, { fill: "card", stroke: "switch", radius: 12 }),
      text(says, [x, 56.5], {
        colour: "switch",
        isBold: true,
        anchor: "middle",
      }),
      arrow([[x - 8, 66], [x - 8, 118]], look),
      arrow([[x + 8, 118], [x + 8, 66]], look),
    ];
  });
}

/** What is counted below the picture, where it stands, and the colour that it has in it. */
const countsShown = [
  ["modeSwitches", "switch", 20],
  ["cpuCopies", "cpu-text", 194],
  ["dmaCopies", "dma", 338],
] as const satisfies readonly (readonly [keyof Counts, Colour, number])[];

function drawCounts(counts: Counts): Markup[] {
  return countsShown.flatMap(([name, colour, x]) => {
    const number = sayCount(counts[name]);
    const noun: Point = [x + 6 + number.length * 11, 378];
    return [
      text(number, [x, 378], { size: 17, colour, isBold: true }),
      text(nounOf(name, counts), noun, { size: 14, colour: "soft" }),
    ];
  });
}

function nounOf(name: keyof Counts, counts: Counts): string {
  const [one, many] = quantities[name].noun;
  return counts[name] === 1 ? one : many;
}
