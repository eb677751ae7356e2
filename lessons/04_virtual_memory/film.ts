/**
 * The films of lesson 4: the same accesses with both rules of who must leave, LRU and FIFO.
 *
 * The first accesses are seen step by step, as many as the page lists; the others run past.
 *
 * @module
 */
import {
  listedUses,
  readKnobs,
  type Use,
  useMemory,
} from "./access_pattern.ts";
import { evictionReasons, sayUse } from "./pictures.ts";
import type { Eviction, Size } from "./virtual_memory.ts";
import type {
  Film,
  FilmChoice,
  FilmLine,
  Layout,
  Tile,
  Tone,
} from "zero-copy/picture/film.ts";
import {
  eased,
  filmOf,
  type Moment,
  type View,
} from "zero-copy/picture/script.ts";
import type { Colour } from "zero-copy/picture/palette.ts";
import type { Picture } from "zero-copy/picture/picture.ts";
import { band, chip } from "zero-copy/picture/pieces.ts";
import {
  along,
  type Area,
  arrow,
  between,
  box,
  type Point,
  text,
} from "zero-copy/picture/shapes.ts";
import type { Markup } from "zero-copy/text/markup.ts";
import { sayCount, sayMany } from "zero-copy/text/say.ts";
import { quantities } from "zero-copy/trace/quantity.ts";
import type { Setting } from "zero-copy/workbook/lesson.ts";

/** What a frame holds. */
interface Held {
  readonly page: number;
  /** The access that decides when it must leave: its last use, or its first. [from 1] */
  readonly at: number;
  /** Whether it came back from the swap area. */
  readonly isBack: boolean;
}

/** How memory is. */
interface State {
  /** Where each page is. */
  readonly places: readonly (number | "swap" | undefined)[];
  readonly frames: readonly (Held | undefined)[];
  readonly accesses: number;
  readonly faults: number;
  /** Pages written to the swap area. */
  readonly outs: number;
  /** Pages read from it. */
  readonly backs: number;
}

/** A moment of an access. */
interface Now extends Moment<State> {
  readonly does: keyof typeof kinds;
  /** Which access. [from 0] */
  readonly use: number;
  /** The states after each of many accesses, where they run past. */
  readonly many?: readonly State[];
}

/** What happens in an access: how long it is shown, and its colour. */
const kinds = {
  look: [550, "request"],
  fault: [700, "interrupt"],
  out: [900, "DMA"],
  back: [900, "DMA"],
  clear: [550, "request"],
  find: [500, "request"],
  many: [0, "request"],
} as const satisfies Record<string, readonly [lastsMs: number, tone: Tone]>;

/** What a film is about. */
interface Scene {
  readonly size: Size;
  readonly uses: readonly Use[];
}

/** The films of both rules: first the one that was chosen. */
export function films(setting: Setting): FilmChoice[] {
  const { size, plan } = readKnobs(setting);
  const rules: readonly Eviction[] = size.eviction === "lru"
    ? ["lru", "fifo"]
    : ["fifo", "lru"];
  return rules.map((eviction) => ({
    name: eviction.toUpperCase(),
    film: () => {
      const ruled = { ...size, eviction };
      const { uses, checked } = useMemory(ruled, plan);
      return makeFilm({ size: ruled, uses }, checked);
    },
  }));
}

function makeFilm(scene: Scene, checked: number): Film {
  const { size, uses } = scene;
  const start: State = {
    places: Array(size.pages).fill(undefined),
    frames: Array(size.frames).fill(undefined),
    accesses: 0,
    faults: 0,
    outs: 0,
    backs: 0,
  };
  const all: Now[] = [];
  for (let i = 0; i < uses.length; i++) {
    all.push(...momentsOf(i, all.at(-1)?.state ?? start, scene));
  }
  const told = uses.length > listedUses + 1 ? listedUses : uses.length;
  return filmOf<State, Now>({
    name: size.eviction.toUpperCase(),
    meanings: { interrupt: "page fault", DMA: "swap" },
    lines: tell(scene, told),
    ending: {
      kind: "over",
      says: `${sayMany(checked, "read")} checked: each byte was found as it ` +
        "had been written.",
    },
    start,
    moments: windOn(all, told),
    tiles: (view) => tilesOf(stateOf(view)),
    draw: (view, layout) => draw(view, scene, layout),
  });
}

