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
  const [isPlaying, setIsPlaying] = useState(false);
  // What is so at once: a frame may come before what was set is shown.
  const now = useRef(timeMs);
  const plays = useRef(false);
  function go(timeMs: number): void {
    now.current = timeMs;
    setTimeMs(timeMs);
  }
  function play(isPlaying: boolean): void {
    plays.current = isPlaying;
    setIsPlaying(isPlaying);
  }

  useEffect(() => {
    if (!isPlaying) return;
    let frame = 0;
    let last = performance.now();
    function move(at: number): void {
      if (!plays.current) return;
      go(advance(now.current, at - last, { speed, lengthMs }));
      last = Math.max(at, last);
      if (now.current < lengthMs) frame = requestAnimationFrame(move);
      else play(false);
    }
    frame = requestAnimationFrame(move);
    return () => cancelAnimationFrame(frame);
  }, [isPlaying, speed, lengthMs]);
  useHiding(() => play(false));

  return { timeMs, isPlaying, go, play };
}

/** Calls back when nobody sees the page any more. */
function useHiding(onHidden: () => void): void {
  useEffect(() => {
    const look = (): void => {
      if (document.hidden) onHidden();
    };
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
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
