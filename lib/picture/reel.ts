/**
 * The reel: a run cut into shots, each with the scene and the counts before it and after it.
 *
 * It is folded once, so an instant can be drawn without going through the trace again. Of many pieces
 * the first two and the last are shown, and what lies between them is wound forward; so is what lies
 * between the first page faults of a step and its last.
 *
 * @module
 */
import { countPieces } from "../machine/job.ts";
import type { RunToFault } from "../machine/run.ts";
import { sayCount } from "../text/say.ts";
import { Counter, type Counts } from "../trace/count.ts";
import type { Event } from "../trace/event.ts";
import type { Scene } from "./scene.ts";
import { SceneFold } from "./scene_fold.ts";

/** What there is at a point of a run. */
export interface Point {
  readonly scene: Scene;
  readonly counts: Counts;
}

/** A part of a run that is shown as one. */
export interface Shot {
  readonly before: Point;
  readonly after: Point;
  /** What happens; nothing where many things are wound forward. */
  readonly event?: Event;
  /** Its place in the trace. [from 0] */
  readonly at: number;
  readonly gap?: Gap;
  /** Points on the way, where many things are wound forward. */
  readonly between: readonly Point[];
}

/** Events that are wound forward. */
export interface Gap {
  /** The first of them, and the one after the last. [from 0] */
  readonly events: readonly [begin: number, end: number];
  /** How many pieces or page faults they are. */
  readonly times: number;
  /** What is told of them: a sentence without a full stop. */
  readonly says: string;
}

/** How many points are kept of what is wound forward. */
const mostPoints = 40;

/** Goes through a trace once. */
class Walk {
  readonly #fold: SceneFold;
  readonly #counter = new Counter();
  /** The next event. [from 0] */
  at = 0;

  constructor(readonly run: RunToFault) {
    this.#fold = new SceneFold(run.job);
  }

  get point(): Point {
    return { scene: this.#fold.scene, counts: this.#counter.counts };
  }

  step(): void {
    const event = this.run.trace[this.at]!;
    this.#fold.add(event);
    this.#counter.add(event);
    this.at += 1;
  }

  /** Goes to the end of a gap. @returns Points on the way. */
  wind({ events: [begin, end] }: Gap): Point[] {
    const points: Point[] = [];
    const stride = Math.ceil((end - begin) / mostPoints);
    while (this.at < end) {
      this.step();
      if ((this.at - begin) % stride === 0) points.push(this.point);
    }
    return points;
  }
}

/** Cuts a run into shots. @returns What there is at the start, and the shots. */
export function reelOf(
  run: RunToFault,
  gaps: readonly Gap[],
): { readonly start: Point; readonly shots: readonly Shot[] } {
  const walk = new Walk(run);
  while (run.trace[walk.at]?.step === 0) walk.step();
  const start = walk.point;
  const shots: Shot[] = [];
  let before = start;
  while (walk.at < run.trace.length) {
    const { at } = walk;
    const event = run.trace[at]!;
    const gap = gaps.find(({ events }) => events[0] === at);
    const between = gap ? walk.wind(gap) : [];
    if (!gap) walk.step();
    // Memory is taken with what needs it, and given back with what needed it.
    if (!gap && event.kind === "allocate") continue;
    const after = walk.point;
    const last = shots.at(-1);
    if (!gap && event.kind === "free" && last) {
      shots[shots.length - 1] = { ...last, after };
    } else {
      shots.push({ before, after, at, between, ...gap ? { gap } : { event } });
    }
    before = after;
  }
  return { start, shots };
}

/** Finds what is not shown one by one. */
export function gapsOf({ trace, job }: RunToFault): Gap[] {
  const pieces = countPieces(job);
  const gaps: Gap[] = [];
  const begin = trace.findIndex(({ round }) => round === 3);
  const end = trace.findIndex(({ round }) => round === pieces);
  if (pieces > mostShownPieces && begin >= 0) {
    gaps.push(...pieceGap(trace, { begin, end, pieces }));
  }
  return [...gaps, ...faultGaps(trace, gaps[0])]
    .sort((a, b) => a.events[0] - b.events[0]);
}

/** The most pieces, and page faults of a step, that are all shown. */
const mostShownPieces = 4;

function pieceGap(
  trace: readonly Event[],
  { begin, end, pieces }: { begin: number; end: number; pieces: number },
): Gap[] {
  const stop = end < 0 ? trace.length : end;
  const last = trace[stop - 1]!.round;
  const times = Math.min(last, pieces - 1) - 2;
  if (times < 2) return [];
  return [{
    events: [begin, stop],
    times,
    says: `pieces 3 to ${sayCount(times + 2)} go the same way`,
  }];
}

/** Finds page faults that follow each other in a step. */
function faultGaps(trace: readonly Event[], piece: Gap | undefined): Gap[] {
  const byTurn = new Map<string, number[]>();
  trace.forEach(({ kind, step, round }, i) => {
    const [begin, end] = piece?.events ?? [0, 0];
    if (kind !== "page fault" || i >= begin && i < end) return;
    const turn = `${step} ${round}`;
    byTurn.set(turn, [...byTurn.get(turn) ?? [], i]);
  });
  return [...byTurn.values()].filter((all) => all.length > mostShownPieces)
    .map((all) => ({
      events: [all[2]!, all.at(-1)!],
      times: all.length - 3,
      says: `${sayCount(all.length - 3)} more page faults go the same way`,
    }));
}
