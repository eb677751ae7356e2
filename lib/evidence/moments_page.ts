/**
 * When the bytes were copied, as Markdown: for the terminal and for a page.
 *
 * @module
 */
import type { Absence } from "../lab/absence.ts";
import { type Moment, momentBytes } from "../lab/moment.ts";
import type { Moments, MomentSighting } from "../lab/moments.ts";
import type { VethResult } from "../lab/network/veth_experiment.ts";
import { nicWords } from "../machine/job.ts";
import { listItem } from "../text/hanging_text.ts";
import { markdownTable } from "../text/markdown_table.ts";
import { literal } from "../text/text_reader.ts";
import { sayCount } from "../text/say.ts";
import { proseColumns } from "../workbook/page.ts";
import { abilityOf } from "./observation_page.ts";

/** What each moment is called. */
const momentWords: Readonly<Record<Moment, string>> = {
  call: "in the call",
  transmit: "at transmit",
  read: "when read",
};

/** Says what was done, and how a table of it is read. */
export const momentsIntroduction =
  `${sayCount(momentBytes)} bytes went to a receiver that did not read: some ` +
  "arrived, the others waited in the sender's socket. Then the file and the " +
  "buffer were changed, and all was received. Old bytes had been copied " +
  "before the change; new ones were referred to until then.";

/** Lists how many bytes arrived as they had been, and when they must have been copied. */
export function momentsTable({ sightings }: Moments): string {
  return markdownTable(
    ["strategy", "arrived", "old", "new", "copied"],
    sightings.map(({ way, arrivedBytes, oldBytes, newBytes, moment }) => [
      way,
      ...[arrivedBytes, oldBytes, newBytes].map(sayCount),
      sayMoment(moment),
    ]),
  );
}

/** Says of bytes that were acknowledged, and came changed all the same; nothing if there are none. */
export function sayAcknowledged({ sightings }: Moments): string {
  const acknowledged = sightings.filter(({ moment }) => moment === "read")
    .map(({ unacknowledgedBytes }) => momentBytes - unacknowledgedBytes);
  const most = Math.max(0, ...acknowledged);
  return most === 0 ? "" : `An acknowledgement settles nothing: up to ` +
    `${sayCount(most)} of the new bytes had been acknowledged before the ` +
    "change.";
}

/** The same through a cable, for those that not every device has copied in the call. */
export function cableMomentsTable({ rows }: VethResult): string {
  const all = rows.flatMap(({ moments }) => moments.sightings);
  const later = all.filter(({ moment }) => moment !== "call");
  const ways = [...new Set(later.map(({ way }) => way))];
  return markdownTable(
    ["a NIC that", ...ways],
    rows.map((row) => [
      nicWords[abilityOf(row)].can,
      ...ways.map((way) =>
        sayOld(row.moments.sightings.find((seen) => seen.way === way))
      ),
    ]),
  );
}

/** Lists which strategies are absent, and why: those with the same reason together. */
export function listAbsent(absent: readonly Absence[]): string {
  const groups = Map.groupBy(absent, ({ because }) => because);
  return [...groups].map(([because, group]) => {
    const ways = group.map(({ way }) => way).join(", ");
    const are = group.length > 1 ? "are" : "is";
    const says = `${ways} ${are} absent: ${because}.`;
    return listItem(literal(says), proseColumns);
  }).join("\n");
}

function sayOld(seen: MomentSighting | undefined): string {
  if (seen === undefined) return "–";
  return `${sayMoment(seen.moment)}, ${sayCount(seen.oldBytes)} old`;
}

function sayMoment(moment: Moment | null): string {
  return moment === null ? "–" : momentWords[moment];
}
