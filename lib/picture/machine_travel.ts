/**
 * What is on its way through the machine: wagons with bytes on rails, hollow ones with addresses,
 * and a dot for a word between CPU, DMA engine and devices.
 *
 * @module
 */
import type { Range } from "../machine/job.ts";
import type { Markup } from "../text/markup.ts";
import type { Event, Place } from "../trace/event.ts";
import type { Stage } from "./layout.ts";
import type { Rail } from "./rails.ts";
import type { Cast } from "./machine_ground.ts";
import { cellAt } from "./machine_places.ts";
import { type Instant, reachedPlace, type Traveller } from "./instant.ts";
import { referenceDash } from "./pieces.ts";
import type { ScenePlace } from "./scene.ts";
import { along, box, dot, type Point, route } from "./shapes.ts";

/** What goes along, from where to where. */
export interface Way {
  readonly from: ScenePlace;
  readonly to: ScenePlace;
  /** The rails, in order; those that are gone along backwards have a minus. */
  readonly rails: readonly (Rail | `-${Rail}`)[];
}

/** Finds the way that an event takes: nothing if none leads there. */
export function wayOf(event: Event): Way | undefined {
  const to = reachedPlace(event);
  switch (event.kind) {
    case "copy":
      return { from: event.from, to: to!, rails: railsOfCopy(event) };
    case "pass":
      return { from: event.from, to: to!, rails: railsOfPass(event) };
    case "map":
    case "page fault":
      return {
        from: "page cache",
        to: "user buffer",
        rails: ["page cache to user buffer"],
      };
    case "unmap":
      return {
        from: "user buffer",
        to: "page cache",
        rails: ["-page cache to user buffer"],
      };
    default:
      return undefined;
  }
}

function railsOfCopy(event: Event & { kind: "copy" }): Way["rails"] {
  const { from, to, by } = event;
  if (by === "DMA") {
    if (to !== "nic") return [`disk to ${to}` as Rail];
    const first = `${from} to nic` as Rail;
    return [first, "nic to client"];
  }
  const into: Way["rails"] = from === "page cache" || from === "user buffer"
    ? [`${from} to CPU`]
    : [];
  return to === "socket buffer"
    ? [...into, "CPU to socket buffer"]
    : [...into, `-${to} to CPU` as `-${Rail}`];
}

function railsOfPass({ from, to }: { from: Place; to: Place }): Rail[] {
  const first: Rail[] = from === "page cache" || from === "user buffer"
    ? [`${from} to pipe`]
    : [];
  return to === "pipe" ? first : [...first, "pipe to socket buffer"];
}

/** The rails that an event goes along, one way or the other. */
export function railsOf(event: Event): Rail[] {
  return (wayOf(event)?.rails ?? []).map((name) =>
    name.replace(/^-/, "") as Rail
  );
}

/** Draws what is on its way. */
export function drawTravel(
  { cells }: Cast,
  instant: Instant,
  { stage, travellers }: { stage: Stage; travellers: readonly Traveller[] },
): Markup[] {
  const { event } = instant;
  if (!event) return [];
  const way = wayOf(event);
  if (!way) return drawWordDot(instant, stage);
  const path = pathOfWay(way, instant, stage);
  return travellers.filter(({ share }) => share > 0 && share < 1)
    .map(({ range, share }) => {
      const from = middleOfPart(range, { cells, stage, place: way.from });
      const to = middleOfPart(range, { cells, stage, place: way.to });
      const at = along([from, ...path, to], ease(share));
      return drawWagon(at, event.kind === "copy" ? event.by : "reference");
    });
}

/** The points of a way. Bytes meet the CPU where it is: in user mode that is farther up. */
function pathOfWay(
  { rails }: Way,
  { event, before }: Instant,
  stage: Stage,
): Point[] {
  const points = rails.flatMap((name) =>
    name.startsWith("-")
      ? stage.rails[name.slice(1) as Rail].toReversed()
      : stage.rails[name as Rail]
  );
  if (
    event?.kind !== "copy" || event.by === "DMA" || before.mode === "kernel"
  ) {
    return points;
  }
  const middle = points.findIndex(([x]) => x === stage.cpu.user[0]);
  return points.toSpliced(middle + 1, 0, stage.cpu.user);
}

/** Begins and ends gently. @param share [0 to 1] */
export function ease(share: number): number {
  return share * share * (3 - 2 * share);
}

/** The middle of a part of the file in a place. */
function middleOfPart(
  { position, bytes }: Range,
  { cells, stage, place }: {
    cells: readonly Range[];
    stage: Stage;
    place: ScenePlace;
  },
): Point {
  const { x, y, width, height } = stage.places[place];
  if (place === "pipe") return [x + width / 2, y + height / 2];
  const middle = position + bytes / 2;
  const index = Math.max(
    0,
    cells.findLastIndex((cell) => cell.position <= middle),
  );
  const at = cellAt(stage, place, index);
  const half = stage.cellSize / 2;
  return [at[0] + half, at[1] + half];
}

function drawWagon(
  [x, y]: Point,
  by: "CPU" | "DMA" | "reference",
): Markup {
  const area = { x: x - 5.5, y: y - 5.5, width: 11, height: 11 };
  if (by === "reference") {
    return box({ ...area, x: area.x + 0.5, y: area.y + 0.5 }, {
      fill: "card",
      stroke: "reference",
      strokeWidth: 1.4,
      dash: referenceDash,
      radius: 2,
    });
  }
  const fill = by === "CPU" ? "cpu" : "dma";
  return box(area, { fill, stroke: "card", strokeWidth: 1, radius: 2.5 });
}

/** Rails that something goes along now, and their colour. */
export interface RailsInUse {
  readonly names: readonly Rail[];
  readonly stroke: "cpu" | "dma" | "reference";
}

/** Finds the rails in use: also those of the addresses through which bytes are found. */
export function railsInUse(event: Event): RailsInUse[] {
  const names = railsOf(event);
  if (event.kind !== "copy") return [{ names, stroke: "reference" }];
  const stroke = event.by === "CPU" ? "cpu" : "dma";
  return [{ names: railsThrough(event), stroke: "reference" }, {
    names,
    stroke,
  }];
}

function railsThrough(
  { from, through }: Event & { kind: "copy" },
): readonly Rail[] {
  if (through === "user buffer") return ["page cache to user buffer"];
  if (through !== "pipe" && through !== "socket buffer") return [];
  return railsOfPass({ from, to: through });
}

/** Draws the dot of a word on its way. */
function drawWordDot(
  { event, share, before }: Instant,
  stage: Stage,
): Markup[] {
  const down: readonly Point[] = [stage.cpu[before.mode], [
    stage.cpu.kernel[0],
    stage.dma.y,
  ]];
  const out = stage.rails["DMA to disk"];
  const path = event?.kind === "dma request"
    ? down
    : event?.kind === "interrupt"
    ? down.toReversed()
    : event?.kind === "device request"
    ? out
    : event?.kind === "device ready"
    ? out.toReversed()
    : undefined;
  if (path === undefined) return [];
  const fill = event?.kind === "interrupt" ? "interrupt" : "ink";
  return [
    route(path, { stroke: fill, strokeWidth: 2, dash: "2 4" }),
    dot(along(path, ease(share)), { fill, radius: 5 }),
  ];
}
