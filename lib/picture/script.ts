/**
 * A script: what happens in a film, one thing after the other, and how all is once it has.
 *
 * @module
 */
import type { Beat, Film, Layout, Tile } from "./film.ts";
import type { Picture } from "./picture.ts";

/** One thing that happens, with its beat. */
export interface Moment<State> extends Omit<Beat, "startMs" | "endMs"> {
  /** How long it is shown. [ms] */
  readonly lastsMs: number;
  /** How all is once it has happened. */
  readonly state: State;
}

/** A moment while it is happening. */
export interface View<State, Now extends Moment<State>> {
  readonly now: Now;
  /** How all was before. */
  readonly before: State;
  /** How all is: as before, until it has happened. */
  readonly state: State;
  /** How much of it has happened. [0 to 1] */
  readonly share: number;
  /** Since the start. [ms] */
  readonly timeMs: number;
}

/** What a film is made of. */
export interface Script<State, Now extends Moment<State>>
  extends Pick<Film, "name" | "lines" | "ending"> {
  /** How all is before anything has happened. */
  readonly start: State;
  /** In their order: at least one. */
  readonly moments: readonly Now[];
  /** What has been counted: a thing that is happening counts once it has happened. */
  readonly tiles: (view: View<State, Now>) => readonly Tile[];
  readonly draw: (view: View<State, Now>, layout: Layout) => Picture;
}

/** Makes a film. */
export function filmOf<State, Now extends Moment<State>>(
  { name, lines, ending, start, moments, tiles, draw }: Script<State, Now>,
): Film {
  let endMs = 0;
  const plain: readonly Moment<State>[] = moments;
  const beats = plain.map(({ lastsMs, state: _, ...beat }): Beat => {
    const startMs = endMs;
    endMs += lastsMs;
    return { ...beat, startMs, endMs };
  });
  const at = (asked: number): { i: number; view: View<State, Now> } => {
    const timeMs = Math.max(0, Math.min(asked, endMs));
    const i = beats.findIndex(({ endMs: end }) => timeMs < end);
    const last = moments.length - 1;
    const now = moments[i < 0 ? last : i]!;
    const before = (i < 0 ? moments[last - 1] : moments[i - 1])?.state ?? start;
    const share = i < 0 ? 1 : (timeMs - beats[i]!.startMs) / now.lastsMs;
    const state = share < 1 ? before : now.state;
    const view = { now, before, state, share, timeMs };
    return { i: i < 0 ? last : i, view };
  };
  return {
    name,
    lines,
    beats,
    ending,
    still: (asked, layout) => {
      const { i, view } = at(asked);
      const told = view.timeMs === 0
        ? undefined
        : beats.findLast((beat, k) => k <= i && beat.line > 0);
      return {
        picture: draw(view, layout),
        line: told?.line ?? 0,
        tiles: tiles(view),
      };
    },
  };
}

/** A share that begins and ends slowly, as things do that have weight. [0 to 1] */
export function eased(share: number): number {
  return share * share * (3 - 2 * share);
}
