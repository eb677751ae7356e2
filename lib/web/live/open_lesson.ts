/**
 * Opens the page of a lesson: its model behind the controls, its claims and its questions.
 *
 * @module
 */
import type { recordings } from "../../picture/run_films.ts";
import type { Lesson } from "../../workbook/lesson.ts";
import type { Roll } from "../../workbook/prediction.ts";
import { type AddressStore, openAddress } from "../address_store.ts";
import { offerCheck } from "./claims_check.ts";
import { LivePage } from "./live_page.ts";
import { seedName } from "./predict_form.ts";
import { PredictSection } from "./predict_section.ts";
import { wantFilms } from "./wanted_films.ts";

/** What a lesson has for a browser. */
export interface OpenLesson {
  /** Its model: none, if a reader can change nothing of it. */
  readonly lesson?: Lesson;
  /** What records its runs, if it sends. */
  readonly recordings?: typeof recordings;
  /** Its questions. */
  readonly problem?: Roll;
}

/** Opens the page on which it runs: `main` says which lesson it is, and which part. */
export function openLesson(
  { lesson, recordings, problem }: OpenLesson,
): void {
  const main = document.querySelector("main")!;
  const { lesson: number, part } = main.dataset;
  const store = openAddress();
  if (lesson !== undefined) openModel(main, { lesson, recordings, store });
  const place = main.querySelector<HTMLElement>("#predict");
  if (problem === undefined || place === null || Number(part) > 1) return;
  new PredictSection(place, {
    roll: problem,
    lesson: Number(number),
    store,
    seedName: seedName(lesson),
  });
}

function openModel(
  main: HTMLElement,
  { lesson, recordings, store }: {
    readonly lesson: Lesson;
    readonly recordings: OpenLesson["recordings"];
    readonly store: AddressStore;
  },
): void {
  const [number, part] = [main.dataset.lesson, main.dataset.part].map(Number);
  const list = main.querySelector<HTMLElement>("[data-fact=claims]");
  const claims = lesson.claims.filter((claim) => (claim.part ?? 1) === part);
  if (list !== null) offerCheck(list, claims);
  const form = main.querySelector<HTMLFormElement>("form.live");
  if (form === null) return;
  const page = { main, lesson, number: number!, part: part!, store };
  new LivePage({
    ...page,
    onComputed: (computed) => {
      if (computed === undefined) return wantFilms(undefined);
      const { setting } = computed;
      const shown = lesson.stepped?.(setting)?.program.name;
      const runs = recordings?.(setting.job, setting.file);
      wantFilms({ setting, runs, shown });
    },
  }, form);
}
