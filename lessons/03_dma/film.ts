/**
 * The films of lesson 3: the same bytes moved by programmed I/O and by DMA, cycle by cycle.
 *
 * Both are shown on one scale, so at any time both are at the same cycle.
 *
 * @module
 */
import { Course, type Progress } from "./course.ts";
import {
  contentsOf,
  timingOf,
  type Transfer,
  transferBothWays,
  type Way,
} from "./device_transfer.ts";
import { cpuDoes, diskDoes } from "./drawings.ts";
import { type DeviceActivity, wordBytes } from "./disk_controller.ts";
import { sayDelivery, sayStep } from "./pictures.ts";
import { type Piece, Scale } from "./scale.ts";
import type { CpuActivity } from "./stopwatch.ts";
import type {
  Film,
  FilmChoice,
  FilmLine,
  Layout,
  Tile,
  Tone,
} from "zero-copy/picture/film.ts";
import { eased, filmOf, type Moment } from "zero-copy/picture/script.ts";
import { type LaneLook, laneLooks } from "zero-copy/picture/lanes.ts";
import type { Picture } from "zero-copy/picture/picture.ts";
import {
  band,
  card,
  cell,
  type CellKind,
  chip,
} from "zero-copy/picture/pieces.ts";
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
import { sayCount, sayMany, saySize } from "zero-copy/text/say.ts";
import type { Mode } from "zero-copy/trace/event.ts";
import { quantities } from "zero-copy/trace/quantity.ts";
import type { Setting } from "zero-copy/workbook/lesson.ts";

/** What one side does for a while. */
interface Stay {
  readonly does: CpuActivity | DeviceActivity | "more";
  /** [cycles] */
  readonly from: number;
  readonly to: number;
  /** How many words, if they are too many to be seen. */
  readonly words: number;
}

/** A line that is told, and when it has happened. [cycles] */
type Told = FilmLine & { readonly end: number };

/** All that is known of a transfer. */
interface Scene {
  readonly transfer: Transfer;
  readonly course: Course;
  readonly scale: Scale;
  readonly cpu: readonly Stay[];
  readonly disk: readonly Stay[];
}

/** The films of both ways. */
export function films(setting: Setting): FilmChoice[] {
  const contents = contentsOf(setting);
  const transfers = transferBothWays(contents, timingOf(setting));
  const courses = transfers.map((each) => new Course(each));
  const told = transfers.map((each, i) => tell(each, courses[i]!));
  const marks = told.flat().map(({ end }) => end);
  const scale = new Scale(courses, marks);
  return transfers.map((transfer, i) => ({
    name: transfer.way,
    film: () => {
      const course = courses[i]!;
      const pieces = scale.cut(course);
      const cpu = staysOf(pieces, "cpu"), disk = staysOf(pieces, "device");
      const scene = { transfer, course, scale, cpu, disk };
      return makeFilm(told[i]!, sayDelivery([transfer], contents), scene);
    },
  }));
}

function makeFilm(
  told: readonly Told[],
  delivery: string,
  scene: Scene,
): Film {
  const { transfer: { way, cycles }, scale } = scene;
  const nothing = [{ lastsMs: 600, line: 0, tone: "request", state: null }];
  const isEmpty = cycles === 0;
  return filmOf<null, Moment<null>>({
    name: way,
    lines: told.map(({ end: _, ...line }) => line),
    ending: isEmpty
      ? { kind: "over", says: "No byte, no step." }
      : { kind: "delivered", says: delivery },
    meanings: {
      CPU: "the CPU is taken",
      DMA: "the disk carries, the CPU is free",
    },
    start: null,
    moments: isEmpty ? nothing as Moment<null>[] : momentsOf(told, scene),
    tiles: ({ timeMs }) => tilesOf(scene, scale.cycleAt(timeMs)),
    draw: ({ timeMs }, layout) => draw(scene, scale.cycleAt(timeMs), layout),
  });
}

/** Cuts a transfer where a line has happened, and where words begin and end that are not seen. */
function momentsOf(told: readonly Told[], scene: Scene): Moment<null>[] {
  const { transfer: { way }, scale, cpu } = scene;
  const more = cpu.filter(({ words }) => words > 0);
  const ends = new Set([
    ...told.map(({ end }) => end),
    ...more.flatMap(({ from, to }) => [from, to]),
  ]);
  let from = 0;
  return [...ends].sort((a, b) => a - b).map((to): Moment<null> => {
    const line = told.findIndex(({ end }) => end >= to);
    const words = more.find((one) => one.from === from)?.words;
    const lastsMs = scale.msAt(to) - scale.msAt(from);
    const mode = modeOf(stayAt(cpu, from).does, way);
    from = to;
    return {
      lastsMs,
      line: line + 1,
      tone: told[line]!.tone,
      mode,
      ...(words === undefined ? {} : { label: sayMore(words) }),
      state: null,
    };
  });
}

