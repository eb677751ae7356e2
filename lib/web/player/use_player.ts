/**
 * What a player holds: its films, and where they stand, in step with the address.
 *
 * @module
 */
import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "preact/hooks";
import {
  type Film,
  type FilmChoice,
  lengthOf,
  stopsOf,
} from "../../picture/film.ts";
import type { AddressStore } from "../address_store.ts";
import { useAddress } from "../use_address.ts";
import {
  joinStops,
  keepPlace,
  onStop,
  timeOfAct,
  withoutMotion,
} from "./clock.ts";
import type { Act } from "./keys.ts";
import { type Place, readPlace, writePlace } from "./place.ts";
import { type FilmTime, useFilmTime, useLessMotion } from "./use_film_time.ts";

/** What a player needs. */
export interface PlayerProps {
  /**
   * The films that can be chosen, at least one. Another array is other films: the player makes them
   * anew, and stays at the same step where it can.
   */
  readonly choices: readonly FilmChoice[];
  /** The names of what is shown if the address says nothing: one film, or two. */
  readonly shown: readonly string[];
  /** Where it stands: `a` and `b`, the films, and `t`. [ms] */
  readonly store: AddressStore;
}

/** What a player shows, and what can be done with it. */
export interface PlayerState {
  /** One film, or two. */
  readonly films: readonly Film[];
  readonly place: Place;
  /** [ms] */
  readonly timeMs: number;
  /** [ms] */
  readonly lengthMs: number;
  readonly isPlaying: boolean;
  readonly speed: number;
  readonly setSpeed: (speed: number) => void;
  readonly act: (act: Act) => void;
  /** Goes to a time and rests there. [ms] */
  readonly rest: (timeMs: number) => void;
  /** Writes into the address what is shown, with what is to be changed. */
  readonly write: (changed?: Partial<Place>) => void;
}

/** How long a player rests before it writes where. [ms] */
const writesAfterMs = 150;

/** Keeps what a player holds. */
export function usePlayer(props: PlayerProps): PlayerState {
  const { choices, shown, store } = props;
  const address = useAddress(store);
  const names = choices.map(({ name }) => name);
  const place = readPlace(address, names, shown);
  const films = useFilms(choices, place);
  const stops = useMemo(
    () => joinStops(films.map((film) => [...stopsOf(film), lengthOf(film)])),
    [films],
  );
  const lengthMs = stops.at(-1) ?? 0;
  const [speed, setSpeed] = useState(1);
  const time = useFilmTime(place.timeMs, lengthMs, speed);
  const { isPlaying, go, play } = time;
  const isJumping = useLessMotion() && isPlaying;
  const reachedMs = onStop(Math.min(time.timeMs, lengthMs), stops);
  const timeMs = isJumping ? withoutMotion(reachedMs, stops) : reachedMs;

  function rest(timeMs: number): void {
    play(false);
    go(timeMs);
  }
  useSameStep(choices, stops, time);
  const write = useWriting(props, { ...place, timeMs }, isPlaying, rest);

  function act(act: Act): void {
    const { name } = (typeof act === "number" && choices[act - 1]) || {};
    if (name !== undefined) return write({ a: name });
    if (act === "play" && isPlaying) return rest(timeMs);
    if (act === "play") {
      if (timeMs >= lengthMs) go(0);
      return play(true);
    }
    const to = timeOfAct(act, timeMs, stops);
    if (to !== undefined) rest(to);
  }
  const shows = { films, place, timeMs, lengthMs, isPlaying, speed };
  return { ...shows, setSpeed, act, rest, write };
}

/** Makes the films that are shown: each once, however often it is drawn. */
function useFilms(choices: readonly FilmChoice[], { a, b }: Place): Film[] {
  const make = (name: string | undefined): Film | undefined =>
    choices.find((choice) => choice.name === name)?.film();
  const first = useMemo(() => make(a), [choices, a]);
  const second = useMemo(() => make(b), [choices, b]);
  return useMemo(
    () => [first, second].filter((film) => film !== undefined),
    [first, second],
  );
}

/** Stays at the same step when there are other films. */
function useSameStep(
  choices: readonly FilmChoice[],
  stops: readonly number[],
  { timeMs, go }: FilmTime,
): void {
  const last = useRef({ choices, stops });
  useLayoutEffect(() => {
    const before = last.current;
    last.current = { choices, stops };
    if (before.choices === choices) return;
    go(keepPlace(timeMs, before.stops, stops));
  }, [choices, stops]);
}

/**
 * Writes into the address where a player rests, and goes where somebody else has written.
 *
 * @returns What writes at once, and what has changed besides.
 */
function useWriting(
  { choices, shown, store }: PlayerProps,
  place: Place,
  isPlaying: boolean,
  rest: (timeMs: number) => void,
): (changed?: Partial<Place>) => void {
  const address = store.get();
  const written = useRef(address["t"]);
  // What waits to be written is written as it is by then.
  const latest = useRef(place);
  latest.current = place;
  function write(changed: Partial<Place> = {}): void {
    const names = choices.map(({ name }) => name);
    const said = writePlace({ ...latest.current, ...changed }, names, shown);
    written.current = said.t;
    store.set(said);
  }
  useEffect(() => {
    if (isPlaying) return;
    const timer = setTimeout(write, writesAfterMs);
    return () => clearTimeout(timer);
  }, [isPlaying, place.timeMs, choices, address]);
  useEffect(() => {
    const { t } = store.get();
    if (t === written.current) return;
    written.current = t;
    const names = choices.map(({ name }) => name);
    rest(readPlace(store.get(), names, shown).timeMs);
  }, [address]);
  return write;
}
