/**
 * What became of a program: a sentence, the counts, and the strategies beside it.
 *
 * @module
 */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Job } from "../../machine/job.ts";
import { sha256 } from "../../workbook/digest.ts";
import {
  comparedHeads,
  type ComparedRow,
  compareWith,
  ownRow,
} from "./comparison.ts";
import type { Trial } from "./trial.ts";

/** What stands before the sentence. */
const marks: Readonly<Record<Trial["ending"], string>> = {
  delivered: "✓",
  undelivered: "✗",
  fault: "✗",
  nothing: "…",
};

/** Shows what became of a program. */
export function Outcome({ trial }: { readonly trial: Trial }): JSX.Element {
  const { ending, says, run } = trial;
  const digest = useDigest(ending === "delivered" ? run?.delivered : undefined);
  return (
    <div class={`own-outcome own-${ending}`}>
      <p role="status">
        <b aria-hidden="true">{marks[ending]}</b>
        <span>{says}</span>
      </p>
      {digest !== undefined && <p class="own-digest">SHA-256 {digest}</p>}
    </div>
  );
}

/** The digest of bytes, where this browser computes one: it does so only on a page that nobody can have changed. */
function useDigest(
  bytes: Uint8Array<ArrayBuffer> | undefined,
): string | undefined {
  const [digest, setDigest] = useState<string>();
  useEffect(() => {
    setDigest(undefined);
    if (bytes === undefined || !globalThis.isSecureContext) return;
    let isLatest = true;
    sha256(bytes).then((found) => {
      if (isLatest) setDigest(found);
    }, () => {});
    return () => isLatest = false;
  }, [bytes]);
  return digest;
}

const words = {
  less: ["▼", "less than yours"],
  same: ["=", "as yours"],
  more: ["▲", "more than yours"],
} as const;

/** Shows the strategies, each count beside one's own. */
export function Comparison(
  { trial: { counts, ending }, job }: {
    readonly trial: Trial;
    readonly job: Job;
  },
): JSX.Element {
  const own = ending === "delivered" ? counts : undefined;
  return (
    <div class="own-compared">
      <table>
        <caption>
          {own === undefined
            ? "What the five strategies cost for this job"
            : "▲ more than yours, ▼ less, = as much"}
        </caption>
        <thead>
          <tr>
            <th scope="col">strategy</th>
            {comparedHeads.map((head) => <th key={head} scope="col">{head}
            </th>)}
          </tr>
        </thead>
        <tbody>
          {own && <CountsRow row={ownRow("yours", own)} />}
          {compareWith(own, job).map((row) => (
            <CountsRow key={row.name} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CountsRow(
  { row: { name, cells } }: { readonly row: ComparedRow },
): JSX.Element {
  return (
    <tr class={name === "yours" ? "own-yours" : undefined}>
      <th scope="row">{name}</th>
      {cells.map(({ says, is }, i) => (
        <td key={i} class={is && `own-${is}`}>
          {says}
          {is && <i aria-hidden="true">{words[is][0]}</i>}
          {is && <span class="for-ears">, {words[is][1]}</span>}
        </td>
      ))}
    </tr>
  );
}
