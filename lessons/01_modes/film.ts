/**
 * The films of lesson 1: an operation tried in user mode, and the same one asked of the kernel.
 *
 * @module
 */
import { attempt, reach } from "./attempt.ts";
import { Hardware } from "./hardware.ts";
import {
  callKernel,
  type Operation,
  operationNamed,
  operations,
} from "./operation.ts";
import { sayAttempt, sayReached } from "./pictures.ts";
import type {
  Film,
  FilmChoice,
  FilmLine,
  Layout,
  Tile,
} from "zero-copy/picture/film.ts";
import {
  eased,
  filmOf,
  type Moment,
  type View,
} from "zero-copy/picture/script.ts";
import type { Picture } from "zero-copy/picture/picture.ts";
import { band, card, chip } from "zero-copy/picture/pieces.ts";
import {
  along,
  between,
  box,
  dot,
  line,
  type Point,
  route,
  text,
} from "zero-copy/picture/shapes.ts";
import type { Markup } from "zero-copy/text/markup.ts";
import { count, type Counts } from "zero-copy/trace/count.ts";
import type { Mode } from "zero-copy/trace/event.ts";
import { quantities, sayQuantity } from "zero-copy/trace/quantity.ts";
import type { Setting } from "zero-copy/workbook/lesson.ts";

/** How the hardware is. */
interface State {
  readonly mode: Mode;
  readonly isHalted: boolean;
  /** What each part looks like: "disk idle". */
  readonly parts: readonly string[];
  readonly counts: Counts;
}

/** A moment, and what the CPU does in it. */
interface Now extends Moment<State> {
  readonly does: "hear" | "cross" | "act" | "refuse" | "wake";
}

/** What a film is about. */
interface Scene {
  readonly operation: Operation;
  /** An operation of each part that is drawn. */
  readonly parts: readonly Operation[];
  /** The system call that the program makes, if it makes one. */
  readonly door: Operation["door"];
}

/** One operation of each part that privileged ones change. */
const privileged = operations.filter(({ isPrivileged, look }, i) =>
  isPrivileged && operations.findIndex((other) => other.look === look) === i
);

/** The films of an operation. What everybody may do needs no door, and has one. */
export function films({ knobs }: Setting): FilmChoice[] {
  const operation = operationNamed(String(knobs["operation"]));
  const tried = "tried in user mode", asked = "asked of the kernel";
  return [
    // What the picture above the player shows comes first.
    ...(operation.isPrivileged
      ? [{ name: asked, film: () => askFilm(asked, operation) }]
      : []),
    { name: tried, film: () => tryFilm(tried, operation) },
  ];
}

function tryFilm(name: string, operation: Operation): Film {
  const hardware = new Hardware();
  const scene = sceneOf(operation);
  const start = lookAt(hardware, scene);
  const tried = attempt(hardware, operation);
  const isRefused = tried.fault !== undefined;
  const { mode } = start;
  const told: FilmLine = {
    number: 1,
    actor: `${mode} mode`,
    tone: isRefused ? "fault" : "request",
    says: tried.done === undefined
      ? `${operation.name}: refused`
      : sayReached({ ...tried.done, interrupts: [] }).join(),
    counted: [],
  };
  return filmOf<State, Now>({
    name,
    lines: [told],
    ending: { kind: isRefused ? "fault" : "over", says: sayAttempt(tried) },
    start,
    moments: [
      { ...hear, mode, state: start },
      {
        ...(isRefused ? refuse : act),
        line: 1,
        mode,
        state: lookAt(hardware, scene),
      },
    ],
    tiles: tilesOf,
    draw: (view, layout) => draw(view, rooms[layout], scene),
  });
}

