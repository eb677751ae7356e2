/**
 * The player: shows a film, or two side by side, under one playhead.
 *
 * What is shown is a function of the films and of a time. The time, and which films, are in the
 * address; a film that plays writes it when it rests.
 *
 * @module
 */
import { type JSX, render } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { FilmChoice } from "../../picture/film.ts";
import type { Address } from "../address.ts";
import { captionOf, sayCaption } from "./caption.ts";
import { lineAt } from "./clock.ts";
import { Dock } from "./dock.tsx";
import { FilmView } from "./film_view.tsx";
import { Head } from "./head.tsx";
import { type Act, actOf, focusOf } from "./keys.ts";
import { type PlayerProps, type PlayerState, usePlayer } from "./use_player.ts";

export type { PlayerProps } from "./use_player.ts";

/** Shows a player in an element. Called again for the same element, it changes what the player has. */
export function showPlayer(host: Element, props: PlayerProps): void {
  render(<Player {...props} />, host);
}

/** Shows films, and lets them be played. */
export function Player(props: PlayerProps): JSX.Element {
  const player = usePlayer(props);
  const { films, timeMs, isPlaying, act, rest, write } = player;
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isSent(props.store.get())) host.current?.scrollIntoView();
  }, []);
  const says = films.map((film) =>
    sayCaption(film, captionOf(film, lineAt(film, timeMs), timeMs))
  ).join("; ");
  function link(): string {
    write();
    return location.href;
  }
  return (
    <div
      class={`player films-${films.length}`}
      ref={host}
      tabIndex={-1}
      role="group"
      aria-label="Player"
      onKeyDown={(event) => press(event, act)}
    >
      <Head {...{ films, link }} onFill={() => fill(host.current)} />
      <div class="films">
        {films.map((film, i) => (
          <FilmView key={i} {...{ film, timeMs }} onTime={rest}>
            {i === 0 && <ChooseFirst {...props} {...player} />}
            {i === films.length - 1 && <ChooseSecond {...props} {...player} />}
          </FilmView>
        ))}
      </div>
      <Dock {...{ ...player, says }} onTime={rest} />
      <p class="for-ears" aria-live="polite">{isPlaying ? "" : says}</p>
    </div>
  );
}

/** Whether somebody has just opened a link to a moment of a film: then that is what they came for. */
function isSent({ t }: Address): boolean {
  const isOpened = performance.getEntriesByType("navigation")
    .some((page) => "type" in page && page.type === "navigate");
  return t !== undefined && isOpened && scrollY === 0;
}

/** Fills the screen with an element, or leaves it. A browser may refuse: then all stays as it is. */
function fill(host: HTMLElement | null): void {
  const done = document.fullscreenElement === null
    ? host?.requestFullscreen()
    : document.exitFullscreen();
  done?.catch(() => {});
}

/** Does what a key says, if it is the player's. */
function press(event: KeyboardEvent, act: (act: Act) => void): void {
  const { target } = event;
  if (!(target instanceof Element)) return;
  const focus = focusOf(target.tagName, target.getAttribute("role"));
  const pressed = actOf(event, focus);
  if (pressed === undefined) return;
  event.preventDefault();
  act(pressed);
}

function ChooseFirst(
  { choices, place, write }: PlayerProps & PlayerState,
): JSX.Element {
  const onName = (a = place.a): void => write({ a });
  return <Chooser {...{ choices, onName }} label="Film" name={place.a} />;
}

function ChooseSecond(
  { choices, place: { b }, write }: PlayerProps & PlayerState,
): JSX.Element {
  const none = b === undefined ? "compare" : "no other";
  const onName = (b: string | undefined): void => write({ b });
  return (
    <Chooser {...{ choices, none, onName }} label="Film beside it" name={b} />
  );
}

interface ChooserProps {
  readonly choices: readonly FilmChoice[];
  readonly label: string;
  readonly name: string | undefined;
  /** What stands for no film, where there may be none. */
  readonly none?: string;
  readonly onName: (name: string | undefined) => void;
}

/** Lets a film be chosen. What is chosen is told by its place, since a name may be any. */
function Chooser(
  { choices, label, name, none, onName }: ChooserProps,
): JSX.Element {
  const names = choices.map(({ name }) => name);
  const rows = none === undefined ? names : [none, ...names];
  return (
    <select
      aria-label={label}
      value={name ?? none}
      onChange={({ currentTarget: { selectedIndex } }) =>
        onName(names[selectedIndex - rows.length + names.length])}
    >
      {rows.map((name) => <option key={name}>{name}</option>)}
    </select>
  );
}
