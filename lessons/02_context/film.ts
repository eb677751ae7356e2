/**
 * The films of lesson 2: two tasks on one CPU, with their contexts saved, and with nothing saved.
 *
 * @module
 */
import { switchWords } from "./pictures.ts";
import {
  planOf,
  type Result,
  runTasks,
  type Schedule,
  type Switch,
} from "./scheduler.ts";
import { advance, pair, sayTaskOperation, type Task } from "./task.ts";
import {
  type Context,
  Cpu,
  freshContext,
  registerNames,
} from "zero-copy/machine/cpu.ts";
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
  type Area,
  between,
  box,
  line,
  text,
} from "zero-copy/picture/shapes.ts";
import type { Markup } from "zero-copy/text/markup.ts";
import { sayCount, sayMany } from "zero-copy/text/say.ts";
import type { Setting } from "zero-copy/workbook/lesson.ts";

/** How all is. */
interface State {
  /** What the CPU holds. */
  readonly context: Context;
  /** The task that last wrote the counter and each register. */
  readonly writers: Readonly<Record<string, string>>;
  /** What the kernel has saved of each task. */
  readonly records: Readonly<Record<string, Context>>;
  /** Which task did each operation so far. */
  readonly owners: readonly string[];
  readonly switches: number;
  readonly results: readonly Result[];
}

/** A slice, or a part of a switch. */
interface Now extends Moment<State> {
  readonly does: "run" | "save" | "load" | "go on";
  /** Whose turn it is, or who is saved or loaded. */
  readonly task: string;
  /** The states after each operation of a slice. */
  readonly many: readonly State[];
}

/** What a film is about. */
interface Scene {
  readonly schedule: Schedule;
  readonly savesContext: boolean;
}

/** Switches that are shown slowly: those after them go as they did. */
const slowSwitches = 4;

/** The films with and without saving: first the one that was chosen. */
export function films(setting: Setting): FilmChoice[] {
  const plan = planOf(setting);
  return [plan.savesContext, !plan.savesContext].map((savesContext) => {
    const name = savesContext ? "contexts saved" : "nothing saved";
    const film = (): Film => {
      const schedule = runTasks(pair, { ...plan, savesContext });
      return makeFilm(name, { schedule, savesContext });
    };
    return { name, film };
  });
}

function makeFilm(name: string, scene: Scene): Film {
  const { lines, moments } = tell(scene);
  const { results } = scene.schedule;
  return filmOf<State, Now>({
    name,
    lines: lines.map((told, i) => ({ ...told, number: i + 1 })),
    ending: { kind: "over", says: results.map(sayResult).join(" ") },
    meanings: { CPU: "a task has the CPU" },
    start,
    moments,
    tiles: (view) => tilesOf(stateOf(view)),
    draw: (view, layout) => draw(view, scene, layout),
  });
}

/** A line without its number. */
type Told = Omit<FilmLine, "number">;

/** Goes through a schedule: slice, switch, slice. */
function tell(
  { schedule: { slices, switches, results }, savesContext }: Scene,
): { lines: Told[]; moments: Now[] } {
  const lines: Told[] = [];
  const moments: Now[] = [];
  let state = start;
  slices.forEach((slice, i) => {
    const isQuick = i > slowSwitches;
    const task = pair.find(({ name }) => name === slice.task)!;
    const isLast = slices.findLast((one) => one.task === slice.task) === slice;
    const ended = isLast && results.find((one) => one.task === slice.task);
    const many = statesOf(task, slice.operations, state);
    lines.push(tellSlice(task, many, state, ended || undefined));
    const lastsMs = many.length * (isQuick ? 150 : 400);
    const { name } = task;
    state = many.at(-1) ?? state;
    if (ended) state = { ...state, results: [...state.results, ended] };
    moments.push({
      ...{ does: "run", task: name, many, state, label: name, tone: "CPU" },
      line: lines.length,
      lastsMs: Math.max(500, Math.min(isQuick ? 1200 : 4000, lastsMs)),
    });
    const change = switches[i];
    if (change === undefined) return;
    lines.push(tellSwitch(change, i + 1, savesContext));
    for (const part of switchMoments(change, state, savesContext)) {
      const lastsMs = isQuick ? 350 : 1200;
      moments.push({ ...part, line: lines.length, lastsMs });
      state = part.state;
    }
  });
  return { lines, moments };
}

