/**
 * The scores of films as a slider: dragged, or moved by the player's keys.
 *
 * @module
 */
import type { JSX, TargetedPointerEvent } from "preact";
import type { Film } from "../../picture/film.ts";

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

/** Shows the scrubber. */
export function Scrubber(
  { timeMs, lengthMs, says, onTime }: ScrubberProps,
): JSX.Element {
  function drag(event: TargetedPointerEvent<HTMLElement>): void {
    const { currentTarget, pointerId, clientX, type } = event;
    if (type === "pointerdown") currentTarget.setPointerCapture(pointerId);
    if (!currentTarget.hasPointerCapture(pointerId)) return;
    const { left, width } = currentTarget.getBoundingClientRect();
    const share = Math.min(Math.max((clientX - left) / width, 0), 1);
    onTime(share * lengthMs);
  }
  const percent = lengthMs > 0 ? 100 * timeMs / lengthMs : 0;
  return (
    <div
      class="scrubber"
      role="slider"
      tabIndex={0}
      aria-label="Where the film stands"
      aria-valuemin={0}
      aria-valuemax={Math.round(lengthMs)}
      aria-valuenow={Math.round(timeMs)}
      aria-valuetext={says}
      onPointerDown={drag}
      onPointerMove={drag}
    >
      <div class="playhead" style={{ left: `${percent}%` }} />
    </div>
  );
}
