/**
 * What is said under a film at a time: the line that happens, and at the end how it ended.
 *
 * @module
 */
import {
  type Film,
  type FilmLine,
  lengthOf,
  type Tone,
} from "../../picture/film.ts";

/** A sentence with what stands before it. */
export interface Caption {
  /** A number, or a sign for the start and the end. */
  readonly mark: string;
  /** Who acts, where somebody does. */
  readonly actor: string;
  readonly says: string;
  readonly tone: Tone | "delivered" | "over" | undefined;
}

const endMarks = { delivered: "✓", fault: "!", over: "■" } as const;

/** What is said before anything happens. */
const start: Caption = {
  mark: "0",
  actor: "",
  says: "Nothing has happened yet: play, or go step by step.",
  tone: undefined,
};

/** Whether a film has come to its end. */
export function isOver(film: Film, timeMs: number): boolean {
  return timeMs >= lengthOf(film);
}

/** Says what is under a film. @param line As its still says. [from 1; 0 at the start] */
export function captionOf(film: Film, line: number, timeMs: number): Caption {
  if (isOver(film, timeMs)) return endOf(film);
  const told = film.lines[line - 1];
  return told === undefined ? start : captionOfLine(told);
}

/** Says a line. */
export function captionOfLine(
  { number, actor, says, tone }: FilmLine,
): Caption {
  return {
    mark: number === undefined ? "⋯" : String(number),
    actor,
    says,
    tone,
  };
}

/** Says how a film ends. */
export function endOf({ ending: { kind, says } }: Film): Caption {
  return { mark: endMarks[kind], actor: "", says, tone: kind };
}

/** Says the same to whoever hears it, with its place among all steps. */
export function sayCaption(
  film: Film,
  { mark, actor, says }: Caption,
): string {
  const last = film.lines.findLast(({ number }) => number !== undefined);
  const place = /[1-9]/.test(mark) ? `step ${mark} of ${last?.number}: ` : "";
  return `${film.name}, ${place}${actor} ${says}`.replaceAll("  ", " ");
}

/** Finds the captions that take the most room, so that it can be kept free for all. */
export function longestCaptions(film: Film): Caption[] {
  const all = [
    start,
    endOf(film),
    ...film.lines.map(captionOfLine),
  ];
  const sizeOf = ({ actor, says }: Caption): number =>
    actor.length + says.length;
  return all.sort((a, b) => sizeOf(b) - sizeOf(a)).slice(0, 3);
}

/** Names a tone for the styles: "tone-mode-switch". */
export function toneClass(tone: string | undefined): string {
  return tone === undefined ? "" : `tone-${tone.replace(" ", "-")}`;
}