const start: State = {
  context: freshContext,
  writers: {},
  records: {},
  owners: [],
  switches: 0,
  results: [],
};

/** Lets a task go on from a state: how all is after each of its operations. */
function statesOf(task: Task, operations: number, before: State): State[] {
  const cpu = new Cpu();
  cpu.load(before.context);
  let { writers, owners } = before;
  return Array.from({ length: operations }, () => {
    const operation = task.operations[cpu.programCounter]!;
    advance(cpu, task, () => {});
    writers = { ...writers, counter: task.name };
    if ("to" in operation) writers = { ...writers, [operation.to]: task.name };
    owners = [...owners, task.name];
    return { ...before, context: cpu.save(), writers, owners };
  });
}

/** Takes a switch apart: save and load, or nothing of both. */
function switchMoments(
  { from, to, isLast, left, found }: Switch,
  before: State,
  savesContext: boolean,
): Omit<Now, "line" | "lastsMs">[] {
  const switches = before.switches + 1;
  const plain = { tone: "request", many: [] } as const;
  if (!savesContext) {
    const state = { ...before, switches };
    return [{ ...plain, does: "go on", task: to, state }];
  }
  const records = isLast ? before.records : { ...before.records, [from]: left };
  const writers = Object.fromEntries(
    ["counter", ...registerNames].map((name) => [name, to]),
  );
  const saved = { ...before, records };
  return [
    ...(isLast
      ? []
      : [{ ...plain, does: "save", task: from, state: saved } as const]),
    {
      ...plain,
      does: "load",
      task: to,
      state: { ...saved, context: found, writers, switches },
    },
  ];
}

function tellSlice(
  { name, operations }: Task,
  many: readonly State[],
  before: State,
  ended: Result | undefined,
): Told {
  const counters = [before, ...many].map(({ context }) =>
    context.programCounter
  );
  const done = counters.slice(0, -1).map((at) =>
    sayTaskOperation(operations[at]!)
  );
  const does = many.length === 0
    ? "does nothing: the counter is behind its end"
    : many.length > slowSwitches
    ? `does ${sayMany(many.length, "operation")}, from ${done[0]} to ${
      done.at(-1)
    }`
    : `does ${done.join(", ")}`;
  return {
    actor: name,
    tone: "CPU",
    says: ended === undefined
      ? does
      : `${does}; it ends with a = ${sayValue(ended)}`,
    counted: [],
  };
}

function tellSwitch(
  { from, to, isLast }: Switch,
  number: number,
  savesContext: boolean,
): Told {
  const { stops, goesOn } = switchWords(savesContext);
  return {
    actor: "kernel",
    tone: "request",
    says: `${isLast ? "end" : stops} ${from}, ${goesOn} ${to}`,
    counted: [`context switch ${number}`],
  };
}

function sayValue({ value, expected }: Result): string {
  return value === expected
    ? `${sayCount(value)}, right`
    : `${sayCount(value)}, wrong: ${sayCount(expected)} was expected`;
}

function sayResult(result: Result): string {
  return `${result.task} has ${sayValue(result)}.`;
}

/** How all is now, also in the middle of a slice. */
function stateOf(
  { now: { many }, state, share, before }: View<State, Now>,
): State {
  if (share === 1 || many.length === 0) return state;
  return many[Math.floor(share * many.length) - 1] ?? before;
}

function tilesOf({ switches, owners, results }: State): Tile[] {
  return [
    { name: "context switches", says: sayCount(switches) },
    { name: "operations", says: sayCount(owners.length) },
    ...pair.map(({ name }): Tile => {
      const result = results.find(({ task }) => task === name);
      if (result === undefined) return { name: `a of ${name}`, says: "–" };
      const { value, expected } = result;
      const isRight = value === expected;
      return {
        name: `a of ${name}`,
        says: `${sayCount(value)}, ${isRight ? "right" : "wrong"}`,
        ...(isRight ? {} : { tone: "fault" }),
      };
    }),
  ];
}

/** What is drawn where, in each layout. */
const rooms = {
  wide: {
    width: 480,
    height: 356,
    cpu: [240, 62],
    context: { x: 164, y: 104 },
    tasks: [{ x: 14, y: 28, width: 144 }, { x: 322, y: 28, width: 144 }],
    kernelY: 190,
    lanesY: 306,
  },
  narrow: {
    width: 360,
    height: 474,
    cpu: [180, 208],
    context: { x: 104, y: 240 },
    tasks: [{ x: 12, y: 28, width: 160 }, { x: 188, y: 28, width: 160 }],
    kernelY: 310,
    lanesY: 424,
  },
} as const satisfies Record<Layout, unknown>;

