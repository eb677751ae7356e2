/**
 * What the veth experiment saw, as Markdown.
 *
 * @module
 */
import type { CopyCount } from "../lab/probe.ts";
import type { VethResult, VethRow } from "../lab/network/veth_experiment.ts";
import { type NicAbility, nicWords, roundsOf } from "../machine/job.ts";
import { markdownTable } from "../text/markdown_table.ts";
import { sayMany } from "../text/say.ts";
import { modelOf } from "./model.ts";

/** Sets the model's copies beside the kernel's, a row for each state of the device. */
export function vethTable({ rows }: VethResult): string {
  const ways = rows[0]?.copies.map(({ way }) => way) ?? [];
  return markdownTable(
    ["a NIC that", ...ways],
    rows.map((row) => {
      const nic = abilityOf(row);
      return [
        nicWords[nic].can,
        ...row.copies.map((count) => sayPair(count, nic)),
      ];
    }),
  );
}

/** The model's name for a device in this state: as the device says, not as it was told. */
export function abilityOf({ features }: Pick<VethRow, "features">): NicAbility {
  if (!features.scatterGather) return "no-gather";
  return features.transmitChecksum ? "gather" : "no-checksum";
}

function sayPair({ way, bytes, copies }: CopyCount, nic: NicAbility): string {
  const { counts, job } = modelOf(way, {
    fileBytes: bytes,
    pieceBytes: bytes,
    cache: "warm",
    nic,
  });
  const model = counts.cpuCopies / roundsOf(job);
  if (copies === null) return "–";
  return `${model} ${model === copies ? "=" : "≠"} ${copies}`;
}

/** Says how often the copies were counted, and how sure that is; or why they were not. */
export function sayVeth({ hindrance, rows }: VethResult): string {
  if (hindrance !== null) return `It was not seen: ${hindrance}.`;
  const all = rows.flatMap(({ copies }) => copies);
  const runs = all[0]?.sightings[0]?.runs ?? 0;
  const least = Math.min(...all.map(({ agreement }) => agreement));
  const share = least === 1 ? "all" : `at least ${Math.floor(least * 100)} %`;
  return `CPU copies of a piece, model = kernel. Each change was made in ` +
    `${sayMany(runs, "run")}; ${share} of them agree.`;
}