/** Lets the accesses that are not told run past. */
function windOn(all: readonly Now[], told: number): Now[] {
  const moments = all.filter(({ use }) => use < told);
  const many = all.filter(({ use, does }) => use >= told && does === "find")
    .map(({ state }) => state);
  if (many.length === 0) return moments;
  return [...moments, {
    does: "many",
    use: told,
    line: told + 1,
    tone: "request",
    label: `× ${sayCount(many.length)}`,
    lastsMs: Math.max(2500, Math.min(6000, many.length * 120)),
    state: many.at(-1)!,
    many,
  }];
}

/** Takes an access apart. */
function momentsOf(i: number, before: State, { size, uses }: Scene): Now[] {
  const { page, frame, outcome, evicted } = uses[i]!;
  const moments: Now[] = [];
  let state = before;
  const add = (does: Now["does"], changed: Partial<State>): void => {
    const [lastsMs, tone] = kinds[does];
    state = { ...state, ...changed };
    moments.push({ does, use: i, line: i + 1, lastsMs, tone, state });
  };
  const isBack = outcome === "swap";
  add("look", {});
  if (outcome !== "hit") {
    add("fault", { faults: state.faults + 1 });
    if (evicted !== undefined) {
      add("out", {
        places: state.places.with(evicted, "swap"),
        frames: state.frames.with(frame, undefined),
        outs: state.outs + 1,
      });
    }
    add(isBack ? "back" : "clear", {
      places: state.places.with(page, frame),
      frames: state.frames.with(frame, { page, at: i + 1, isBack }),
      backs: state.backs + Number(isBack),
    });
  }
  const held = state.frames[frame]!;
  const at = size.eviction === "lru" ? i + 1 : held.at;
  add("find", {
    frames: state.frames.with(frame, { ...held, at }),
    accesses: i + 1,
  });
  return moments;
}

/** Tells the accesses that are seen, and how many are not. */
function tell({ size, uses }: Scene, told: number): FilmLine[] {
  let faults = 0;
  const lines = uses.slice(0, told).map((use, i): FilmLine => {
    const isFault = use.outcome !== "hit";
    return {
      number: i + 1,
      actor: "process",
      tone: isFault ? "interrupt" : "request",
      says: sayUse(use, size.eviction),
      counted: isFault ? [`${quantities.pageFaults.noun[0]} ${++faults}`] : [],
    };
  });
  const left = uses.length - told;
  return left === 0 ? lines : [...lines, {
    number: told + 1,
    actor: "process",
    tone: "request",
    says: `${sayCount(left)} more accesses go as these did`,
    counted: [],
  }];
}

/** How memory is now, also while accesses run past. */
function stateOf({ now, state, share }: View<State, Now>): State {
  const { many } = now;
  return many?.[Math.floor(share * many.length) - 1] ?? state;
}

function tilesOf({ accesses, faults, outs, backs }: State): Tile[] {
  return [
    { name: "accesses", says: sayCount(accesses) },
    {
      name: quantities.pageFaults.label,
      says: sayCount(faults),
      tone: "interrupt",
    },
    { name: "pages that left", says: sayCount(outs), tone: "DMA" },
    { name: "back from swap", says: sayCount(backs), tone: "DMA" },
  ];
}

/** Where the grids begin. */
const left = 84;

/** How things lie: it depends on how many there are. */
interface Room {
  readonly width: number;
  readonly height: number;
  readonly hardwareY: number;
  readonly areaOf: (grid: "table" | "frames" | "swap", i: number) => Area;
}

