/**
 * The film of a run: how the bytes travel through the machine, with the counters beside it.
 *
 * All of it comes from the trace: the lines are those that `explain` tells, a beat is an event, and
 * a counter goes on when an event has happened. How long a beat lasts says nothing of a machine.
 *
 * @module
 */
import { costOf, measuredVm } from "../cost/cost.ts";
import { saySize, sayTime } from "../text/say.ts";
import type { Event } from "../trace/event.ts";
import { quantities, sayQuantity } from "../trace/quantity.ts";
import type { Beat, Film, FilmChoice, Layout, Still, Tile } from "./film.ts";
import { stages } from "./layout.ts";
import { drawMachine } from "./machine_drawing.ts";
import type { Cast } from "./machine_ground.ts";
import { railsOf } from "./machine_travel.ts";
import { cellsOf } from "./instant.ts";
import { type Point, type Recording, reelOf, type Shot } from "./reel.ts";
import { tellShots, type Told, toneOf } from "./run_lines.ts";
import { placesOfBytes, sayHeld } from "./scene.ts";

/** How long an event is shown, where it is not as long as a reference. [ms] */
const lengths: Readonly<Partial<Record<Event["kind"], number>>> = {
  "mode switch": 700,
  "dma request": 520,
  "device request": 420,
  "device ready": 420,
  copy: 1200,
  interrupt: 520,
};

/** How long other things are shown. [ms] */
const otherLengths = {
  start: 400,
  reference: 950,
  cpuCopy: 1900,
  gap: 1500,
  fault: 1200,
  end: 700,
};

/** A beat with what is to be seen in it. */
interface Take {
  readonly beat: Beat;
  readonly shot: Omit<Shot, "at">;
  readonly isFaulty: boolean;
}

/** A run that can be chosen: recorded when it is first shown. */
export interface RecordingChoice {
  /** What the program is called. */
  readonly name: string;
  readonly record: () => Recording;
}

/** Makes films to be chosen of runs. */
export function filmsOf(choices: readonly RecordingChoice[]): FilmChoice[] {
  return choices.map(({ name, record }) => ({
    name,
    film: () => filmOf(record()),
  }));
}

/** Makes the film of a run. */
export function filmOf(run: Recording): Film {
  const { name, job, calls, trace, ending } = run;
  const { start, shots } = reelOf(run);
  const told = tellShots(run, shots);
  const isFaulty = ending.kind === "fault";
  const takes = takesOf({ start, shots, told, isFaulty });
  const cast: Cast = {
    job,
    cells: cellsOf(job),
    calls,
    rails: new Set(trace.flatMap(railsOf)),
    drawn: new WeakMap(),
    hasPipe: trace.some((event) =>
      event.kind === "pass" && event.to === "pipe"
    ),
  };
  return {
    name,
    lines: told.lines,
    beats: takes.map(({ beat }) => beat),
    ending,
    still: (timeMs, layout) => drawStill(takes, timeMs, { name, cast, layout }),
  };
}

/** What a beat is, without its times. */
type Kind = Pick<Beat, "line" | "tone" | "label">;

/** Gives each shot its beat, and rests before and after. */
function takesOf({ start, shots, told, isFaulty }: {
  start: Point;
  shots: readonly Shot[];
  told: Told;
  isFaulty: boolean;
}): Take[] {
  const takes: Take[] = [];
  const add = (lengthMs: number, shot: Take["shot"], kind: Kind): void => {
    const startMs = takes.at(-1)?.beat.endMs ?? 0;
    const times = { startMs, endMs: startMs + lengthMs };
    const beat = { ...times, mode: shot.before.scene.mode, ...kind };
    takes.push({ beat, shot, isFaulty: kind.tone === "fault" });
  };
  add(otherLengths.start, restOn(start), { line: 0, tone: "request" });
  for (const [i, shot] of shots.entries()) {
    const line = told.lineOfShot[i]!;
    add(lengthOf(shot), shot, { line, ...kindOf(shot) });
  }
  const end = restOn(shots.at(-1)?.after ?? start);
  if (isFaulty) {
    add(otherLengths.fault, end, { line: told.lines.length, tone: "fault" });
  } else add(otherLengths.end, end, { line: 0, tone: "request" });
  return takes;
}

function restOn(point: Point): Take["shot"] {
  return { before: point, after: point, between: [] };
}

function kindOf({ event, gap }: Shot): Omit<Kind, "line"> {
  if (!event) return { tone: "request", label: `× ${gap?.times} more` };
  const tone = toneOf(event);
  return event.kind === "copy" ? { tone, label: event.by } : { tone };
}

/** How long a shot lasts. [ms] */
function lengthOf({ event }: Shot): number {
  if (!event) return otherLengths.gap;
  const isCpuCopy = event.kind === "copy" && event.by === "CPU";
  if (isCpuCopy) return otherLengths.cpuCopy;
  return lengths[event.kind] ?? otherLengths.reference;
}

/** Draws a time. At the end of a beat, all of it has happened. */
function drawStill(
  takes: readonly Take[],
  timeMs: number,
  { name, cast, layout }: {
    name: string;
    cast: Cast;
    layout: Layout;
  },
): Still {
  const at = Math.max(0, lastIndexBefore(takes, timeMs));
  const { beat, shot, isFaulty } = takes[at]!;
  const gone = (timeMs - beat.startMs) / (beat.endMs - beat.startMs);
  const share = Math.max(0, Math.min(1, gone));
  const { before, after, event, between } = shot;
  const points = [before, ...between, after];
  const now = share >= 1
    ? after
    : shot.gap
    ? points[Math.floor(share * points.length)]!
    : before;
  const instant = shot.gap
    ? { before: now.scene, after: now.scene, share }
    : { before: before.scene, after: after.scene, event, share };
  const stage = stages[layout];
  const line = takes.slice(0, at + 1).findLast(({ beat }) => beat.line > 0);
  return {
    picture: {
      title: name,
      says: sayPoint(now),
      width: stage.width,
      height: stage.height,
      shapes: drawMachine(cast, { ...instant, isFaulty }, stage),
    },
    line: line?.beat.line ?? 0,
    tiles: tilesOf(now),
  };
}

/** Finds the last take that has begun, by halves. [from 0; -1 if none has] */
function lastIndexBefore(takes: readonly Take[], timeMs: number): number {
  let [low, high] = [-1, takes.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (takes[middle]!.beat.startMs < timeMs) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Says what each place has, and where the CPU is. */
function sayPoint({ scene: { places, mode, call } }: Point): string {
  const held = placesOfBytes.filter((place) => sayHeld(places[place]) !== "-")
    .map((place) => `${place} ${sayHeld(places[place])}`);
  const where = call === undefined ? "" : `, in ${call}()`;
  return `CPU in ${mode} mode${where}; ${held.join("; ") || "no bytes"}.`;
}

/** The counters: what has been counted so far. */
function tilesOf({ scene, counts }: Point): Tile[] {
  const tones = {
    modeSwitches: "mode switch",
    cpuCopies: "CPU",
    dmaCopies: "DMA",
  } as const;
  return [
    ...(Object.keys(tones) as (keyof typeof tones)[]).map((name) => ({
      name: quantities[name].label,
      says: sayQuantity(name, counts),
      tone: tones[name],
    })),
    { name: "buffers now", says: saySize(scene.heldBytes) },
    { name: "CPU time", says: sayTime(costOf(counts, measuredVm).totalNs) },
  ];
}