/** Tells a transfer: its events, and what the CPU does with the first word if it does it itself. */
function tell({ trace, cycles, way }: Transfer, course: Course): Told[] {
  const byCpu = way !== "DMA";
  const first = course.endOfWord(1);
  const told = (end: number, tone: Tone, says: string, cycle = end): Told => ({
    number: 0,
    actor: `cycle ${sayCount(cycle)}`,
    says,
    tone,
    counted: [],
    end,
  });
  const tones = { "dma request": "CPU", interrupt: "interrupt" } as const;
  const lines = trace.map((event, i): Told => {
    const isLast = i === trace.length - 1;
    const next = trace[i + 1]?.cycle === event.cycle && i < trace.length - 2;
    const end = isLast ? cycles : event.cycle - Number(next);
    const { kind } = event;
    const tone = byCpu
      ? "CPU"
      : kind === "dma request" || kind === "interrupt"
      ? tones[kind]
      : "DMA";
    const cycle = kind === "copy" ? end : event.cycle;
    return told(end, tone, sayStep(event), cycle);
  });
  if (byCpu && lines.length > 0) {
    const read = "the CPU reads the data register into a register of its own";
    const write = "the CPU writes that register to memory";
    const own = [told(first - 1, "CPU", read), told(first, "CPU", write)];
    lines.splice(2, 0, ...own.slice(0, first < cycles ? 2 : 1));
  }
  return lines.map((line, i) => ({ ...line, number: i + 1 }));
}

/** Puts together what one side does without a break. */
function staysOf(pieces: readonly Piece[], side: "cpu" | "device"): Stay[] {
  const stays: Stay[] = [];
  for (const piece of pieces) {
    const { from, cycles } = piece;
    const [does, words] = "words" in piece
      ? ["more" as const, piece.words]
      : [piece[side], 0];
    const last = stays.at(-1);
    const isSame = last?.does === does;
    if (isSame) stays.pop();
    stays.push({
      does,
      from: isSame ? last.from : from,
      to: from + cycles,
      words: words + (isSame ? last.words : 0),
    });
  }
  return stays;
}

const idle: Stay = { does: "idle", from: 0, to: 0, words: 0 };

/** What a side does in a cycle; after the last one, what it did then. */
function stayAt(stays: readonly Stay[], cycle: number): Stay {
  return stays.find(({ to }) => cycle < to) ?? stays.at(-1) ?? idle;
}

function sayMore(words: number): string {
  return `× ${sayCount(words)}`;
}

/** The CPU leaves the kernel for another program while the disk works by itself. */
function modeOf(does: Stay["does"], way: Way): Mode {
  const isElsewhere = does === "work" || does === "wait" ||
    does === "more" && way === "DMA";
  return isElsewhere ? "user" : "kernel";
}

function tilesOf({ course, transfer }: Scene, cycle: number): Tile[] {
  const { taken, free, words } = course.progressAt(cycle);
  const interrupts = transfer.trace.filter((event) =>
    event.kind === "interrupt" && event.cycle <= cycle
  );
  return [
    { name: "CPU cycles taken", says: sayCount(taken), tone: "CPU" },
    { name: "cycles free", says: sayCount(free) },
    { name: "words moved", says: sayCount(words) },
    {
      name: quantities.interrupts.label,
      says: sayCount(interrupts.length),
      tone: "interrupt",
    },
  ];
}

/** What is drawn where, in each layout. */
const rooms = {
  wide: {
    width: 480,
    cpuX: 240,
    left: 20,
    right: 308,
    controller: 196,
    wire: 290,
  },
  narrow: {
    width: 360,
    cpuX: 206,
    left: 12,
    right: 254,
    controller: 174,
    wire: 246,
  },
} as const satisfies Record<Layout, unknown>;

type Room = typeof rooms[Layout];

const userY = 46, kernelY = 152, dataY = 260, lanesY = 324;

/** How long the CPU takes to go to another program, as it is shown. [ms] */
const slideMs = 300;

