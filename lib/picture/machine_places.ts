/**
 * The places of the machine as cards, each with the parts of the file that it holds.
 *
 * @module
 */
import { nicWords, type Range } from "../machine/job.ts";
import { sayMany, saySize } from "../text/say.ts";
import { element, type Markup } from "../text/markup.ts";
import type { Stage } from "./layout.ts";
import { type Cast, drawOnce } from "./machine_ground.ts";
import { type Colour, paint } from "./palette.ts";
import {
  cell,
  cellFills,
  type CellKind,
  mostCells,
  referenceDash,
} from "./pieces.ts";
import { overlap } from "./ranges.ts";
import type { Held, ScenePlace } from "./scene.ts";
import { type Area, box, group, type Point, text } from "./shapes.ts";

/** What is drawn of a place. */
export interface PlaceView {
  readonly held: Held;
  /** The colour of what arrives. */
  readonly edge: Colour | undefined;
  /** Whether it is on its way from one state to another, so that it is drawn but once. */
  readonly isChanging: boolean;
}

/** Draws all places. */
export function drawCards(
  cast: Cast,
  stage: Stage,
  viewOf: (place: ScenePlace) => PlaceView,
): Markup[] {
  const names = (Object.keys(stage.places) as ScenePlace[])
    .filter((name) => name !== "pipe" || cast.hasPipe);
  return names.map((name) => {
    const { held, edge, isChanging } = viewOf(name);
    const draw = (): Markup[] => {
      if (name === "pipe") return [drawPipe(stage, held)];
      const note = name === "nic" ? "" : noteOf(held);
      return [
        drawCard(stage, name, { note, edge }),
        ...(name === "nic"
          ? drawNic(cast, stage)
          : drawHeld(held, { cast, stage, name })),
      ];
    };
    const key = `${name} ${stage.width} ${edge}`;
    return isChanging ? group(draw()) : drawOnce(cast, [held, key], draw);
  });
}

/** Says how much a place has: of addresses, to how many pages they lead. */
function noteOf({ bytes, pages }: Held): string {
  if (pages === undefined || bytes > 0) return bytes > 0 ? saySize(bytes) : "";
  if (pages === 0) return "no page yet";
  // There is no room for more digits.
  return pages < 1000 ? sayMany(pages, "page") : "pages";
}

function drawCard(
  { places, isTight, nameSize, textSize }: Stage,
  name: ScenePlace,
  { note, edge }: { note: string; edge: Colour | undefined },
): Markup {
  const area = places[name];
  const { x, y, width } = area;
  const isStrip = name === "client" && !isTight;
  const nameAt: Point = [x + 9, y + (isStrip ? 23.5 : 18)];
  const noteAt: Point = isStrip
    ? [x + 60, y + 23.5]
    : isTight && name !== "client"
    ? [x + 9, y + 33]
    : [x + width - 9, y + 18];
  const isEnd = !isStrip && (!isTight || name === "client");
  const look = { size: textSize, colour: "soft" } as const;
  return group([
    box(area, {
      fill: "card",
      stroke: edge ?? "line",
      strokeWidth: edge ? 1.6 : 1,
      radius: 10,
    }),
    text(name === "nic" ? "NIC" : name, nameAt, {
      size: nameSize,
      isBold: true,
    }),
    ...(note === ""
      ? []
      : [text(note, noteAt, { ...look, anchor: isEnd ? "end" : "start" })]),
  ]);
}

/** What the card can do by itself, in lines of a few letters. */
function drawNic({ job }: Cast, { places, textSize }: Stage): Markup[] {
  const { x, y } = places.nic;
  const lines = nicWords[job.nic].can.split(" ").reduce<string[]>(
    ([...lines], word) => {
      const last = lines.pop();
      if (last === undefined) return [word];
      const both = `${last} ${word}`;
      return both.length <= 15 ? [...lines, both] : [...lines, last, word];
    },
    [],
  );
  return lines.map((says, i) =>
    text(says, [x + 9, y + 37 + i * (textSize + 4)], {
      size: textSize,
      colour: "soft",
    })
  );
}

function drawPipe({ places, textSize }: Stage, held: Held): Markup {
  const { pipe } = places;
  const note = noteOf(held);
  const isFull = note !== "" && held.pages !== 0;
  return group([
    box(pipe, {
      fill: "card",
      stroke: isFull ? "reference" : "line",
      strokeWidth: isFull ? 1.4 : 1,
      ...(isFull && { dash: referenceDash }),
      radius: pipe.height / 2,
    }),
    text("pipe" + (isFull ? ` · ${note}` : ""), [
      pipe.x + pipe.width / 2,
      pipe.y + pipe.height / 2 + 4,
    ], { size: textSize, anchor: "middle", colour: isFull ? "ink" : "soft" }),
  ]);
}

/** The corner of a cell. @param index Which one. [from 0] */
export function cellAt(
  { places, firstCell, strip, pitch }: Stage,
  name: ScenePlace,
  index: number,
): Point {
  const { x, y } = places[name];
  if (name === "client") {
    return [x + strip.at[0] + index * strip.pitch, y + strip.at[1]];
  }
  const [column, row] = [index % 8, Math.floor(index / 8)];
  return [x + firstCell[0] + column * pitch, y + firstCell[1] + row * pitch];
}

/** Draws the cells of a place with what is in them. */
function drawHeld(
  { stretches, references }: Held,
  { cast: { cells }, stage, name }: {
    cast: Cast;
    stage: Stage;
    name: ScenePlace;
  },
): Markup[] {
  const size = stage.cellSize;
  const side = size - 3;
  const empties = cells.map((_, i) => {
    const [x, y] = cellAt(stage, name, i);
    return `M${x + 1.5} ${y + 1.5}h${side}v${side}h-${side}z`;
  });
  const drawn = cells.flatMap((whole, i) => {
    const at = cellAt(stage, name, i);
    const opacity = 1 - 0.5 * i / (mostCells - 1);
    const fill = (part: Range, kind: HeldKind) =>
      drawPart({ part, whole, at, size }, kind, opacity);
    return [
      ...stretches.flatMap((one) =>
        overlap(one, whole).map((part) => fill(part, one.by ?? "stored"))
      ),
      ...references.flatMap((one) =>
        overlap(one, whole).map((part) => fill(part, "reference"))
      ),
    ];
  });
  const waiting = element("path", {
    d: empties.join(""),
    fill: paint("empty"),
    stroke: paint("empty"),
    "stroke-width": 3,
    "stroke-linejoin": "round",
  });
  return [waiting, ...drawn];
}

type HeldKind = Exclude<CellKind, "empty">;

/** Draws as much of a cell as is there. */
function drawPart(
  { part, whole, at: [x, y], size }: {
    part: Range;
    whole: Range;
    at: Point;
    size: number;
  },
  kind: HeldKind,
  opacity: number,
): Markup {
  if (part.bytes > 0.999 * whole.bytes) {
    return cell(kind, [x, y], { size, opacity });
  }
  const scale = size / whole.bytes;
  const width = Math.max(2.5, part.bytes * scale);
  const left = x +
    Math.min(size - width, (part.position - whole.position) * scale);
  const area: Area = { x: left, y, width, height: size };
  if (kind === "reference") {
    return box({ ...area, y: y + 0.6, height: size - 1.2 }, {
      stroke: "reference",
      dash: referenceDash,
    });
  }
  return box(area, { fill: cellFills[kind], opacity });
}