type Room = typeof rooms[Layout];

/** How much room the values of a context take. */
const contextSize = { width: 152, height: 58 };

/** All that is known of what is drawn. */
interface Frame {
  readonly scene: Scene;
  readonly room: Room;
  readonly now: Now;
  readonly state: State;
  readonly share: number;
}

function draw(view: View<State, Now>, scene: Scene, layout: Layout): Picture {
  const room = rooms[layout];
  const { now, share } = view;
  const state = stateOf(view);
  const frame = { scene, room, now, state, share };
  const { programCounter, registers } = state.context;
  const held = registerNames.map((name) => `${name} ${registers[name]}`);
  return {
    title: scene.savesContext
      ? "Two tasks on one CPU, contexts saved"
      : "Two tasks on one CPU, nothing saved",
    says: `${now.does} ${now.task}. In the CPU: counter ${programCounter}, ` +
      `${held.join(", ")}.`,
    width: room.width,
    height: room.height,
    shapes: [
      ...drawBands(frame),
      ...pair.flatMap((task, i) => drawTask(frame, task, i)),
      ...drawCpu(frame),
      ...drawMove(frame),
      ...drawLanes(frame),
    ],
  };
}

function drawBands({ room, scene: { savesContext } }: Frame): Markup[] {
  const { width, kernelY } = room;
  const area = { x: 4, width: width - 8 };
  return [
    band({ ...area, y: 4, height: kernelY - 10 }, { name: "tasks" }),
    band({ ...area, y: kernelY, height: 92 }, {
      name: savesContext
        ? "kernel: a record of each task"
        : "kernel: nothing is saved",
    }),
    ...(savesContext ? [] : [
      text("a switch neither saves nor loads", [width / 2, kernelY + 56], {
        size: 12,
        anchor: "middle",
        colour: "soft",
      }),
    ]),
  ];
}

/** Where the record of a task lies. */
function recordOf({ tasks, kernelY }: Room, i: number): Area {
  const { x, width } = tasks[i]!;
  return {
    ...contextSize,
    x: x + (width - contextSize.width) / 2,
    y: kernelY + 27,
  };
}

/** A task: its operations, the one that is done now, its record, and what came of it. */
function drawTask(frame: Frame, task: Task, i: number): Markup[] {
  const { room, now, state, share, scene } = frame;
  const area = { ...room.tasks[i]!, height: 144 };
  const isRunning = now.does === "run" && now.task === task.name && share < 1;
  const at = isRunning ? state.context.programCounter : -1;
  const record = state.records[task.name];
  const { name } = task;
  return [
    card(area, { name, stroke: isRunning ? "cpu" : "line" }),
    ...drawResult(frame, task, area),
    ...task.operations.flatMap((operation, line) => {
      const y = area.y + 27 + line * 16;
      const says = `${line}  ${sayTaskOperation(operation)}`;
      const isNow = line === at;
      const mark = { ...area, x: area.x + 4, width: area.width - 8 };
      return [
        ...(isNow
          ? [box({ ...mark, y, height: 16 }, {
            fill: "cpu",
            opacity: 0.18,
            radius: 4,
          })]
          : []),
        text(says, [area.x + 10, y + 12], { size: 12, isBold: isNow }),
      ];
    }),
    ...(scene.savesContext
      ? drawContext(recordOf(room, i), { name: `record of ${name}` }, record)
      : []),
  ];
}

/** What a task has at its end. */
function drawResult(
  { state }: Frame,
  { name }: Task,
  { x, y, height }: Area,
): Markup[] {
  const result = state.results.find(({ task }) => task === name);
  if (result === undefined) return [];
  const { value, expected } = result;
  const isRight = value === expected;
  const says = `a = ${sayCount(value)}, ${isRight ? "right" : "wrong"}`;
  return [text(says, [x + 10, y + height - 9], {
    size: 12,
    isBold: true,
    colour: isRight ? "delivered" : "fault",
  })];
}

const columns = ["counter", ...registerNames] as const;