function askFilm(name: string, operation: Operation): Film {
  const hardware = new Hardware();
  const scene = { ...sceneOf(operation), door: operation.door };
  const start = lookAt(hardware, scene);
  const states = [start];
  callKernel(hardware, operation, () => states.push(lookAt(hardware, scene)));
  const lines = askLines(operation);
  const moments = states.slice(1).map((state, i): Now => {
    const before = states[i]!;
    const { mode } = before;
    if (mode !== state.mode) {
      return { ...cross, line: i === 0 ? 1 : lines.length, mode, state };
    }
    const does = state.counts.interrupts > before.counts.interrupts
      ? wake
      : act;
    return { ...does, line: 2, mode, state };
  });
  const { mode } = states.at(-1)!;
  const says = `${operation.name}: done. The program goes on in ${mode} mode.`;
  return filmOf<State, Now>({
    name,
    lines,
    ending: { kind: "over", says },
    start,
    moments: [{ ...hear, mode: start.mode, state: start }, ...moments],
    tiles: tilesOf,
    draw: (view, layout) => draw(view, rooms[layout], scene),
  });
}

/** Tells a system call as the page does. */
function askLines(operation: Operation): FilmLine[] {
  let switches = 0;
  return reach(operation).steps.map((step): FilmLine => {
    const isAct = step.says === operation.name;
    return {
      number: step.step,
      actor: `${step.mode} mode`,
      tone: isAct ? "request" : "mode switch",
      says: sayReached(step).join("; "),
      counted: isAct
        ? []
        : [`${quantities.modeSwitches.noun[0]} ${++switches}`],
    };
  });
}

const hear = { does: "hear", line: 1, tone: "request", lastsMs: 900 } as const;
const act = { does: "act", tone: "request", lastsMs: 1300 } as const;
const refuse = { does: "refuse", tone: "fault", lastsMs: 1700 } as const;
const cross = { does: "cross", tone: "mode switch", lastsMs: 1100 } as const;
const wake = { does: "wake", tone: "interrupt", lastsMs: 900 } as const;

function sceneOf(operation: Operation): Scene {
  const own = operation.isPrivileged ? [] : [operation];
  return { operation, parts: [...privileged, ...own], door: undefined };
}

function lookAt(hardware: Hardware, { parts }: Scene): State {
  return {
    mode: hardware.cpu.mode,
    isHalted: hardware.isHalted,
    parts: parts.map(({ look }) => look(hardware)),
    counts: count(hardware.trace),
  };
}

function tilesOf(
  { state: { mode, counts } }: View<State, Now>,
): Tile[] {
  return [
    {
      name: quantities.modeSwitches.label,
      says: sayQuantity("modeSwitches", counts),
      tone: "mode switch",
    },
    {
      name: quantities.systemCalls.label,
      says: sayQuantity("systemCalls", counts),
    },
    { name: "mode now", says: mode },
  ];
}

/** What is drawn where, in each layout. */
const rooms = {
  wide: {
    width: 480,
    height: 352,
    cpuX: 240,
    left: 20,
    right: 304,
    rightWidth: 156,
    columns: 3,
  },
  narrow: {
    width: 360,
    height: 386,
    cpuX: 212,
    left: 12,
    right: 256,
    rightWidth: 92,
    columns: 2,
  },
} as const satisfies Record<Layout, unknown>;

type Room = typeof rooms[Layout];

const wallY = 120, stationY = { user: 64, kernel: 184 }, partsY = 276;

function draw(view: View<State, Now>, room: Room, scene: Scene): Picture {
  const { now, state, share } = view;
  const isAcross = now.does === "cross" && share >= 0.5;
  const mode = isAcross ? now.state.mode : state.mode;
  const { width, height } = room;
  const wanted = scene.operation.name;
  return {
    title: scene.door === undefined
      ? `${wanted}, in user mode`
      : `${wanted}, by ${scene.door.call}()`,
    says: `The CPU is in ${mode} mode: ${state.parts.join(", ")}.`,
    width,
    height,
    shapes: [
      ...drawBands(mode, room),
      ...drawDoor(view, room),
      ...drawCode(mode, room, scene),
      ...drawParts(view, room, scene),
      ...drawCpu(view, mode, room),
      ...drawSignal(view, room, scene),
    ],
  };
}

