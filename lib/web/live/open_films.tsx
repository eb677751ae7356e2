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
import { asksModel, openAddress } from "../address_store.ts";
import { Player } from "../player/player.tsx";
import { onWantedFilms, type WantedFilms } from "./wanted_films.ts";

/** Opens the player for films of a lesson's own. @param knobs Its own options, at their usual values. */
export function openOwnFilms(
  films: (setting: Setting) => readonly FilmChoice[],
  knobs: Setting["knobs"],
): void {
  openFilms(({ setting = usualSetting(knobs) }) => films(setting));
}

/** Opens the player in its place. @param films Those of the printed page, if nothing is wanted. */
export function openFilms(
  films: (wanted: WantedFilms) => readonly FilmChoice[],
): void {
  const place = document.getElementById("player");
  if (place === null) return;
  const usual = films({});
  const store = openAddress();
  const own = document.querySelector("main")?.dataset.shown;
  const show = (wanted?: WantedFilms): void => {
    const choices = wanted === undefined ? usual : films(wanted);
    const { shown = own } = wanted ?? {};
    const first = choices.find(({ name }) => name === shown) ?? choices[0];
    const player = first && (
      <>
        <p>
          {own === undefined ? "Step" : "The same run, step"}{" "}
          by step: play it, or go back and forth.
        </p>
        <Player choices={choices} shown={[first.name]} store={store} />
      </>
    );
    render(player, place);
  };
  // What is to be computed is not shown before as it is printed.
  if (!asksModel(store.get())) show();
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