/** The values of a context, with those marked that another task has left. */
function drawContext(
  { x, y }: Pick<Area, "x" | "y">,
  { name, stroke = "line", isForeign = () => false }: {
    name: string;
    stroke?: "line" | "cpu" | "fault";
    isForeign?: (column: string) => boolean;
  },
  context: Context | undefined,
): Markup[] {
  const values = columns.map((column) =>
    column === "counter" ? context?.programCounter : context?.registers[column]
  );
  return [
    box({ x, y, ...contextSize }, {
      fill: "card",
      stroke,
      strokeWidth: stroke === "line" ? 1 : 2,
      radius: 8,
    }),
    text(name, [x + 8, y + 15], {
      size: 12,
      isBold: true,
      colour: stroke === "fault" ? "fault" : "ink",
    }),
    ...columns.flatMap((column, i) => {
      const right = x + 52 + i * 23;
      const isRed = isForeign(column);
      const look = { size: 12, anchor: "end" } as const;
      return [
        text(column, [right, y + 32], { ...look, colour: "soft" }),
        text(String(values[i] ?? "–"), [right, y + 49], {
          ...look,
          isMono: true,
          isBold: isRed,
          colour: isRed ? "fault" : "ink",
        }),
      ];
    }),
  ];
}

/** The CPU with what it holds, and a line to the task that has it. */
function drawCpu({ room, now, state, share }: Frame): Markup[] {
  const [x, y] = room.cpu;
  const { context } = room;
  const hasTurn = now.does === "run" || now.does === "go on" && share > 0.5;
  const isForeign = (column: string): boolean =>
    hasTurn && (state.writers[column] ?? now.task) !== now.task;
  const isMixed = columns.some(isForeign);
  const i = pair.findIndex(({ name }) => name === now.task);
  const task = room.tasks[i]!;
  const isBeside = y < 100;
  const edge = i === 0 ? task.x + task.width : task.x;
  const lead = isBeside
    ? `M${edge} ${y}H${x}`
    : `M${task.x + task.width / 2} 172V${y}H${x}`;
  return [
    ...(hasTurn ? [line(lead, { stroke: "cpu", strokeWidth: 2 })] : []),
    line(`M${x} ${y}V${context.y}`, {
      stroke: "line",
      strokeWidth: 2,
    }),
    chip([x, y], {
      name: "CPU",
      size: 48,
      colour: now.does === "run" ? "cpu" : "chip",
    }),
    ...drawContext(context, {
      name: isMixed ? `left by ${pair[1 - i]!.name}` : "in the CPU",
      stroke: isMixed ? "fault" : "line",
      isForeign,
    }, state.context),
  ];
}

/** A context on its way from the CPU to a record, or back. */
function drawMove({ room, now, share, state }: Frame): Markup[] {
  if (now.does !== "save" && now.does !== "load") return [];
  const record = recordOf(
    room,
    pair.findIndex(({ name }) => name === now.task),
  );
  const [from, to] = now.does === "save"
    ? [room.context, record]
    : [record, room.context];
  const part = eased(Math.min(1, share * 1.2));
  const at = { x: between(from.x, to.x, part), y: between(from.y, to.y, part) };
  const context = now.does === "save"
    ? state.context
    : state.records[now.task] ?? freshContext;
  const name = `${now.does} ${now.task}`;
  return drawContext(at, { name, stroke: "cpu" }, context);
}

/** Who had the CPU so far: in each operation one. */
function drawLanes(
  { room, scene: { schedule }, state: { owners } }: Frame,
): Markup[] {
  const { width, lanesY } = room;
  const begin = 66,
    all = schedule.slices.reduce((sum, { operations }) => sum + operations, 0);
  const step = (width - 12 - begin) / Math.max(1, all);
  return [
    text(`operation ${owners.length} of ${all}`, [begin, lanesY - 7], {
      size: 12,
      colour: "soft",
    }),
    ...pair.flatMap(({ name }, lane) => {
      const y = lanesY + lane * 21;
      return [
        text(name, [12, y + 12], { size: 12 }),
        box({ x: begin, y, width: width - 12 - begin, height: 16 }, {
          fill: "empty",
          radius: 3,
        }),
        ...owners.flatMap((owner, i) =>
          owner === name
            ? [
              box({ x: begin + i * step, y, width: step - 0.6, height: 16 }, {
                fill: "cpu",
              }),
            ]
            : []
        ),
      ];
    }),
  ];
}
