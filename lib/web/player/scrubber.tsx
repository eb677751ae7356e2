/**
 * The scores of films as a slider: dragged, or moved by the player's keys.
 *
 * @module
 */
import type { JSX, TargetedPointerEvent } from "preact";
import { useMemo, useRef } from "preact/hooks";
import type { Film } from "../../picture/film.ts";
import { drawScore } from "../../picture/score.ts";
import { preactOf } from "../preact_of.ts";
import { layoutOf, useWidth } from "./use_width.ts";

/** What a scrubber needs. */
export interface ScrubberProps {
  readonly films: readonly Film[];
  /** [ms] */
  readonly timeMs: number;
  /** Where the longest film ends. [ms] */
  readonly lengthMs: number;
  /** What happens at the time, in a sentence. */
  readonly says: string;
  /** Goes to a time and rests there. [ms] */
  readonly onTime: (timeMs: number) => void;
}

/** How high a row is, alone and with another, and what is between two. [CSS pixels] */
const sizes = {
  wide: { rowHeights: [40, 28], gap: 6 },
  narrow: { rowHeights: [44, 24], gap: 16 },
} as const;

/** Shows the scrubber. */
export function Scrubber(
  { films, timeMs, lengthMs, says, onTime }: ScrubberProps,
): JSX.Element {
  const whole = useRef<HTMLDivElement>(null);
  const track = useRef<HTMLDivElement>(null);
  const size = layoutOf(useWidth(whole));
  const width = useWidth(track);
  const score = useMemo(
    () => width > 0 && <Score {...{ films, width, size }} />,
    [films, width, size],
  );
  const left = `${lengthMs > 0 ? 100 * timeMs / lengthMs : 0}%`;
  const take = (event: TargetedPointerEvent<HTMLElement>): void =>
    drag(event, (part) => onTime(part * lengthMs));
  return (
    <div class={`scores ${size}`} ref={whole}>
      {films.length > 1 && <Names films={films} />}
      <div
        class="scrubber"
        ref={track}
        role="slider"
        tabIndex={0}
        aria-label="Where the film stands"
        aria-valuemin={0}
        aria-valuemax={Math.round(lengthMs)}
        aria-valuenow={Math.round(timeMs)}
        aria-valuetext={says}
        onPointerDown={take}
        onPointerMove={take}
      >
        {score}
        <div class="veil" style={{ left }} />
        <div class="playhead" style={{ left }} />
      </div>
    </div>
  );
}

function Names({ films }: Pick<ScrubberProps, "films">): JSX.Element {
  return (
    <div class="names" aria-hidden="true">
      {films.map(({ name }, i) => <span key={i}>{name}</span>)}
    </div>
  );
}

/** Says which part of the track is before a pointer that has taken hold of it. */
function drag(
  event: TargetedPointerEvent<HTMLElement>,
  onPart: (part: number) => void,
): void {
  const { currentTarget, pointerId, clientX, type } = event;
  if (type === "pointerdown") currentTarget.setPointerCapture(pointerId);
  if (!currentTarget.hasPointerCapture(pointerId)) return;
  const { left, width } = currentTarget.getBoundingClientRect();
  onPart(Math.min(Math.max((clientX - left) / width, 0), 1));
}

/** What happens when: one row a film. */
function Score({ films, width, size }: Pick<ScrubberProps, "films"> & {
  readonly width: number;
  readonly size: keyof typeof sizes;
}): JSX.Element {
  const { rowHeights, gap } = sizes[size];
  const rowHeight = rowHeights[films.length === 1 ? 0 : 1];
  const score = drawScore(films, { width, rowHeight, gap });
  return (
    <svg width={width} height={score.height} aria-hidden="true">
      {score.shapes.map(preactOf)}
    </svg>
  );
}
