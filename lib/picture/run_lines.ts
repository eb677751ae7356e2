/**
 * What is told of a run while it is shown: the lines of `explain`, one for all that is wound
 * forward, and at the end the fault, if one ended it.
 *
 * @module
 */
import type { Event } from "../trace/event.ts";
import { explain } from "../trace/explain.ts";
import type { FilmLine, Tone } from "./film.ts";
import type { Recording, Shot } from "./reel.ts";

/** Lines, and which of them tells a shot. */
export interface Told {
  readonly lines: readonly FilmLine[];
  /** The place of its line among the lines. [from 1] */
  readonly lineOfShot: readonly number[];
}

/** Tells the shots of a run. */
export function tellShots(
  { trace, ending }: Recording,
  shots: readonly Shot[],
): Told {
  const lines: FilmLine[] = [];
  const lineOfShot: number[] = [];
  const all = explain(trace);
  let next = 0;
  let last = 0;
  let isCounted = true;
  for (const { at, gap } of shots) {
    if (gap) {
      // What comes after pieces that the trace does not hold, nobody has numbered.
      isCounted &&= gap.jump === undefined;
      const { says } = gap;
      lines.push({ actor: "", says, counted: [], tone: "request" });
    } else {
      while (all[next] && all[next]!.events[1] <= at) next += 1;
      const { number, actor, says, counted, events } = all[next]!;
      if (number !== last) {
        const tone = mainTone(trace.slice(...events));
        const numbers = isCounted ? { number, counted } : { counted: [] };
        lines.push({ actor, says, tone, ...numbers });
        last = number;
      }
    }
    lineOfShot.push(lines.length);
  }
  if (ending.kind === "fault") {
    const number = (lines.at(-1)?.number ?? 0) + 1;
    const { says } = ending;
    lines.push({ number, actor: "", says, counted: [], tone: "fault" });
  }
  return { lines, lineOfShot };
}

/** The tones that tell most of a line, before others. */
const strongest: readonly Tone[] = ["CPU", "DMA", "reference", "mode switch"];

/** The tone of what is told in one breath. */
function mainTone(events: readonly Event[]): Tone {
  const tones = events.map(toneOf);
  return strongest.find((tone) => tones.includes(tone)) ?? tones[0]!;
}

/** What an event is, which gives it its colour. */
export function toneOf(event: Event): Tone {
  switch (event.kind) {
    case "copy":
      return event.by;
    case "mode switch":
    case "interrupt":
      return event.kind;
    case "pass":
    case "map":
    case "unmap":
    case "page fault":
      return "reference";
    default:
      return "request";
  }
}