/** What is drawn of a moment. */
interface Frame {
  readonly scene: Scene;
  readonly room: Room;
  readonly isDma: boolean;
  readonly cycle: number;
  readonly timeMs: number;
  readonly cpu: Stay;
  readonly disk: Stay;
}

function draw(scene: Scene, cycle: number, layout: Layout): Picture {
  const { transfer: { way }, scale } = scene;
  const room = rooms[layout];
  const cpu = stayAt(scene.cpu, cycle), disk = stayAt(scene.disk, cycle);
  const isDma = way === "DMA", timeMs = scale.msAt(cycle);
  const frame = { scene, room, isDma, cycle, timeMs, cpu, disk };
  const progress = scene.course.progressAt(cycle);
  return {
    title: `${way}, cycle by cycle`,
    says: `Cycle ${sayCount(Math.floor(cycle))}. CPU: ${cpu.does}. ` +
      `Disk: ${disk.does}. ${sayMany(progress.words, "word")} in memory.`,
    width: room.width,
    height: 386,
    shapes: [
      ...drawBands(modeOf(cpu.does, way), room),
      ...drawRails(frame),
      ...drawMemory(frame, progress),
      ...drawDriver(frame),
      ...drawDevice(frame),
      ...drawWord(frame),
      ...drawCpu(frame),
      ...drawLanes(frame),
    ],
  };
}

function drawBands(mode: Mode, { width }: Room): Markup[] {
  const area = { x: 4, width: width - 8 };
  const tint = (one: Mode): { tint?: Mode } =>
    one === mode ? { tint: one } : {};
  return [
    band({ ...area, y: 4, height: 84 }, { name: "user mode", ...tint("user") }),
    band({ ...area, y: 94, height: 114 }, {
      name: "kernel mode",
      ...tint("kernel"),
    }),
    band({ ...area, y: 214, height: 86 }, { name: "hardware" }),
  ];
}

/** The way of a word: from the disk into the data register, and from there into memory. */
function waysOf(
  { cpuX, left }: Room,
): Record<"fetch" | "load" | "store" | "write", Point[]> {
  const data: Point = [cpuX, dataY], cpu: Point = [cpuX, kernelY];
  return {
    fetch: [[left + 152, dataY], data],
    load: [data, cpu],
    store: [cpu, [left + 146, kernelY]],
    write: [data, [cpuX, 211], [left + 76, 211], [left + 76, 200]],
  };
}

function drawRails({ room, isDma }: Frame): Markup[] {
  const { cpuX, wire } = room;
  const { fetch, load, store, write } = waysOf(room);
  const rail = { stroke: "line", strokeWidth: 2 } as const;
  if (!isDma) return [fetch, load, store].map((way) => route(way, rail));
  return [
    ...[fetch, write].map((way) => route(way, rail)),
    line(`M${wire} 222V${kernelY}H${cpuX + 36}`, { ...rail, dash: "1 4" }),
    line(`M${cpuX} ${userY}V${kernelY}`, rail),
  ];
}

const small = { size: 12, colour: "soft" } as const;

/** The page cache, and the program that runs while the disk works by itself. */
function drawMemory(
  { scene: { transfer }, room: { left }, isDma }: Frame,
  { words, free }: Progress,
): Markup[] {
  const { memoryWrites, delivered } = transfer;
  const cells = cellCount({ transfer });
  const filled = Math.ceil(words * cells / Math.max(1, memoryWrites));
  const kind = isDma ? "DMA" : "CPU";
  const bytes = saySize(Math.min(delivered.length, words * wordBytes));
  return [
    card({ x: left, y: 26, width: 152, height: 54 }, {
      name: "another program",
    }),
    text(sayMany(free, "cycle"), [left + 10, 66], small),
    card({ x: left, y: 118, width: 152, height: 84 }, { name: "page cache" }),
    ...cellsAt([left + 10, 144], cells, (i) => i < filled ? kind : "empty"),
    text(`${bytes} of ${saySize(delivered.length)}`, [left + 10, 195], small),
  ];
}

/** How many cells stand for the bytes: each for equally many words. */
function cellCount({ transfer }: Pick<Scene, "transfer">): number {
  return Math.min(16, transfer.memoryWrites);
}

/** Cells in rows of eight. */
function cellsAt(
  [x, y]: Point,
  count: number,
  kindOf: (i: number) => CellKind,
): Markup[] {
  return Array.from(
    { length: count },
    (_, i) =>
      cell(kindOf(i), [x + i % 8 * 17, y + Math.floor(i / 8) * 17], {
        opacity: between(1, 0.55, i / 16),
      }),
  );
}