const kernelY = 112;

function roomFor({ pages, frames }: Size, layout: Layout): Room {
  const width = layout === "wide" ? 480 : 360;
  const most = Math.max(pages, frames);
  const perRow = Math.min(most, layout === "wide" ? 16 : 8);
  const cellWidth = Math.min(46, (width - 14 - left) / perRow);
  const rowsOf = (count: number): number => Math.ceil(count / perRow);
  const steps = { table: 32, frames: 44, swap: 22 };
  const table = kernelY + 26;
  const hardwareY = table + Math.max(2, rowsOf(pages)) * steps.table + 6;
  const framesY = hardwareY + 26;
  const swap = framesY + rowsOf(frames) * steps.frames + 8;
  const tops = { table, frames: framesY, swap };
  return {
    width,
    height: swap + rowsOf(pages) * steps.swap + 8,
    hardwareY,
    areaOf: (grid, i) => ({
      x: left + i % perRow * cellWidth,
      y: tops[grid] + Math.floor(i / perRow) * steps[grid],
      width: cellWidth - 3,
      height: steps[grid] - 3,
    }),
  };
}

/** All that is known of what is drawn. */
interface Frame {
  readonly scene: Scene;
  readonly room: Room;
  readonly state: State;
  readonly does: Now["does"];
  readonly share: number;
  /** The access that is going on. [from 0] */
  readonly index: number;
  readonly use: Use;
}

function draw(view: View<State, Now>, scene: Scene, layout: Layout): Picture {
  const { size: { pages, frames, eviction }, uses } = scene;
  const room = roomFor(scene.size, layout);
  const state = stateOf(view);
  const { does } = view.now;
  const next = does === "many" ? state.accesses : view.now.use;
  const index = Math.min(next, uses.length - 1), use = uses[index]!;
  const frame = { scene, room, state, does, share: view.share, index, use };
  const held = state.frames.map((one) =>
    one === undefined ? "nothing" : `page ${one.page}`
  );
  const swapped = state.places.flatMap((place, page) =>
    place === "swap" ? [`page ${page}`] : []
  );
  return {
    title: `${sayMany(pages, "page")} on ${sayMany(frames, "frame")}, ` +
      eviction.toUpperCase(),
    says: `Access ${index + 1}, page ${use.page}. In the frames: ${
      held.join(", ")
    }. In the swap area: ${swapped.join(", ") || "nothing"}.`,
    width: room.width,
    height: room.height,
    shapes: [
      ...drawBands(frame),
      ...drawAccesses(frame),
      ...drawAddress(frame),
      ...drawTable(frame),
      ...drawMemory(frame),
      ...drawCpu(frame),
      ...drawMove(frame),
    ],
  };
}

/** Whether the kernel is at work: from the page fault until the page has its frame. */
function isFaulting(does: Now["does"]): boolean {
  return does !== "look" && does !== "find" && does !== "many";
}

function drawBands(frame: Frame): Markup[] {
  const { width, height, hardwareY } = frame.room;
  const area = { x: 4, width: width - 8 };
  const isKernel = isFaulting(frame.does);
  return [
    band({ ...area, y: 4, height: kernelY - 10 }, {
      name: "user mode",
      tint: isKernel ? undefined : "user",
    }),
    band({ ...area, y: kernelY, height: hardwareY - kernelY - 6 }, {
      name: "kernel mode",
      tint: isKernel ? "kernel" : undefined,
    }),
    band({ ...area, y: hardwareY, height: height - hardwareY - 4 }, {
      name: "hardware",
    }),
    ...drawTitles(frame),
  ];
}