function drawBands(mode: Mode, { width, height }: Room): Markup[] {
  const area = { x: 4, width: width - 8 };
  const tintOf = (one: Mode): { tint?: Mode } =>
    one === mode ? { tint: one } : {};
  return [
    band({ ...area, y: 4, height: 104 }, {
      name: "user mode",
      ...tintOf("user"),
    }),
    band({ ...area, y: 132, height: 104 }, {
      name: "kernel mode",
      ...tintOf("kernel"),
    }),
    band({ ...area, y: 248, height: height - 252 }, { name: "hardware" }),
  ];
}

/** Between the modes is a wall with one door. */
function drawDoor({ now }: View<State, Now>, { width, cpuX }: Room): Markup[] {
  const isUsed = now.does === "cross";
  const says = !isUsed
    ? "the door"
    : now.state.mode === "kernel"
    ? "trap"
    : "return";
  const [left, right] = [cpuX - 44, cpuX + 44];
  return [
    line(`M4 ${wallY}H${left}M${right + 62} ${wallY}H${width - 4}`, {
      stroke: "soft",
      strokeWidth: 3,
    }),
    ...[left, right].map((x) =>
      line(`M${x} ${wallY - 8}v16`, {
        stroke: isUsed ? "switch" : "soft",
        strokeWidth: 3,
      })
    ),
    text(says, [right + 7, wallY + 4], {
      size: 12,
      isBold: isUsed,
      colour: isUsed ? "switch" : "soft",
    }),
    line(`M${cpuX} ${stationY.user}V${stationY.kernel}`, {
      stroke: "line",
      strokeWidth: 2,
    }),
  ];
}

/** What the program says, and what the kernel does for it. */
function drawCode(
  mode: Mode,
  { left, right, rightWidth }: Room,
  { operation: { name }, door }: Scene,
): Markup[] {
  const draw = (y: number, owner: string, says: string, isNow: boolean) => [
    card({ x: left, y, width: 160, height: 66 }, { name: owner }),
    box({ x: left + 7, y: y + 30, width: 146, height: 24 }, {
      fill: isNow ? "kernel" : "empty",
      stroke: isNow ? "switch" : "empty",
      radius: 6,
    }),
    text(says, [left + 13, y + 46], {
      size: 12,
      isMono: true,
      isBold: isNow,
      colour: isNow ? "switch" : "soft",
    }),
  ];
  const user = door === undefined ? name : `${door.call}()`;
  const isInside = mode === "kernel";
  const shapes = draw(30, "program", user, !isInside);
  if (door === undefined) return shapes;
  const why = wrap(`${user}: ${door.why}`, rightWidth / 7);
  return [
    ...shapes,
    ...draw(158, "kernel", isInside ? name : "–", isInside),
    ...(isInside
      ? why.map((says, i) =>
        text(says, [right, 172 + 16 * i], { size: 12, colour: "soft" })
      )
      : []),
  ];
}

