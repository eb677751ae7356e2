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
  extends Pick<Film, "name" | "lines" | "ending" | "meanings"> {
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
  { start, moments, tiles, draw, ...told }: Script<State, Now>,
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
    // Where one ends and the next begins, the first is seen as having happened: films stop there.
    const i = beats.findIndex(({ endMs }) => timeMs <= endMs);
    const now = moments[i]!;
    const before = moments[i - 1]?.state ?? start;
    const { startMs, endMs: end } = beats[i]!;
    const share = timeMs < end ? (timeMs - startMs) / now.lastsMs : 1;
    const state = share < 1 ? before : now.state;
    const view = { now, before, state, share, timeMs };
    return { i, view };
  };
  return {
    ...told,
    beats,
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
