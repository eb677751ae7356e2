/**
 * Which films are wanted: the script that computes a lesson tells it to the script that shows films.
 *
 * Either may be loaded first, and neither needs the other.
 *
 * @module
 */
import type { RecordingChoice } from "../../picture/run_film.ts";
import type { Setting } from "../../workbook/lesson.ts";

/** What is to be shown. */
export interface WantedFilms {
  readonly setting?: Setting;
  /** The runs of the setting, of a lesson that sends. */
  readonly runs?: readonly RecordingChoice[] | undefined;
  /** The program that the lesson is about, if it is one. */
  readonly shown?: string | undefined;
}

/** A page, as far as this needs one. */
export interface WantedPage extends EventTarget {
  [kept]?: { readonly wanted: WantedFilms | undefined };
}

/** Under what a page keeps what is wanted. */
const kept = Symbol.for("zero-copy films");

const heard = "films-wanted";

/** Tells which films are wanted; undefined: those of the page as it is printed. */
export function wantFilms(
  wanted: WantedFilms | undefined,
  page: WantedPage = document,
): void {
  page[kept] = { wanted };
  page.dispatchEvent(new Event(heard));
}

/** Calls back for the films that are wanted, and for those that were before. */
export function onWantedFilms(
  listener: (wanted: WantedFilms | undefined) => void,
  page: WantedPage = document,
): void {
  const tell = (): void => {
    if (page[kept] !== undefined) listener(page[kept].wanted);
  };
  page.addEventListener(heard, tell);
  tell();
}
