/**
 * One film in the player: the stage, what is said of it, its counters, and its steps.
 *
 * @module
 */
import type { ComponentChildren, JSX } from "preact";
import { useMemo, useRef } from "preact/hooks";
import type { Film, Still } from "../../picture/film.ts";
import { preactOf } from "../preact_of.ts";
import {
  type Caption,
  captionOf,
  isOver,
  longestCaptions,
  toneClass,
} from "./caption.ts";
import { lineAt, timeOfLine } from "./clock.ts";
import { Steps } from "./steps.tsx";
import { layoutOf, useWidth } from "./use_width.ts";

/** What a view of a film needs. */
export interface FilmViewProps {
  readonly film: Film;
  /** [ms] */
  readonly timeMs: number;
  /** Goes to a time and rests there. [ms] */
  readonly onTime: (timeMs: number) => void;
  /** What stands above it: the choice of the film. */
  readonly children: ComponentChildren;
}

/** Shows a film at a time. */
export function FilmView(
  { film, timeMs, onTime, children }: FilmViewProps,
): JSX.Element {
  const stage = useRef<HTMLDivElement>(null);
  const width = useWidth(stage);
  const layout = layoutOf(width);
  // What would be drawn before there is a width would be drawn twice.
  const still = width > 0 ? film.still(timeMs, layout) : undefined;
  const line = lineAt(film, timeMs);
  const over = isOver(film, timeMs);
  const steps = useMemo(() => {
    const onLine = (line: number): void => onTime(timeOfLine(film, line));
    return <Steps {...{ film, line, isOver: over, width, onLine }} />;
  }, [film, line, over, width]);
  return (
    <section class="film" aria-label={film.name}>
      <header>{children}</header>
      <div class="stage" ref={stage}>
        {still && <Stage {...still} />}
      </div>
      <Captions film={film} caption={captionOf(film, line, timeMs)} />
      {still && <Tiles {...still} />}
      {steps}
    </section>
  );
}

function Stage({ picture }: Pick<Still, "picture">): JSX.Element {
  const { title, width, height, shapes } = picture;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
      {shapes.map(preactOf)}
    </svg>
  );
}

/** The caption, in a place that has room for the longest of the film: nothing moves while it plays. */
function Captions(
  { film, caption }: { readonly film: Film; readonly caption: Caption },
): JSX.Element {
  const sizers = useMemo(
    () =>
      longestCaptions(film).map((caption, i) => (
        <CaptionLine key={i} caption={caption} isHidden />
      )),
    [film],
  );
  return (
    <div class="captions">
      {sizers}
      <CaptionLine caption={caption} />
    </div>
  );
}

function CaptionLine({ caption: { mark, actor, says, tone }, isHidden }: {
  readonly caption: Caption;
  readonly isHidden?: boolean;
}): JSX.Element {
  return (
    <p class={`caption ${toneClass(tone)}`} aria-hidden={isHidden}>
      <b class="mark">{mark}</b>
      <span>
        <b>{actor}</b> {says}
      </span>
    </p>
  );
}

function Tiles({ tiles }: Pick<Still, "tiles">): JSX.Element {
  return (
    <dl class="tiles">
      {tiles.map(({ name, says, tone }) => (
        <div class={toneClass(tone)} key={name}>
          <dt>{name}</dt>
          <dd>{says}</dd>
        </div>
      ))}
    </dl>
  );
}
