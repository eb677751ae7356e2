/**
 * Opens the player of a lesson's page that shows runs: what runs them is not loaded for it.
 *
 * @module
 */
import type { Recording } from "../../picture/reel.ts";
import { filmsOf } from "../../picture/run_film.ts";
import { openFilms } from "./open_films.tsx";

/** Opens the player. @param usual What it shows as long as nothing else is wanted. */
export function openRuns(usual: readonly Recording[]): void {
  const choices = usual.map((run) => ({ name: run.name, record: () => run }));
  openFilms(({ runs = choices }) => filmsOf(runs));
}
