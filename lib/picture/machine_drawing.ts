/**
 * The machine as a drawing: the places with what they hold, and what is on its way between them.
 *
 * A CPU copy goes through the CPU, a DMA copy never does; addresses travel hollow, and their bytes
 * stay where they are. An instant is drawn from two scenes, the share of the way between them, and
 * nothing else.
 *
 * @module
 */
import type { Markup } from "../text/markup.ts";
import type { Event, Mode } from "../trace/event.ts";
import type { Stage } from "./layout.ts";
import {
  type Cast,
  drawCalls,
  drawGround,
  drawOnce,
} from "./machine_ground.ts";
import { drawCards } from "./machine_places.ts";
import { drawTravel, ease, railsInUse } from "./machine_travel.ts";
import { heldAt, type Instant, reachedPlace, travellersOf } from "./instant.ts";
import type { Colour } from "./palette.ts";
import { chip } from "./pieces.ts";
import { between, box, group, line, type Point, text } from "./shapes.ts";

/** Draws an instant. */
export function drawMachine(
  cast: Cast,
  instant: Instant,
  stage: Stage,
): Markup[] {
  const { event, share, before, after, isFaulty = false } = instant;
  const isCopying = event?.kind === "copy" && event.by === "CPU";
  const { mode, call } = share >= 0.5 ? after : before;
  const travellers = travellersOf(instant, cast.cells);
  const inUse = event ? railsInUse(event) : [];
  const isBusy = event !== undefined && isAtDma(event, share);
  const once = (key: unknown[], draw: () => readonly Markup[]): Markup =>
    drawOnce(cast, [stage, JSON.stringify(key)], draw);
  const drawTheCpu = (): Markup[] =>
    drawCpu(cpuAt(instant, stage), { mode, isCopying, isFaulty, stage });
  // Each has its place among the others, whatever there is to be drawn.
  return [
    once(
      ["ground", mode, inUse],
      () => drawGround(cast, stage, { mode, inUse }),
    ),
    group(drawCards(cast, stage, (place) => {
      const held = heldAt(instant, place, travellers);
      const isKept = [before, after].some(({ places }) =>
        places[place] === held
      );
      const edge = event && place === reachedPlace(event)
        ? edgeOf(event)
        : undefined;
      return { held, edge, isChanging: !isKept };
    })),
    once(["calls", call], () => drawCalls(cast, stage, call)),
    group(drawTravel(cast, instant, { stage, travellers })),
    event?.kind === "mode switch"
      ? group(drawTheCpu())
      : once(["cpu", mode, isCopying, isFaulty], drawTheCpu),
    once(["dma", isBusy], () => [drawDma(stage, isBusy)]),
    once(["word", event && wordOf(event)], () => drawWord(event, stage)),
  ];
}

/** The colour of who brings something. */
function edgeOf(event: Event): Colour {
  if (event.kind !== "copy") return "reference";
  return event.by === "CPU" ? "cpu" : "dma";
}

/** The middle of the CPU: in a mode switch it slides from one station to the other. */
function cpuAt({ event, share, before }: Instant, stage: Stage): Point {
  const from = stage.cpu[before.mode];
  if (event?.kind !== "mode switch") return from;
  const to = stage.cpu[event.to];
  return [from[0], between(from[1], to[1], ease(share))];
}

function drawCpu(
  at: Point,
  { mode, isCopying, isFaulty, stage: { cpuSize: size } }: {
    mode: Mode;
    isCopying: boolean;
    isFaulty: boolean;
    stage: Stage;
  },
): Markup[] {
  const colour = isCopying ? "cpu" : "chip";
  const drawn = chip(at, { name: "CPU", notes: [mode], colour, size });
  if (!isFaulty) return [drawn];
  const [x, y] = [at[0] + size / 2 - 2, at[1] - size / 2 + 2];
  const body = { x: at[0] - size / 2, y: at[1] - size / 2 };
  return [
    drawn,
    box({ ...body, width: size, height: size }, {
      stroke: "fault",
      strokeWidth: 3,
      radius: 8,
    }),
    box({ x: x - 10, y: y - 10, width: 20, height: 20 }, {
      fill: "fault",
      stroke: "card",
      strokeWidth: 1.5,
      radius: 10,
    }),
    line(`M${x - 4} ${y - 4}l8 8m0-8l-8 8`, { stroke: "card", strokeWidth: 2 }),
  ];
}

/** Whether an event keeps the DMA engine busy, so far. */
function isAtDma(event: Event, share: number): boolean {
  switch (event.kind) {
    case "copy":
      return event.by === "DMA";
    case "dma request":
      return share >= 0.5;
    case "interrupt":
      return share < 0.5;
    default:
      return event.kind === "device request" || event.kind === "device ready";
  }
}

function drawDma({ dma, textSize }: Stage, isBusy: boolean): Markup {
  const middle = dma.x + dma.width / 2;
  const look = { anchor: "middle", colour: isBusy ? "dma" : "ink" } as const;
  return group([
    box(dma, {
      fill: "card",
      stroke: isBusy ? "dma" : "soft",
      strokeWidth: isBusy ? 2 : 1,
      radius: 8,
    }),
    text("DMA", [middle, dma.y + 18], { ...look, size: 14, isBold: true }),
    text("engine", [middle, dma.y + 32], { ...look, size: textSize }),
  ]);
}

/** Writes what is said along a control line. */
function drawWord(event: Event | undefined, stage: Stage): Markup[] {
  const says = event && wordOf(event);
  if (says === undefined) return [];
  const [x, y] = stage.word;
  const width = says.length * stage.textSize * 0.56 + 16;
  const isInterrupt = event?.kind === "interrupt";
  return [
    box({ x: x - width / 2, y: y - 9, width, height: 18 }, {
      fill: isInterrupt ? "interrupt" : "chip",
      radius: 9,
    }),
    text(says, [x, y + 4], {
      size: stage.textSize,
      colour: isInterrupt ? "card" : "chip-ink",
      anchor: "middle",
    }),
  ];
}

/** The word for what one part of the machine tells another. */
function wordOf(event: Event): string | undefined {
  switch (event.kind) {
    case "dma request":
      return event.to === "nic" ? "send" : "fill";
    case "device request":
      return "read";
    case "device ready":
      return "ready";
    case "interrupt":
      return event.kind;
    default:
      return undefined;
  }
}