/** Breaks words that all are plain into lines. */
function wrap(words: string, most: number): string[] {
  const lines = [""];
  for (const word of words.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trimStart();
    if (longer.length > most) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** How the hardware is seen: changed as soon as the dot is there. */
function seen(
  { now, before, share }: Pick<View<State, Now>, "now" | "before" | "share">,
): State {
  return share < 0.8 ? before : now.state;
}

/** Where a part is drawn: those of the hardware below, one inside the CPU beside it. */
function areaOf(
  i: number,
  { columns, left, width, right, rightWidth }: Room,
): { x: number; y: number; width: number; height: number } {
  if (i >= privileged.length) {
    return { x: right, y: 48, width: rightWidth, height: 28 };
  }
  const step = (width - 2 * left + 8) / columns;
  return {
    x: left + i % columns * step,
    y: partsY + Math.floor(i / columns) * 35,
    width: step - 8,
    height: 28,
  };
}

function drawParts(
  view: View<State, Now>,
  room: Room,
  { parts, operation }: Scene,
): Markup[] {
  return seen(view).parts.flatMap((look, i) => {
    const area = areaOf(i, room);
    const isMeant = parts[i]!.look === operation.look;
    const words = look.split(" ");
    const value = words.splice(1).join(" ");
    const { x, y, width } = area;
    return [
      box(area, {
        fill: "card",
        stroke: isMeant ? "ink" : "line",
        strokeWidth: isMeant ? 1.5 : 1,
        radius: 7,
      }),
      text(words.join(), [x + 10, y + 18], { colour: "soft" }),
      text(value, [x + width - 10, y + 18], { isBold: true, anchor: "end" }),
    ];
  });
}

function drawCpu(
  { now, before, share }: View<State, Now>,
  mode: Mode,
  { cpuX }: Room,
): Markup[] {
  const isCrossing = now.does === "cross";
  const y = between(
    stationY[before.mode],
    stationY[now.state.mode],
    isCrossing ? eased(share) : 1,
  );
  const isRefused = now.does === "refuse" && share > 0.45;
  const { isHalted } = seen({ now, before, share });
  const outlines = Object.values(stationY).map((at) =>
    box({ x: cpuX - 32, y: at - 32, width: 64, height: 64 }, {
      stroke: "line",
      dash: "3 3",
      radius: 9,
    })
  );
  return [
    ...outlines,
    chip([cpuX, y], {
      name: "CPU",
      notes: [mode],
      colour: isCrossing ? "switch" : isHalted ? "soft" : "chip",
    }),
    ...(isRefused
      ? [box({ x: cpuX - 39, y: y - 39, width: 78, height: 78 }, {
        stroke: "fault",
        strokeWidth: 3,
        radius: 12,
      })]
      : []),
  ];
}

/** What goes to the CPU or comes from it. */
function drawSignal(
  { now: { does }, before: { mode }, share }: View<State, Now>,
  room: Room,
  { operation, parts }: Scene,
): Markup[] {
  const { cpuX, left, right } = room;
  const y = stationY[mode];
  const wayTo = (one: Operation): Point[] => {
    const area = areaOf(parts.findIndex(({ look }) => look === one.look), room);
    const [x, end] = [area.x - 4, area.y + 14];
    return [[cpuX, y + 35], [cpuX, 242], [x, 242], [x, end], [x + 6, end]];
  };
  switch (does) {
    case "hear":
      return drawDot([[left + 153, y], [cpuX - 40, y]], share);
    case "act":
      return operation.isPrivileged
        ? drawDot(wayTo(operation), share)
        : drawDot([[cpuX + 40, y], [right, y]], share);
    case "wake":
      return [
        ...drawDot(
          wayTo(operationNamed("start I/O")).toReversed(),
          share,
          "interrupt",
        ),
        text("interrupt", [cpuX - 42, 232], {
          size: 12,
          isBold: true,
          colour: "interrupt-text",
          anchor: "end",
        }),
      ];
    case "refuse":
      return drawRefusal(share, room);
    default:
      return [];
  }
}

/** User mode cannot reach past the wall. */
function drawRefusal(
  share: number,
  { cpuX, right, rightWidth }: Room,
): Markup[] {
  const x = right + rightWidth - 20;
  const y = stationY.user;
  const way: Point[] = [[cpuX + 40, y], [x, y], [x, wallY - 8]];
  if (share < 0.45) return drawDot(way, share / 0.45);
  return [
    route(way, { stroke: "soft", strokeWidth: 2, dash: "3 3" }),
    line(`M${x - 8} ${wallY - 8}l16 16m0 -16l-16 16`, {
      stroke: "fault",
      strokeWidth: 3.5,
    }),
    text("refused", [x - 10, y + 30], {
      isBold: true,
      colour: "fault",
      anchor: "end",
    }),
  ];
}

/** A dot on its way, and the way that it has gone. */
function drawDot(
  way: readonly Point[],
  share: number,
  fill: "ink" | "interrupt" = "ink",
): Markup[] {
  return [
    route(way, { stroke: fill, strokeWidth: 1.5, dash: "1 4" }),
    dot(along(way, eased(Math.min(1, share * 1.25))), { fill, radius: 5 }),
  ];
}