/** What the driver does: by the words of the model, and as it is drawn. */
const driverSteps = {
  "programmed I/O": {
    "set up": "set up",
    poll: "poll",
    load: "read",
    store: "write",
  },
  DMA: { "set up": "set up", interrupt: "interrupt" },
} as const;

function drawDriver(
  { scene: { transfer: { way } }, room: { right, width }, isDma, cpu }: Frame,
): Markup[] {
  const area = { x: right, y: 102, width: width - right - 12, height: 98 };
  const steps = Object.entries(driverSteps[way]).flatMap(([name, says], i) => {
    const isNow = name === cpu.does || cpu.words > 0 && i > 0 && !isDma;
    const y = 126 + i * 18;
    const pill = box({ x: right + 5, y, width: area.width - 10, height: 17 }, {
      fill: "kernel",
      stroke: "switch",
      radius: 5,
    });
    return [
      ...(isNow ? [pill] : []),
      text(says, [right + 11, y + 13], {
        size: 12,
        isMono: true,
        isBold: isNow,
        colour: isNow ? "switch" : "soft",
      }),
    ];
  });
  return [card(area, { name: "driver" }), ...steps];
}

/** The disk with its controller. */
function drawDevice({ scene, room, isDma, cpu, disk }: Frame): Markup[] {
  const { left, controller, width, cpuX } = room;
  const isPolled = cpu.does === "poll";
  const status = isDma
    ? "target: page cache"
    : `status: ${disk.does === "hold" ? "" : "not "}ready`;
  const area = { x: controller, y: 222, width: width - controller - 12 };
  return [
    card({ x: left, y: 236, width: 152, height: 58 }, { name: "disk" }),
    ...cellsAt([left + 10, 260], cellCount(scene), () => "stored"),
    card({ ...area, height: 72 }, {
      name: "controller",
      note: cpu.words > 0 ? sayMore(cpu.words) : "",
    }),
    box({ x: cpuX - 14, y: dataY - 13, width: 28, height: 26 }, {
      fill: "empty",
      stroke: "soft",
      radius: 4,
    }),
    text("data register", [cpuX + 22, dataY + 1], small),
    text(cpu.words > 0 && !isDma ? "" : status, [cpuX + 22, dataY + 18], {
      ...small,
      isBold: isPolled,
      colour: isPolled ? "cpu-text" : "soft",
    }),
  ];
}

/** What the CPU does, on its chip. */
const chipNotes: Readonly<Record<string, string>> = {
  ...driverSteps["programmed I/O"],
  interrupt: "handles",
  work: "works",
  wait: "waits",
};

function drawCpu(
  { scene: { cpu: stays, transfer, scale }, room, isDma, timeMs, cpu }: Frame,
): Markup[] {
  const { cpuX, wire } = room;
  const before = stays[stays.indexOf(cpu) - 1] ?? cpu;
  const [from, to] = [before, cpu].map(({ does }) =>
    modeOf(does, transfer.way) === "user" ? userY : kernelY
  );
  const sinceMs = timeMs - scale.msAt(cpu.from);
  const y = between(from!, to!, eased(Math.min(1, sinceMs / slideMs)));
  const { does, words } = cpu;
  const carries = does === "load" || does === "store" || words > 0 && !isDma;
  const isCalled = does === "interrupt";
  const way: Point[] = [[wire, 222], [wire, kernelY], [cpuX + 38, kernelY]];
  return [
    chip([cpuX, y], {
      name: "CPU",
      notes: [chipNotes[does] ?? (isDma ? "works" : "carries")],
      colour: carries ? "cpu" : isCalled ? "interrupt" : "chip",
    }),
    ...(isCalled && sinceMs < 2 * slideMs
      ? [dot(along(way, sinceMs / 2 / slideMs), { fill: "interrupt" })]
      : []),
  ];
}