/** What is in each band; or what happens there. */
function drawTitles({ scene, room, does, use }: Frame): Markup[] {
  const { eviction } = scene.size;
  const titles: Partial<Record<Now["does"], string>> = {
    find: `in frame ${use.frame} at offset ${use.offset.toString(16)}`,
    out: `page ${use.evicted} leaves: ${evictionReasons[eviction]}`,
    back: `page ${use.page} comes back from swap`,
    clear: `frame ${use.frame} is cleared for page ${use.page}`,
  };
  const fault = does === "fault" ? `page fault: page ${use.page}` : undefined;
  const last = eviction === "lru" ? "last used at" : "filled at";
  const swap = isTight(room.areaOf("table", 0)) ? " (↓ swap)" : "";
  const title = (y: number, usual: string, now?: string): Markup =>
    text(now ?? usual, [room.width - 16, y + 18], {
      size: 12,
      anchor: "end",
      isBold: now !== undefined,
      colour: now === undefined ? "soft" : "ink",
    });
  return [
    title(4, "accesses: page, read or write"),
    title(kernelY, `page table: page, frame${swap}`, fault),
    title(room.hardwareY, `frame, page, ${last} access`, titles[does]),
  ];
}

/** The accesses around the present one. */
function drawAccesses(
  { scene: { uses }, room, state, index }: Frame,
): Markup[] {
  const count = Math.floor((room.width - 12 - left) / 24);
  const first = Math.max(0, Math.min(index - 4, uses.length - count));
  return uses.slice(first, first + count).flatMap((one, k) => {
    const i = first + k, x = left + k * 24;
    const isDone = i < state.accesses;
    const isNow = i === index && !isDone;
    const isFault = one.outcome !== "hit" && isDone;
    return [
      box({ x, y: 29, width: 21, height: 20 }, {
        fill: isDone ? "empty" : "card",
        stroke: isNow ? "ink" : isFault ? "interrupt" : "line",
        strokeWidth: isNow ? 2 : 1,
        radius: 4,
      }),
      text(String(one.page), [x + 10.5, 43.5], {
        size: 12,
        isBold: isNow,
        anchor: "middle",
      }),
      text(one.operation.slice(0, 1), [x + 10.5, 62], {
        size: 12,
        isBold: isFault,
        anchor: "middle",
        colour: isFault ? "interrupt-text" : "soft",
      }),
    ];
  });
}

/** The present access, and its address in two parts. */
function drawAddress({ use }: Frame): Markup[] {
  const part = (says: string, x: number, width: number): Markup[] => [
    box({ x, y: 74, width, height: 22 }, {
      fill: "card",
      stroke: "soft",
      radius: 4,
    }),
    text(says, [x + width / 2, 89], {
      size: 12,
      isMono: true,
      anchor: "middle",
    }),
  ];
  const address = use.address.toString(16);
  return [
    text(`${use.operation} ${address}`, [left, 89], {
      size: 12,
      isMono: true,
      isBold: true,
    }),
    ...part(`page ${use.page}`, pageX - 30, 60),
    ...part(`offset ${use.offset.toString(16)}`, pageX + 30, 104),
  ];
}

/** The middle of the page number in the address. */
const pageX = left + 128;

/** A cell of a grid with its lines of text. */
function drawCell(
  area: Area,
  lines: readonly string[],
  { fill, stroke = "line", ink = "ink", boldLine = 0 }: {
    fill: Colour;
    stroke?: Colour;
    ink?: Colour;
    boldLine?: number;
  },
): Markup[] {
  const x = area.x + area.width / 2;
  return [
    box(area, {
      fill,
      stroke,
      strokeWidth: stroke === "line" ? 1 : 2,
      radius: 5,
    }),
    ...lines.map((says, i) =>
      text(says, [x, area.y + 12.5 + 13 * i], {
        size: 12,
        isBold: i === boldLine,
        anchor: "middle",
        colour: ink,
      })
    ),
  ];
}

/** Whether there is no room for a word. */
function isTight({ width }: Area): boolean {
  return width < 34;
}

