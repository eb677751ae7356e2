/**
 * Copy golf: the machines, the best known score of each, and one's own.
 *
 * @module
 */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Program } from "../../machine/program.ts";
import {
  bestScore,
  compareScores,
  type Hole,
  holes,
  play,
  type Played,
  sayCompared,
  sayScore,
  type Score,
} from "../../workbook/golf.ts";
import { sayJob } from "../../workbook/say_job.ts";
import { programText } from "../../workbook/program_text.ts";
import type { Address } from "../address.ts";
import type { AddressStore } from "../address_store.ts";
import { useAddress } from "../use_address.ts";
import { equalJobs, readJob, writeJob } from "./own_job.ts";
import { readOwn, usualProgram } from "./use_editing.ts";
import { forget, keepBest, readKept } from "./kept_scores.ts";

/** What is played on, and with which program. */
interface GolfProps {
  readonly program: Program;
  /** Goes to a hole, and begins there with a program, if one is given. */
  readonly onHole: (hole: Hole, program?: Program) => void;
}

/** Finds the hole that an address plays: its job is that of the hole as long as nobody changes it. */
function holeOf(address: Address): Hole | undefined {
  const hole = holes.find(({ name }) => name === address.hole);
  return hole && equalJobs(hole.job, readJob(address).job) ? hole : undefined;
}

/** Tells the score of the hole that is played, beside the lines. */
export function GolfNow({ address, program }: {
  readonly address: Address;
  readonly program: Program;
}): JSX.Element | null {
  const hole = holeOf(address);
  if (hole === undefined) return null;
  const best = bestScore(hole);
  return (
    <div class="own-now">
      <p>
        <b>Copy golf:</b> {hole.says}. Best known: {sayScore(best)}.
      </p>
      <p role="status">{sayNow(play(hole, program), best)}</p>
    </div>
  );
}

/** Shows all holes. The program and the job are those of the address, and so of the editor. */
export function Golf({ store }: { readonly store: AddressStore }): JSX.Element {
  const address = useAddress(store);
  const read = readOwn(address.own);
  const program = typeof read === "string" ? usualProgram : read;
  const open = holeOf(address);
  function onHole({ name, job }: Hole, program?: Program): void {
    store.set({
      ...writeJob(job),
      ...(program && { own: programText(program) }),
      hole: name,
      t: undefined,
    });
    document.querySelector("#editor")?.scrollIntoView();
  }
  return (
    <ul class="own live own-golf">
      {holes.map((hole) => {
        const played = hole === open ? play(hole, program) : undefined;
        return (
          <HoleView key={hole.name} {...{ hole, played, program, onHole }} />
        );
      })}
    </ul>
  );
}

interface HoleProps extends GolfProps {
  readonly hole: Hole;
  /** The score of the program, or why it has none: nothing, if this hole is not played. */
  readonly played: Score | string | undefined;
}

function HoleView(props: HoleProps): JSX.Element {
  const { hole, played, onHole } = props;
  const best = bestScore(hole);
  const [kept, setKept] = useKept(props);
  const isPlayed = played !== undefined;
  return (
    <li class={isPlayed ? "own-played" : undefined}>
      <p>
        <b>{hole.says}</b>
        <span>{sayJob(hole.job)}</span>
      </p>
      <dl>
        <dt>best known</dt>
        <dd>{sayScore(best)}</dd>
        {kept && <dt>your best</dt>}
        {kept && (
          <dd>{sayScore(kept.score)}: {sayCompared(kept.score, best)}</dd>
        )}
      </dl>
      <p class="own-acts">
        <button
          type="button"
          aria-pressed={isPlayed}
          onClick={() => onHole(hole)}
        >
          {isPlayed ? "You play here" : "Play here"}
        </button>
        {kept && <KeptActs {...{ hole, kept, setKept, onHole }} />}
      </p>
    </li>
  );
}

function sayNow(played: Score | string, best: Score): string {
  return typeof played === "string"
    ? `No score yet. ${played}`
    : `Now: ${sayScore(played)}, ${sayCompared(played, best)}.`;
}

/** The best program of the reader: a better one takes its place, but not one that came with a link. */
function useKept(
  { hole, played, program }: HoleProps,
): [Played | undefined, (kept: undefined) => void] {
  const [kept, setKept] = useState<Played | undefined>(() => readKept(hole));
  const text = programText(program);
  const linked = useRef(text);
  useEffect(() => {
    if (typeof played !== "object" || text === linked.current) return;
    linked.current = "";
    const now = keepBest(hole, { program, score: played });
    if (kept === undefined || compareScores(now.score, kept.score) < 0) {
      setKept(now);
    }
  }, [text, played === undefined]);
  return [kept, setKept];
}

/** What can be done with the program that is kept: it is forgotten only by whoever says so twice. */
function KeptActs({ hole, kept, setKept, onHole }: {
  readonly hole: Hole;
  readonly kept: Played;
  readonly setKept: (kept: undefined) => void;
  readonly onHole: GolfProps["onHole"];
}): JSX.Element {
  const [isAsked, setIsAsked] = useState(false);
  function drop(): void {
    if (!isAsked) return setIsAsked(true);
    forget(hole);
    setKept(undefined);
  }
  return (
    <>
      <button type="button" onClick={() => onHole(hole, kept.program)}>
        Open your best
      </button>
      <button type="button" onClick={drop} onBlur={() => setIsAsked(false)}>
        {isAsked ? "Really forget it?" : "Forget your best"}
      </button>
    </>
  );
}