/** The words that are on their way: one, or several of many. */
function drawWord(
  { scene: { course }, room, isDma, cycle, timeMs, cpu, disk }: Frame,
): Markup[] {
  if (cycle >= course.cycles) return [];
  const ways = waysOf(room);
  const put = (
    kind: CellKind,
    way: readonly Point[],
    share: number,
  ): Markup => {
    const [x, y] = along(way, share);
    return cell(kind, [x - 7, y - 7]);
  };
  if (cpu.words > 0) {
    const { fetch, load, store, write } = ways;
    const way = isDma ? [...fetch, ...write] : [...fetch, ...load, ...store];
    return [0, 1, 2, 3, 4, 5].map((i) =>
      put(isDma ? "DMA" : "CPU", way, (timeMs / 1200 + i / 6) % 1)
    );
  }
  const shareOf = ({ from, to }: Stay): number => (cycle - from) / (to - from);
  const isTaken = cpu.does === "load" || cpu.does === "store";
  return [
    ...drawAsking(room, cpu.does, cycle),
    ...(disk.does === "fetch"
      ? [put("stored", ways.fetch, shareOf(disk))]
      : []),
    ...(disk.does === "write" ? [put("DMA", ways.write, shareOf(disk))] : []),
    ...(disk.does === "hold" && !isTaken ? [put("stored", ways.load, 0)] : []),
    ...(cpu.does === "load" || cpu.does === "store"
      ? [put("CPU", ways[cpu.does], shareOf(cpu))]
      : []),
  ];
}

/** In each cycle the CPU writes a register of the controller, or reads its status. */
function drawAsking(
  { cpuX }: Room,
  does: Stay["does"],
  cycle: number,
): Markup[] {
  const isPoll = does === "poll";
  if (!isPoll && does !== "set up") return [];
  const share = cycle % 1;
  const there = isPoll && share > 0.5
    ? 2 - 2 * share
    : isPoll
    ? 2 * share
    : share;
  const at: Point = [cpuX + 18, between(190, isPoll ? dataY + 12 : 224, there)];
  return [dot(at, { fill: isPoll ? "cpu" : "soft" })];
}

/** How what is done looks: the same in both lanes where it has one word. */
function lookOf({ does }: Stay, isCpu: boolean, isDma: boolean): LaneLook {
  if (does !== "more") return doings[does][2];
  if (isCpu) return isDma ? laneLooks.free : laneLooks.cpu;
  return isDma ? laneLooks.dma : laneLooks.device;
}

const doings = { ...diskDoes, ...cpuDoes };

/** Who was busy so far, on the scale of both films. */
function drawLanes(frame: Frame): Markup[] {
  const { scene: { cpu, disk, scale }, room: { width }, cycle, isDma } = frame;
  const begin = 42, room = width - 50, allMs = scale.msAt(Infinity) || 1;
  const xOf = (at: number): number => begin + room * scale.msAt(at) / allMs;
  const lane = (name: string, stays: readonly Stay[], y: number): Markup[] => [
    text(name, [8, y + 13], { size: 12 }),
    box({ x: begin, y, width: room, height: 17 }, {
      stroke: "line",
      radius: 3,
    }),
    ...stays.filter(({ from }) => from < cycle).flatMap((stay) => {
      const x = xOf(stay.from), end = xOf(Math.min(stay.to, cycle));
      const isCpu = name === "CPU";
      const { fill, stroke, words } = lookOf(stay, isCpu, isDma);
      const label = text(sayMore(stay.words), [(x + end) / 2, y + 13], {
        size: 12,
        isBold: true,
        anchor: "middle",
        colour: words,
      });
      return [
        box({ x, y: y + 1, width: end - x, height: 15 }, { fill, stroke }),
        ...(isCpu && stay.words > 0 && end - x > 70 ? [label] : []),
      ];
    }),
  ];
  return [
    text(`cycle ${sayCount(Math.floor(cycle))}`, [begin, lanesY - 6], small),
    ...lane("CPU", cpu, lanesY),
    ...lane("disk", disk, lanesY + 20),
    line(`M${xOf(cycle)} ${lanesY - 3}v43`, {
      stroke: "ink",
      strokeWidth: 1.5,
    }),
    ...drawLegend([...cpu, ...disk]),
  ];
}

/** What the colours of the lanes mean: only of what is done. */
function drawLegend(stays: readonly Stay[]): Markup[] {
  const seen = new Map(stays.flatMap(({ does }) => {
    if (does === "more") return [];
    const [says, , look] = doings[does];
    return [[says, look] as const];
  }));
  let end = 8;
  return [...seen].flatMap(([says, { fill, stroke = "line" }]) => {
    const x = end;
    end += 21 + says.length * 5.8;
    return [
      box({ x, y: 370, width: 10, height: 10 }, { fill, stroke }),
      text(says, [x + 13, 379], small),
    ];
  });
}