function drawTable({ room, state, does, use }: Frame): Markup[] {
  return state.places.flatMap((place, page) => {
    const area = room.areaOf("table", page);
    const swap = isTight(area) ? "↓" : "swap";
    const says = place === "swap"
      ? swap
      : place === undefined
      ? "–"
      : `f${place}`;
    const isMeant = page === use.page && does !== "many";
    const stroke = !isMeant ? "line" : isFaulting(does) ? "interrupt" : "ink";
    return drawCell(area, [String(page), says], { fill: "card", stroke });
  });
}

/** The frames with what they hold, and the swap area with a place for each page. */
function drawMemory({ room, state, does, use }: Frame): Markup[] {
  const frames = state.frames.flatMap((held, i) => {
    const area = room.areaOf("frames", i);
    const isMeant = use.frame === i &&
      (does === "find" || isFaulting(does) && does !== "fault");
    const [fill, ink]: [Colour, Colour] = held === undefined
      ? ["empty", "soft"]
      : held.isBack
      ? ["dma", "card"]
      : ["card", "ink"];
    const stroke = isMeant ? does === "out" ? "dma" : "ink" : "line";
    const page = held === undefined ? "" : String(held.page);
    const at = held === undefined ? "" : String(held.at);
    return drawCell(area, [`f${i}`, page, at], {
      fill,
      stroke,
      ink,
      boldLine: 1,
    });
  });
  const swap = state.places.flatMap((place, page) => {
    const isIn = place === "swap";
    return drawCell(room.areaOf("swap", page), isIn ? [String(page)] : [], {
      fill: isIn ? "soft" : "empty",
      ink: "card",
    });
  });
  const label = (says: string, grid: "frames" | "swap"): Markup =>
    text(says, [20, room.areaOf(grid, 0).y + 14], { size: 12, colour: "soft" });
  return [
    ...frames,
    ...swap,
    label("frames", "frames"),
    label("swap area", "swap"),
  ];
}

function drawCpu({ room, does, share, scene, index }: Frame): Markup[] {
  const stations = { user: 64, kernel: (kernelY + room.hardwareY) / 2 + 4 };
  const isFault = scene.uses[index]!.outcome !== "hit";
  const slide = eased(Math.min(1, share * 2));
  const y = does === "fault"
    ? between(stations.user, stations.kernel, slide)
    : does === "find" && isFault
    ? between(stations.kernel, stations.user, slide)
    : stations[isFaulting(does) ? "kernel" : "user"];
  return [chip([44, y], { name: "CPU", size: 40 })];
}

/** What leads from one place to another, and what moves. */
function drawMove({ room, does, share, use }: Frame): Markup[] {
  const middle = ({ x, y, width, height }: Area): Point => [
    x + width / 2,
    y + height / 2,
  ];
  const entry = room.areaOf("table", use.page);
  const frame = room.areaOf("frames", use.frame);
  const move = (page: number, from: Area, to: Area): Markup[] => {
    const [x, y] = along([middle(from), middle(to)], eased(share));
    const area = { x: x - 11, y: y - 10, width: 22, height: 20 };
    return drawCell(area, [String(page)], { fill: "dma", ink: "card" });
  };
  const lead = (from: Point, to: Point): Markup[] => [
    arrow([
      from,
      along([from, to], Math.max(0.2, eased(Math.min(1, 1.5 * share)))),
    ], { stroke: "ink" }),
  ];
  switch (does) {
    case "look":
      return lead([pageX, 97], [middle(entry)[0], entry.y - 1]);
    case "find":
      return lead([middle(entry)[0], entry.y + entry.height], [
        middle(frame)[0],
        frame.y - 1,
      ]);
    case "out":
      return move(use.evicted!, frame, room.areaOf("swap", use.evicted!));
    case "back":
      return move(use.page, room.areaOf("swap", use.page), frame);
    default:
      return [];
  }
}
