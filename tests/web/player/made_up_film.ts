/**
 * Films of nothing, for tests of what shows films.
 *
 * @module
 */
import type { Film, FilmChoice, Tone } from "../../../lib/picture/film.ts";
import { element } from "../../../lib/text/markup.ts";

/** Makes a film in which each line takes one beat. @param beatsMs How long each takes. [ms] */
export function makeFilm(
  name: string,
  beatsMs: readonly number[],
  kind: Film["ending"]["kind"] = "delivered",
): Film {
  const tones: readonly Tone[] = ["mode switch", "DMA", "CPU"];
  const toneOf = (i: number): Tone => tones[i % tones.length] ?? "CPU";
  let endMs = 0;
  const beats = beatsMs.map((ms, i) => {
    const startMs = endMs;
    endMs += ms;
    return { startMs, endMs, line: i + 1, tone: toneOf(i) };
  });
  return {
    name,
    beats,
    lines: beats.map(({ line, tone }) => ({
      number: line,
      actor: "CPU",
      says: `does thing ${line}`,
      counted: [],
      tone,
    })),
    ending: { kind, says: `${name} is ${kind}.` },
    still: (timeMs, layout) => ({
      line: 0,
      tiles: [{ name: "time", says: String(timeMs) }],
      picture: {
        title: name,
        says: name,
        width: layout === "wide" ? 480 : 360,
        height: 300,
        shapes: [element("rect", { x: timeMs })],
      },
    }),
  };
}

/** Makes a choice of such a film. */
export function makeChoice(
  ...film: Parameters<typeof makeFilm>
): FilmChoice {
  return { name: film[0], film: () => makeFilm(...film) };
}
