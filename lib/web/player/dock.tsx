/**
 * The player's dock: what moves a film, and where it stands.
 *
 * @module
 */
import type { JSX } from "preact";
import { speeds } from "./clock.ts";
import type { Act } from "./keys.ts";
import { Scrubber, type ScrubberProps } from "./scrubber.tsx";

/** What the dock needs. */
export interface DockProps extends ScrubberProps {
  readonly isPlaying: boolean;
  readonly speed: number;
  readonly act: (act: Act) => void;
  readonly setSpeed: (speed: number) => void;
}

/** The signs on the buttons: paths in a square of 24. */
const signs = {
  start: "M6 5v14M19 5 9 12l10 7z",
  back: "m15 5-8 7 8 7",
  play: "M8 4v16l12-8z",
  pause: "M8 5v14M16 5v14",
  again: "M19 12a7 7 0 1 1-2-5l2 2M19 4v5h-5",
  forward: "m9 5 8 7-8 7",
} as const;

const playWords = {
  play: "Play",
  pause: "Pause",
  again: "Play again",
} as const;

/** Shows the dock. */
export function Dock(props: DockProps): JSX.Element {
  const { timeMs, lengthMs, isPlaying, speed, act, setSpeed } = props;
  const isOver = timeMs >= lengthMs;
  const sign = isPlaying ? "pause" : isOver ? "again" : "play";
  const button = (
    to: Act,
    label: string,
    path: keyof typeof signs,
  ): JSX.Element => (
    <button
      type="button"
      class={`act-${to}`}
      aria-label={label}
      title={label}
      onClick={() => act(to)}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={signs[path]} />
      </svg>
    </button>
  );
  return (
    <div class="dock">
      <div class="acts">
        {button("start", "To the start", "start")}
        {button("back", "One step back", "back")}
        {button("play", playWords[sign], sign)}
        {button("forward", "One step forward", "forward")}
        <Speed speed={speed} setSpeed={setSpeed} />
        <p class="keys">
          <kbd>space</kbd> plays, <kbd>←</kbd> <kbd>→</kbd>{" "}
          step. Widths are beats, not time.
        </p>
      </div>
      <Scrubber {...props} />
    </div>
  );
}

function Speed(
  { speed, setSpeed }: Pick<DockProps, "speed" | "setSpeed">,
): JSX.Element {
  return (
    <select
      aria-label="Speed"
      value={speed}
      onChange={({ currentTarget }) => setSpeed(Number(currentTarget.value))}
    >
      {speeds.map((speed) => <option key={speed} value={speed}>{speed}×
      </option>)}
    </select>
  );
}
