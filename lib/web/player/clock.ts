/**
 * The player's clock: arithmetic with times at which films stand. It knows no browser.
 *
 * @module
 */
import type { Film } from "../../picture/film.ts";
import type { Act } from "./keys.ts";

/** How fast a film can be played. [times as fast] */
export const speeds = [0.5, 1, 2, 4] as const;

/** How far a frame goes at most: a browser that is slow shows a film slower, and leaves nothing out. [ms] */
const longestFrameMs = 100;

/** Times that are nearer than this are one: an address holds whole milliseconds. [ms] */
const slackMs = 1;

/** Moves a time on by a frame. @returns A time up to the end. [ms] */
export function advance(
  timeMs: number,
  frameMs: number,
  { speed, lengthMs }: { readonly speed: number; readonly lengthMs: number },
): number {
  const passedMs = Math.min(Math.max(frameMs, 0), longestFrameMs) * speed;
  return Math.min(timeMs + passedMs, lengthMs);
}

/** Puts the stops of films into one order; stops that nobody tells apart are one. [ms] */
export function joinStops(stops: readonly (readonly number[])[]): number[] {
  const all = stops.flat().sort((a, b) => a - b);
  return all.filter((stop, i) =>
    i === 0 || stop - (all[i - 1] ?? 0) >= slackMs
  );
}

/** Finds where an act goes from a time; undefined, if it goes nowhere. [ms] */
export function timeOfAct(
  act: Act,
  timeMs: number,
  stops: readonly number[],
): number | undefined {
  const endMs = stops.at(-1) ?? 0;
  switch (act) {
    case "start":
      return 0;
    case "end":
      return endMs;
    case "back":
      return stops.findLast((stop) => stop < timeMs - slackMs) ?? 0;
    case "forward":
      return stops.find((stop) => stop > timeMs + slackMs) ?? endMs;
    default:
      return undefined;
  }
}

/** Stands on a stop that is near: what an address has rounded has happened all the same. [ms] */
export function onStop(timeMs: number, stops: readonly number[]): number {
  return stops.find((stop) => Math.abs(stop - timeMs) < slackMs) ?? timeMs;
}

/**
 * Says which time to show where nothing may move: what happens is shown at once as it will be when
 * it has happened, and stays for as long as it would have taken. [ms]
 */
export function withoutMotion(
  timeMs: number,
  stops: readonly number[],
): number {
  return stops.find((stop) => stop >= timeMs) ?? timeMs;
}

/**
 * Finds the same place in other films: between the same stops, at the end if it was at the end, and
 * at the start if there is no such stop. [ms]
 */
export function keepPlace(
  timeMs: number,
  before: readonly number[],
  after: readonly number[],
): number {
  const index = before.findLastIndex((stop) => stop <= timeMs);
  const from = before[index];
  const to = before[index + 1];
  if (from === undefined) return 0;
  if (to === undefined) return index === 0 ? 0 : after.at(-1) ?? 0;
  const start = after[index];
  const end = after[index + 1];
  if (start === undefined || end === undefined) return 0;
  return start + (end - start) * (timeMs - from) / (to - from);
}

/** Finds the line that is happening at a time, or has happened last. [from 1; 0 at the start] */
export function lineAt({ beats }: Film, timeMs: number): number {
  return beats.findLast(({ line, startMs }) => line > 0 && startMs < timeMs)
    ?.line ?? 0;
}

/** Finds the time at which a line has happened; the end, if no beat shows it. [ms] */
export function timeOfLine({ beats }: Film, line: number): number {
  const beat = beats.findLast((beat) => beat.line === line) ?? beats.at(-1);
  return beat?.endMs ?? 0;
}
