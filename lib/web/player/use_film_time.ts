/**
 * The time at which films stand, moved on by the browser's frames while they play.
 *
 * @module
 */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { advance } from "./clock.ts";

/** A time that can be played. */
export interface FilmTime {
  /** [ms] */
  readonly timeMs: number;
  readonly isPlaying: boolean;
  /** Goes to a time, and plays on if it played. [ms] */
  readonly go: (timeMs: number) => void;
  readonly play: (isPlaying: boolean) => void;
}

/**
 * Keeps a time, and plays it up to an end. Nothing plays in a tab that nobody sees.
 *
 * @param firstMs Where it stands at first. [ms]
 * @param lengthMs Where it ends. [ms]
 * @param speed [times as fast]
 */
export function useFilmTime(
  firstMs: number,
  lengthMs: number,
  speed: number,
): FilmTime {
  const [timeMs, setTimeMs] = useState(firstMs);
  const [isPlaying, play] = useState(false);
  const now = useRef(timeMs);
  function go(timeMs: number): void {
    now.current = timeMs;
    setTimeMs(timeMs);
  }

  useEffect(() => {
    if (!isPlaying) return;
    let frame = 0;
    let last = performance.now();
    function move(at: number): void {
      go(advance(now.current, at - last, { speed, lengthMs }));
      last = Math.max(at, last);
      if (now.current < lengthMs) frame = requestAnimationFrame(move);
      else play(false);
    }
    function look(): void {
      if (document.hidden) play(false);
    }
    frame = requestAnimationFrame(move);
    document.addEventListener("visibilitychange", look);
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener("visibilitychange", look);
    };
  }, [isPlaying, speed, lengthMs]);

  return { timeMs, isPlaying, go, play };
}

/** Says whether whoever looks has asked for less motion. */
export function useLessMotion(): boolean {
  const query = useMemo(
    () => matchMedia("(prefers-reduced-motion: reduce)"),
    [],
  );
  const [isLess, setIsLess] = useState(query.matches);
  useEffect(() => {
    const look = (): void => setIsLess(query.matches);
    query.addEventListener("change", look);
    return () => query.removeEventListener("change", look);
  }, []);
  return isLess;
}
