/**
 * The reel: a run cut into shots, each with the scene and the counts before it and after it.
 *
 * It is folded once, so an instant can be drawn without going through the trace again. Of many pieces
 * the first two and the last are shown, and what lies between them is wound forward; so is what lies
 * between the first page faults of a step and its last.
 *
 * @module
 */
import { countPieces, type Job } from "../machine/job.ts";
import { sayCount } from "../text/say.ts";
import { Counter, type Counts, noCounts } from "../trace/count.ts";
import type { Event } from "../trace/event.ts";
import type { Ending } from "./film.ts";
import type { Scene } from "./scene.ts";
import { SceneFold } from "./scene_fold.ts";

/** A run that has been done, and all that its film is made of: no machine is needed any more. */
export interface Recording {
  /** What the program is called. */
  readonly name: string;
  readonly job: Job;
  /** The program's calls, each once. */
  readonly calls: readonly string[];
  readonly trace: readonly Event[];
  /** What is not shown one by one, in order. */
  readonly gaps: readonly Gap[];
  readonly ending: Ending;
}

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
  /** What follows from a formula, where the trace does not hold them. */
  readonly jump?: Jump;
}

/** How things are after what the trace does not hold. */
export interface Jump {
  /** What is added to the counts. */
  readonly counts: Counts;
  /** @param share How much of it has happened. [0 to 1] */
  readonly sceneAt: (before: Scene, share: number) => Scene;
}

/** How many points are kept of what is wound forward. */
const mostPoints = 40;

/** Goes through a trace once. */
class Walk {
  #fold: SceneFold;
  readonly #counter = new Counter();
  /** What is counted besides. */
  #jumped: Counts | undefined;

  /** The next event. [from 0] */
  at = 0;

  constructor(readonly run: Recording) {
    this.#fold = new SceneFold(run.job);
  }

  get point(): Point {
    const { counts } = this.#counter;
    return {
      scene: this.#fold.scene,
      counts: this.#jumped ? plus(counts, this.#jumped, 1) : counts,
    };
  }

  step(): void {
    const event = this.run.trace[this.at]!;
    this.#fold.add(event);
    this.#counter.add(event);
    this.at += 1;
  }

  /** Goes over what the trace does not hold. @returns Points on the way. */
  jump({ counts, sceneAt }: Jump): Point[] {
    const { scene, counts: before } = this.point;
    const points = Array.from({ length: mostPoints }, (_, i) => {
      const share = (i + 1) / mostPoints;
      return {
        scene: sceneAt(scene, share),
        counts: plus(before, counts, share),
      };
    });
    this.#fold = new SceneFold(this.run.job, points.at(-1)!.scene);
    this.#jumped = counts;
    return points;
  }

  /** Goes to the end of a gap. @returns Points on the way. */
  wind({ events: [begin, end], jump }: Gap): Point[] {
    if (jump) return this.jump(jump);
    const points: Point[] = [];
    const stride = Math.ceil((end - begin) / mostPoints);
    while (this.at < end) {
      this.step();
      if ((this.at - begin) % stride === 0) points.push(this.point);
    }
    return points;
  }
}

/** Adds a share of some counts to others: all of them are taken away with a share of -1. */
export function plus(some: Counts, others: Counts, share: number): Counts {
  const names = Object.keys(noCounts) as (keyof Counts)[];
  const sums = names.map((name) =>
    [name, some[name] + Math.round(others[name] * share)] as const
  );
  return { ...noCounts, ...Object.fromEntries(sums) };
}

/** Cuts a run into shots. @returns What there is at the start, and the shots. */
export function reelOf(
  run: Recording,
): { readonly start: Point; readonly shots: readonly Shot[] } {
  const { gaps } = run;
  const walk = new Walk(run);
  while (run.trace[walk.at]?.step === 0) walk.step();
  const start = walk.point;
  const shots: Shot[] = [];
  let [before, nextGap] = [start, 0];
  while (walk.at < run.trace.length || nextGap < gaps.length) {
    const { at } = walk;
    const event = run.trace[at];
    const gap = gaps[nextGap]?.events[0] === at ? gaps[nextGap++] : undefined;
    const between = gap ? walk.wind(gap) : [];
    if (!gap) walk.step();
    // Memory is taken with what needs it, and given back with what needed it.
    if (!gap && event?.kind === "allocate") continue;
    const after = walk.point;
    const last = shots.at(-1);
    if (!gap && event?.kind === "free" && last) {
      shots[shots.length - 1] = { ...last, after };
    } else {
      const what = gap ? { gap } : event ? { event } : {};
      shots.push({ before, after, at, between, ...what });
    }
    before = after;
  }
  return { start, shots };
}

/** How many pieces, and page faults of a step, are shown before the others are wound forward. */
export const firstShown = 2;

/** Finds what is not shown one by one. */
export function gapsOf(
  { trace, job }: Pick<Recording, "trace" | "job">,
): Gap[] {
  const pieces = countPieces(job);
  const gaps: Gap[] = [];
  const begin = trace.findIndex(({ round }) => round === firstShown + 1);
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
  const times = Math.min(last, pieces - 1) - firstShown;
  if (times < 2) return [];
  return [{
    events: [begin, stop],
    times,
    says: `pieces ${firstShown + 1} to ${
      sayCount(firstShown + times)
    } go the same way`,
  }];
}

/** Finds page faults that follow each other in a step, outside a gap between pieces. */
export function faultGaps(trace: readonly Event[], piece?: Gap): Gap[] {
  const byTurn = new Map<string, number[]>();
  trace.forEach(({ kind, step, round }, i) => {
    const [begin, end] = piece?.events ?? [0, 0];
    if (kind !== "page fault" || i >= begin && i < end) return;
    const turn = `${step} ${round}`;
    byTurn.set(turn, [...byTurn.get(turn) ?? [], i]);
  });
  return [...byTurn.values()].filter((all) => all.length > mostShownPieces)
    .map((all) => {
      const times = all.length - firstShown - 1;
      return {
        events: [all[firstShown]!, all.at(-1)!],
        times,
        says: `${sayCount(times)} more page faults go the same way`,
      };
    });
}
