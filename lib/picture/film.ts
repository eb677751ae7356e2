/**
 * A film: something that happens in order, as a function of time.
 *
 * Whoever shows a film asks for a time and gets all that is to be seen then; so it can be played,
 * stepped through, and wound back and forth, and is the same whichever way time went. Times say how
 * long something is shown, never how long it takes on a machine: they are beats.
 *
 * @module
 */
import type { Mode } from "../trace/event.ts";
import type { Line } from "../trace/explain.ts";
import type { Picture } from "./picture.ts";

/** What something is, which gives it its colour. */
export type Tone =
  | "CPU"
  | "DMA"
  | "reference"
  | "mode switch"
  | "interrupt"
  | "request"
  | "fault";

/** One numbered line of what is told. */
export interface FilmLine extends Pick<Line, "says" | "counted"> {
  /** As `explain` numbers it; nothing where a line stands for many. [from 1] */
  readonly number?: number;
  /** Who does it; "" where the line is a sentence of its own. */
  readonly actor: string;
  readonly tone: Tone;
}

/** A stretch of time in which one thing happens. */
export interface Beat {
  /** [ms] */
  readonly startMs: number;
  /** [ms] */
  readonly endMs: number;
  /** Which of the film's lines tells it: its place, not its number. [from 1; 0 if none does] */
  readonly line: number;
  readonly tone: Tone;
  /** The mode of the CPU, where the film has modes. In a mode switch: the one that it leaves. */
  readonly mode?: Mode;
  /** What is written on it: "CPU", "DMA", "× 253". */
  readonly label?: string;
}

/** A counter. */
export interface Tile {
  readonly name: string;
  readonly says: string;
  readonly tone?: Tone;
}

/** What is to be seen at a time. */
export interface Still {
  readonly picture: Picture;
  /** Which line is happening, or has happened last: its place. [from 1; 0 at the start] */
  readonly line: number;
  /** The same tiles in the same order at every time. */
  readonly tiles: readonly Tile[];
}

/** How it ended. */
export interface Ending {
  readonly kind: "delivered" | "fault" | "over";
  /** In a sentence: that of the machine, where it has one. */
  readonly says: string;
}

/** How much room there is. */
export type Layout = "wide" | "narrow";

/** Something to be shown. */
export interface Film {
  /** What people call it: "read + write". */
  readonly name: string;
  readonly lines: readonly FilmLine[];
  /** What happens when: in order, without gaps, from 0 to the end. */
  readonly beats: readonly Beat[];
  readonly ending: Ending;
  /** What tones mean in it, where they mean something else than their names say. */
  readonly meanings?: Readonly<Partial<Record<Tone, string>>>;
  /** Draws a time. @param timeMs From 0 to the end; what lies outside is drawn as the nearer end. [ms] */
  readonly still: (timeMs: number, layout: Layout) => Still;
}

/** A film that can be chosen: made when it is first shown. */
export interface FilmChoice {
  /** What it is called, as the film is. */
  readonly name: string;
  readonly film: () => Film;
}

/** How long a film is. [ms] */
export function lengthOf({ beats }: Film): number {
  return beats.at(-1)?.endMs ?? 0;
}

/**
 * The times at which to stop on the way: the start, and wherever a line has happened. [ms]
 */
export function stopsOf({ beats }: Film): number[] {
  const ends = beats.flatMap(({ line, endMs }, i) =>
    line > 0 && beats[i + 1]?.line !== line ? [endMs] : []
  );
  return [0, ...ends];
}
