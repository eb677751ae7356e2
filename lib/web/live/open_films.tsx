/**
 * Opens the player of a lesson's page.
 *
 * It is a script of its own, so that a page has its player soon: what computes the page is loaded when
 * somebody changes something.
 *
 * @module
 */
import { render } from "preact";
import { generateFile, makeJob } from "../../machine/job.ts";
import type { FilmChoice } from "../../picture/film.ts";
import type { Setting } from "../../workbook/lesson.ts";
import { type AddressStore, openAddress } from "../address_store.ts";
import { Player } from "../player/player.tsx";
import { onWantedFilms, type WantedFilms } from "./wanted_films.ts";

/** What can be played on a page. */
export interface OpenFilms {
  /** The films of a setting. */
  readonly films: (setting: Setting) => readonly FilmChoice[];
  /** The program that the lesson is about, if it is one. */
  readonly shown?: string;
  /** The usual values of the lesson's own options. */
  readonly knobs: Setting["knobs"];
  /** The names of all that changes the setting: if the address has one, the films wait for it. */
  readonly names: readonly string[];
}

/** Opens the player in its place. */
export function openFilms(
  { films, shown, knobs, names }: OpenFilms,
): void {
  const place = document.getElementById("player");
  if (place === null) return;
  const store = openAddress();
  const usual = { setting: usualSetting(knobs), shown };
  const show = (wanted: WantedFilms = usual): void =>
    showFilms(place, { ...wanted, films, store });
  const isOther = names.some((name) => store.get()[name] !== undefined);
  if (!isOther) show();
  onWantedFilms(show);
}

function usualSetting(knobs: Setting["knobs"]): Setting {
  const job = makeJob();
  return {
    job,
    file: () => generateFile(job.fileBytes),
    keepsTrace: true,
    knobs,
    measuredPrices: () => {
      throw new RangeError("A film has no measured prices");
    },
  };
}

function showFilms(
  place: HTMLElement,
  { setting, shown, films, store }: WantedFilms & {
    readonly films: OpenFilms["films"];
    readonly store: AddressStore;
  },
): void {
  const choices = films(setting);
  const first = choices.find(({ name }) => name === shown) ?? choices[0];
  render(
    first === undefined
      ? null
      : <Player choices={choices} shown={[first.name]} store={store} />,
    place,
  );
}
