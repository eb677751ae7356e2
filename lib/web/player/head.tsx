/**
 * What stands above the films: what their colours mean, and what can be done with the player.
 *
 * @module
 */
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Film, Tone } from "../../picture/film.ts";
import { toneClass } from "./caption.ts";
import { CopyLink } from "../copy_link.tsx";

/** What the colours mean unless a film says otherwise, in the order in which they are told. */
const usualMeanings = {
  "CPU": "CPU",
  "DMA": "DMA",
  "reference": "reference, no bytes",
  "mode switch": "mode switch",
  "interrupt": "interrupt",
  "fault": "fault",
} as const satisfies Partial<Record<Tone, string>>;

/** What the head needs. */
export interface HeadProps {
  readonly films: readonly Film[];
  /** Makes the link to what is shown. */
  readonly link: () => string;
  /** Fills the screen with the player, or leaves it again. */
  readonly onFill: () => void;
}

/** Shows the head. */
export function Head({ films, link, onFill }: HeadProps): JSX.Element {
  const legend = useMemo(() => <Legend films={films} />, [films]);
  return (
    <div class="head">
      {legend}
      <CopyLink link={link} />
      {document.fullscreenEnabled && <FillScreen onFill={onFill} />}
    </div>
  );
}

/** The colours that are seen, with what they mean. */
function Legend({ films }: Pick<HeadProps, "films">): JSX.Element {
  const tones = new Set<string>(
    films.flatMap(({ beats }) => beats.map(({ tone }) => tone)),
  );
  const meanings: Readonly<Record<string, string>> = Object.assign(
    { ...usualMeanings },
    ...films.map(({ meanings }) => meanings),
  );
  return (
    <ul class="legend">
      {Object.entries(meanings).filter(([tone]) => tones.has(tone))
        .map(([tone, says]) => (
          <li key={tone} class={toneClass(tone)}>{says}</li>
        ))}
    </ul>
  );
}

function FillScreen({ onFill }: Pick<HeadProps, "onFill">): JSX.Element {
  const [fills, setFills] = useState(false);
  useEffect(() => {
    const look = (): void => setFills(document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", look);
    return () => document.removeEventListener("fullscreenchange", look);
  }, []);
  return (
    <button type="button" onClick={onFill}>
      {fills ? "Leave full screen" : "Full screen"}
    </button>
  );
}
