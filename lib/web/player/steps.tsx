/**
 * The list of a film's steps, in step with it: the current one is marked and kept in view.
 *
 * @module
 */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Film } from "../../picture/film.ts";
import { type Caption, captionOfLine, endOf, toneClass } from "./caption.ts";

/** What the list needs. */
export interface StepsProps {
  readonly film: Film;
  /** The line that is happening, or has happened last. [from 1; 0 at the start] */
  readonly line: number;
  /** Whether the film has ended. */
  readonly isOver: boolean;
  /** How wide the film is drawn: what is in view depends on it. [CSS pixels] */
  readonly width: number;
  /** Goes to where a line has happened. [from 1; one more for the end] */
  readonly onLine: (line: number) => void;
}

/** Shows the list. It scrolls within its own box: the page stays where it is. */
export function Steps(props: StepsProps): JSX.Element {
  const { film, line, isOver, width, onLine } = props;
  const rows: readonly (Caption & { counted?: readonly string[] })[] = [
    ...film.lines.map((line) => ({ ...line, ...captionOfLine(line) })),
    endOf(film),
  ];
  const current = isOver ? rows.length : line;
  const box = useRef<HTMLOListElement>(null);
  useEffect(() => keepInView(box.current, current - 1), [film, current, width]);
  return (
    <ol class="steps" ref={box} tabIndex={0} aria-label={`Steps: ${film.name}`}>
      {rows.map(({ mark, actor, says, tone, counted = [] }, i) => (
        <li
          key={i}
          class={`${toneClass(tone)} ${i >= current ? "ahead" : ""}`}
          aria-current={i === current - 1 ? "step" : undefined}
        >
          <button
            type="button"
            tabIndex={-1}
            onClick={() => onLine(i + 1)}
          >
            <i>{mark}</i>
            <span>
              <b>{actor}</b> {says}
              {counted.map((count) => <em key={count}>{count}</em>)}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** Scrolls a box so that a row of it stands in its middle. @param index [from 0; −1 for the top] */
function keepInView(box: HTMLElement | null, index: number): void {
  const row = box?.children[index];
  const top = row instanceof HTMLElement
    ? row.offsetTop - ((box?.clientHeight ?? 0) - row.offsetHeight) / 2
    : 0;
  box?.scrollTo({ top });
}
