/**
 * The page of an own strategy: the lines, the job, what becomes of it, and golf.
 *
 * @module
 */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { Job } from "../../machine/job.ts";
import type { Program } from "../../machine/program.ts";
import type { FilmChoice } from "../../picture/film.ts";
import { filmOf } from "../../picture/run_film.ts";
import { recordingOf, runFilms } from "../../picture/run_films.ts";
import { programText } from "../../workbook/program_text.ts";
import type { Address } from "../address.ts";
import type { AddressStore } from "../address_store.ts";
import { Player } from "../player/player.tsx";
import { useAddress } from "../use_address.ts";
import { Begin } from "./begin.tsx";
import { CopyModule } from "./copy_module.tsx";
import { GolfNow } from "./golf_view.tsx";
import { JobFields } from "./job_fields.tsx";
import { Lines } from "./lines.tsx";
import { Comparison, Outcome } from "./outcome.tsx";
import { type OwnJob, ownOptions, readJob } from "./own_job.ts";
import { type Trial, tryProgram } from "./trial.ts";
import { useEditing } from "./use_editing.ts";

/** What a program of one's own is called beside the strategies. */
const yours = "yours";
const shown = [yours];

/** Shows the editor. */
export function EditorPage(
  { store }: { readonly store: AddressStore },
): JSX.Element {
  const own = useEditing(store);
  const { address, given, trial, films } = useTrial(store, own.program);
  const set = (changes: Record<string, string | undefined>): void =>
    store.set({ ...changes, t: undefined });
  return (
    <>
      <div class="own live">
        <Begin {...own} />
        {own.refused !== undefined && (
          <p class="own-refused" role="alert">{own.refused}</p>
        )}
        <div class="own-sides">
          <div>
            <Lines {...own} fault={trial.step} />
            <p class="for-ears" aria-live="polite">{own.editing.said}</p>
          </div>
          <div>
            <JobFields {...given} set={set} />
            <Outcome trial={trial} />
            <GolfNow {...{ address, program: own.program }} />
            <Comparison {...{ trial, job: given.job }} />
          </div>
        </div>
      </div>
      {films !== undefined && <Player choices={films} {...{ shown, store }} />}
      <CopyModule
        {...{ program: own.program, address }}
        hasPlayer={films !== undefined}
      />
    </>
  );
}

/** What becomes of a program with the job of the address. */
function useTrial(store: AddressStore, program: Program): {
  readonly address: Address;
  readonly given: OwnJob;
  readonly trial: Trial;
  readonly films: readonly FilmChoice[] | undefined;
} {
  const address = useAddress(store);
  const jobText = ownOptions.map(({ name }) => address[name]).join(" ");
  const given = useMemo(() => readJob(address), [jobText]);
  const trial = useMemo(() => tryProgram(program, given.job), [
    programText(program),
    given,
  ]);
  const films = useMemo(() => filmsOf(trial, given.job), [trial]);
  return { address, given, trial, films };
}

/** The film of one's own program, and those to be raced with. */
function filmsOf({ run }: Trial, job: Job): FilmChoice[] | undefined {
  if (run === undefined) return undefined;
  const own = { ...run, program: { ...run.program, name: yours } };
  return [
    { name: yours, film: () => filmOf(recordingOf(own)) },
    ...runFilms(job),
  ];
}
