/**
 * The places of the machine as cards, each with the parts of the file that it holds.
 *
 * @module
 */
import { nicWords, type Range } from "../machine/job.ts";
import { sayMany, saySize } from "../text/say.ts";
import type { Markup } from "../text/markup.ts";
import type { Stage } from "./layout.ts";
import type { Cast } from "./machine_ground.ts";
import { cell, referenceDash } from "./pieces.ts";
import { overlap } from "./ranges.ts";
import type { Held, ScenePlace } from "./scene.ts";
import { type Area, box, group, line, type Point, text } from "./shapes.ts";

/** Draws all places. @param changed The one that something happens to. */
export function drawCards(
  cast: Cast,
  stage: Stage,
  { heldAt, changed }: {
    heldAt: (place: ScenePlace) => Held;
    changed: ScenePlace | undefined;
  },
): Markup[] {
  const names = Object.keys(stage.places) as ScenePlace[];
  return names.filter((name) => name !== "pipe" || usesPipe(cast)).map(
    (name) => {
      const held = heldAt(name);
      if (name === "pipe") return drawPipe(stage, held);
      return group([
        drawCard(stage, name, {
          note: name === "nic" ? "" : noteOf(held),
          isChanged: name === changed,
        }),
        ...(name === "nic"
          ? drawNic(cast, stage)
          : drawHeld(held, { cast, stage, name })),
      ]);
    },
  );
}

/** Whether a program puts pages into a pipe. */
export function usesPipe({ calls, rails }: Cast): boolean {
  return rails.has("page cache to pipe") && calls.length > 0;
}

/** Says how much a place has: of addresses, to how many pages they lead. */
function noteOf({ bytes, pages }: Held): string {
  if (pages === undefined || bytes > 0) return bytes > 0 ? saySize(bytes) : "";
  return pages < 1000 ? sayMany(pages, "page") : "pages";
}

function drawCard(
  { places, isTight, textSize }: Stage,
  name: ScenePlace,
  { note, isChanged }: { note: string; isChanged: boolean },
): Markup {
  const area = places[name];
  const { x, y, width } = area;
  const isStrip = name === "client" && !isTight;
  const nameAt: Point = [x + 10, y + (isStrip ? 23.5 : 19)];
  const noteAt: Point = isStrip
    ? [x + 58, y + 23.5]
    : isTight && name !== "client"
    ? [x + 10, y + 35]
    : [x + width - 10, y + 19];
  const isEnd = !isStrip && (!isTight || name === "client");
  const look = { size: textSize, colour: "soft" } as const;
  return group([
    box(area, {
      fill: "card",
      stroke: isChanged ? "soft" : "line",
      strokeWidth: isChanged ? 1.5 : 1,
      radius: 10,
    }),
    text(name === "nic" ? "NIC" : name, nameAt, { isBold: true }),
    ...(note === ""
      ? []
      : [text(note, noteAt, { ...look, anchor: isEnd ? "end" : "start" })]),
  ]);
}

/** What the card can do by itself. */
function drawNic({ job }: Cast, { places, textSize }: Stage): Markup[] {
  const { x, y } = places.nic;
  return nicWords[job.nic].can.split(", ").map((says, i) =>
    text(says, [x + 10, y + 37 + i * (textSize + 4)], {
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
  const empties = cells.map((_, i) => {
    const [x, y] = cellAt(stage, name, i);
    return `M${x} ${y}h${size}v${size}h-${size}z`;
  });
  const drawn = cells.flatMap((whole, i) => {
    const at = cellAt(stage, name, i);
    const opacity = 1 - 0.5 * i / 15;
    const fill = (part: Range, kind: "CPU" | "DMA" | "stored" | "reference") =>
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
  return [line(empties.join(""), { fill: "empty" }), ...drawn];
}

/** Draws as much of a cell as is there. */
function drawPart(
  { part, whole, at: [x, y], size }: {
    part: Range;
    whole: Range;
    at: Point;
    size: number;
  },
  kind: "CPU" | "DMA" | "stored" | "reference",
  opacity: number,
): Markup {
  if (part.bytes === whole.bytes) return cell(kind, [x, y], { size, opacity });
  const scale = size / whole.bytes;
  const width = Math.max(2, part.bytes * scale);
  const left = x +
    Math.min(size - width, (part.position - whole.position) * scale);
  const area: Area = { x: left, y, width, height: size };
  if (kind === "reference") {
    return box({ ...area, y: y + 0.6, height: size - 1.2 }, {
      stroke: "reference",
      dash: referenceDash,
    });
  }
  const fills = { CPU: "cpu-cell", DMA: "dma", stored: "soft" } as const;
  return box(area, { fill: fills[kind], opacity });
}
